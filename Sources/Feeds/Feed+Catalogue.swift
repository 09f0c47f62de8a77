public import FeedCatalogue
public import Fetching
import Registry

extension Feed {
    /// A feed of the catalogue with the settings it starts with, under the name it has there; nil when it wants a key and
    /// there is none.
    ///
    /// - Parameters:
    ///   - entry: the feed.
    ///   - secret: the operator's key, for feeds that want one.
    public init?(_ entry: CatalogueFeed, secret: SecretFile? = nil) {
        var access = WebAccess()
        switch (entry.key, secret) {
        case (nil, _): break
        case (.some, nil): return nil
        case (.inAddress, let secret?): access.authentication = .inAddress(secret)
        case (.header(let name), let secret?): access.authentication = .header(name: name, secret: secret)
        }
        if let accept = entry.accept { access.headers["Accept"] = accept }
        let resource = WebResource(entry.url, access: access)
        let origin: FeedOrigin
        switch entry.kind {
        case .web: origin = .web(resource)
        case .mispFeed: origin = .mispFeed(resource)
        }
        let source = SourceSettings(
            name: entry.id,
            owner: entry.owner,
            nature: entry.reportsOneByOne ? .reports : .list,
            lineage: entry.lineage,
            category: entry.category,
            confidence: entry.confidence,
            label: entry.label,
            permittedUse: entry.permittedUse,
            expiryDays: entry.expiryDays
        )
        self.init(entry.id, from: origin, format: entry.format, source: source)
        mapping = entry.mapping
        schedule = FeedSchedule(minutes: entry.minutes)
        isPaused = !entry.isOnByDefault
    }
}
