import Addresses
import ByteStreams
import Formats
import Foundation
import TestSupport
import Testing

/// Every real feed reads; what is no feed is refused, never misread into a crash.
@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `Real feeds` {
    /// Files that are no feeds, with the folder they stand in or the end of their name.
    static let others = [
        "LICENSE", ".license", "README", ".zeek", "keywords.txt", ".awk", "indicators.yaml",
        "indicators_yaml_entry.txt",
        "/feed-metadata/", "config.json", "backend.json", "emails.txt", "processes.txt",
        "config_profiles.txt",
        "/infoblox-misp-feed/manifest.json", "/stixtest/misp_",
    ]

    static func isFeed(_ path: String) -> Bool { !others.contains { path.contains($0) } }

    @Test func `all read`() throws {
        var table: [String] = []
        var totals: [String: (files: Int, read: Int, leftOut: Int, faults: Int)] = [:]
        for file in try Corpus.files(below: "feeds") where !file.path.contains("-trails-static") {
            var sink = CountingSink()
            do {
                for summary in try FeedReader().read(ByteInput(path: file.path), into: &sink) {
                    #expect(summary.accepted == sink.accepted && summary.rejected == sink.rejected)
                    table.append(Self.row(summary, file))
                    var total = totals[summary.format?.rawValue ?? "none"] ?? (0, 0, 0, 0)
                    total.files += 1
                    total.read += summary.accepted
                    total.leftOut += summary.leftOut
                    total.faults += summary.rejected - summary.leftOut
                    totals[summary.format?.rawValue ?? "none"] = total
                }
            } catch {
                #expect(error.file.hasPrefix(file.path))
                #expect(!Self.isFeed(file.path), "\(error)")
                table.append("\(Self.pad(error.code.rawValue)) \(Self.name(file))")
            }
        }
        print(table.joined(separator: "\n"))
        print("format               files  addresses  left out  faults")
        for (format, total) in totals.sorted(by: { $0.key < $1.key }) {
            print("\(Self.pad(format)) \(total.files) \(total.read) \(total.leftOut) \(total.faults)")
        }
        #expect(totals.count >= 25)
    }

    @Test func `of the whole Maltrail tree read in one pass`() throws {
        let file = try Corpus.url("feeds/maltrail/maltrail-trails-static.tar.xz")
        var sink = CountingSink()
        let summaries = try FeedReader().read(ByteInput(path: file.path), into: &sink)
        var reasons: [String: Int] = [:]
        for summary in summaries {
            for (reason, count) in summary.rejectedByReason { reasons[reason.label, default: 0] += count }
        }
        let unread = summaries.filter { $0.format == nil }.map(\.name)
        print(
            "maltrail tree: \(summaries.count) files, formats",
            Dictionary(grouping: summaries, by: { $0.format?.rawValue ?? "none" }).mapValues(\.count),
            "accepted \(sink.accepted) rejected \(sink.rejected)",
            reasons,
            unread
        )
        #expect(sink.accepted > 1_700_000)
        #expect(unread.isEmpty)
    }

    /// The bundles of mobile spyware indicators come with the same lists as text.
    @Test func `as STIX give the addresses of their text twins`() throws {
        let root = try Corpus.url("feeds/mvt-indicators")
        var bundles = 0
        for bundle in try Corpus.files(below: "feeds/mvt-indicators") where bundle.pathExtension == "stix2" {
            let folder = bundle.deletingLastPathComponent()
            var expected: Set<String> = []
            for list in ["domains.txt", "ip-addresses.txt"] {
                let path = folder.appending(path: list).path
                guard FileManager.default.fileExists(atPath: path) else { continue }
                expected.formUnion(try Self.addresses(path))
            }
            #expect(try Self.addresses(bundle.path) == expected, "\(bundle.path)")
            bundles += 1
            print(
                "\(bundle.path.dropFirst(root.path.count + 1)): \(expected.count) addresses as in the lists"
            )
        }
        #expect(bundles >= 10)
    }

    @Test func `as MISP event and CSV agree`() throws {
        var counts: [[String: Int]] = []
        var addresses: [Set<String>] = []
        for name in ["event.json", "event.csv"] {
            var sink = ListSink()
            let path = try Corpus.url("feeds/misp-core/tests/\(name)").path
            let summaries = try FeedReader().read(ByteInput(path: path), into: &sink)
            addresses.append(Set(sink.addresses))
            counts.append(Dictionary(sink.rejects.map { ($0.reason.label, 1) }, uniquingKeysWith: +))
            #expect(summaries.map(\.format) == [name.hasSuffix("csv") ? .mispCSV : .misp])
        }
        print("misp-core event: addresses \(addresses[0].sorted()), left out \(counts[0])")
        #expect(addresses[0] == addresses[1])
        #expect(counts[0] == counts[1])
    }

    @Test func `as MISP feed report five missing events and read the rest`() throws {
        var sink = CountingSink()
        var missing: [String] = []
        let folder = try Corpus.url("feeds/infoblox-misp-feed")
        var list = ListSink()
        let summaries = try FeedReader().read(ByteInput(path: folder.path), into: &list)
        missing = list.rejects.filter { $0.reason == .missingEvent }.map(\.excerpt).sorted()
        sink.accepted = list.addresses.count
        print("infoblox feed: \(summaries.count) files, \(sink.accepted) addresses, missing \(missing)")
        #expect(
            missing == [
                "2c8ebd9a-c853-4792-b25e-b82f1394d9e1", "3493a2df-8c62-451b-99bf-312292104994",
                "454d994e-c027-4fb1-9be0-b58d815bdf3a", "46fe4d4c-c036-4f67-838f-4f7ae78ee6c8",
                "9ffe100e-899f-455d-9c73-476c8dad5b21",
            ]
        )
        #expect(sink.accepted == 61_007 || sink.accepted == 61_008)
        #expect(summaries.allSatisfy { $0.format == .misp })
    }

    @Test func `of STIX 1 and STIX 2 from one event give the same addresses`() throws {
        let folder = "feeds/misp-core/app/files/scripts/stixtest"
        for kind in ["indicators", "observables"] {
            let old = try Self.addresses(try Corpus.url("\(folder)/stix1_\(kind)_test.xml").path)
            let new = try Self.addresses(try Corpus.url("\(folder)/stix2_\(kind)_test.json").path)
            print(
                "stixtest \(kind): STIX 1 \(old.count), STIX 2 \(new.count), only one has \(old.symmetricDifference(new).sorted())"
            )
            #expect(old.intersection(new).count >= 6)
        }
    }

    @Test func `that are warninglists are refused by name`() throws {
        for file in try Corpus.files(below: "allowlists/misp-warninglists/lists")
        where file.lastPathComponent == "list.json" {
            var sink = CountingSink()
            let error = #expect(throws: FeedError.self) {
                try FeedReader().read(ByteInput(path: file.path), into: &sink)
            }
            #expect(error?.code == .notAFeed, "\(file.path)")
        }
    }

    private static func addresses(_ path: String) throws -> Set<String> {
        var sink = ListSink()
        _ = try FeedReader().read(ByteInput(path: path), into: &sink)
        return Set(sink.addresses)
    }

    private static func pad(_ text: String) -> String {
        text.padding(toLength: 20, withPad: " ", startingAt: 0)
    }

    private static func name(_ file: URL) -> String { file.pathComponents.suffix(3).joined(separator: "/") }

    private static func row(_ summary: FeedSummary, _ file: URL) -> String {
        let reasons = summary.rejectedByReason.sorted { $0.key.label < $1.key.label }
            .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return
            "\(pad(summary.format?.rawValue ?? "none")) addresses \(summary.accepted) left out \(summary.leftOut) "
            + "faults \(summary.rejected - summary.leftOut) \(reasons)  \(name(file))"
    }
}
