import FeedCatalogue
import Feeds
import Fetching
import Registry
import Testing

@Suite struct CatalogueFeedsTests {
    @Test func `every feed of the catalogue can be added`() throws {
        for entry in try FeedCatalogue.feeds() {
            let feed = try #require(Feed(entry, secret: SecretFile("/run/secrets/key")), "\(entry.id)")
            #expect(feed.source.fault == nil && feed.schedule.minutes == entry.minutes)
            #expect(feed.isPaused == !entry.isOnByDefault && feed.format == entry.format)
            #expect((Feed(entry) == nil) == (entry.key != nil))
        }
    }

    @Test func `a key goes where its feed wants it`() throws {
        let secret = SecretFile("/run/secrets/key")
        let entry = try #require(try FeedCatalogue.feed("abuseipdb"))
        guard case .web(let resource) = Feed(entry, secret: secret)?.origin else {
            Issue.record("no web feed")
            return
        }
        #expect(resource.access.authentication == .header(name: "Key", secret: secret))
        #expect(resource.access.headers == ["Accept": "application/json"])
    }
}
