import Addresses
import ByteStreams
import FeedCatalogue
import Formats
import Foundation
import Reports
import Testing

@Suite struct FeedCatalogueTests {
    /// What the fixture of each feed holds, written by hand beside it.
    struct Expected: Decodable {
        let file: String
        let addresses: [String]
        let leftOut: Int
    }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let expected: [String: Expected] = {
        let bytes = try? Data(contentsOf: fixtures.appending(path: "expected.json"))
        return bytes.flatMap { try? JSONDecoder().decode([String: Expected].self, from: $0) } ?? [:]
    }()

    static let feeds = (try? FeedCatalogue.feeds()) ?? []

    struct Sink: FeedSink {
        var addresses: [String] = []
        var rejects: [Reject] = []
        mutating func accept(_ address: Address, claim: Claim, line: Int) { addresses.append("\(address)") }
        mutating func reject(_ reject: Reject) { rejects.append(reject) }
    }

    @Test func `there are sixty feeds and more, each with its own name and its terms`() throws {
        let feeds = try FeedCatalogue.feeds()
        #expect(feeds.count >= 60)
        #expect(Set(feeds.map(\.id)).count == feeds.count && Set(feeds.map(\.name)).count == feeds.count)
        #expect(Set(feeds.map(\.url)).count == feeds.count)
        for feed in feeds {
            #expect(
                feed.id.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                }
            )
            #expect(!feed.licence.isEmpty && !feed.lineage.isEmpty && !feed.owner.isEmpty)
            for url in [feed.url, feed.terms] {
                let parsed = URL(string: url.replacingOccurrences(of: "{secret}", with: "x"))
                #expect(parsed?.scheme == "https" && parsed?.host() != nil, "\(feed.id): \(url)")
            }
            #expect((feed.key == .inAddress) == feed.url.contains("{secret}"))
        }
        #expect(try FeedCatalogue.feed("feodo-ips")?.format == .feodo)
        #expect(try FeedCatalogue.feed("nothing") == nil)
    }

    @Test func `what is on by default is little, free to use, needs no key and is sure of itself`() {
        let on = Self.feeds.filter(\.isOnByDefault)
        #expect((4...12).contains(on.count))
        for feed in on {
            #expect(feed.key == nil && feed.label == .clear, "\(feed.id)")
            #expect(
                feed.confidence >= 75 || feed.permittedUse == .inform || feed.id == "dshield-block",
                "\(feed.id)"
            )
            #expect(
                !feed.licence.contains("personal") && !feed.licence.contains("registration"),
                "\(feed.id)"
            )
        }
    }

    @Test(arguments: feeds) func `each feed's fixture reads with its format and mapping`(feed: CatalogueFeed)
        throws
    {
        let expected = try #require(Self.expected[feed.id], "no fixture for \(feed.id)")
        var sink = Sink()
        let reader = FeedReader(format: feed.format, mapping: feed.mapping)
        let path = Self.fixtures.appending(path: expected.file).path
        let summaries = try reader.read(ByteInput(path: path), into: &sink)
        #expect(sink.addresses.sorted() == expected.addresses.sorted())
        #expect(summaries.reduce(0) { $0 + $1.leftOut } == expected.leftOut)
        #expect(sink.rejects.filter { !$0.reason.isLeftOut }.isEmpty, "\(sink.rejects.map(\.reason))")
        #expect(FileManager.default.fileExists(atPath: path + "/manifest.json") == (feed.kind == .mispFeed))
    }

    @Test func `no fixture is without its feed`() throws {
        #expect(Set(Self.expected.keys) == Set(Self.feeds.map(\.id)))
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path)
        #expect(Set(files) == Set(Self.expected.values.map(\.file) + ["expected.json"]))
    }
}
