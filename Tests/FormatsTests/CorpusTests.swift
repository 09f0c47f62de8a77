import ByteStreams
import Formats
import Foundation
import TestSupport
import Testing

/// Every real feed of this family reads; what is not a feed is refused, never misread into a crash.
@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `Real feeds` {
    static let family = [
        "hagezi-2022", "infoblox-csv", "jpcert-phishurl", "signature-base/iocs", "zeek-intel-criticalpath",
        "maltrail", "ipsum", "jayp232-abusech", "intelmq-samples", "rpz",
    ]

    /// Files in those folders that are no feeds, or feeds of the other family (HTML, XML, STIX, MISP).
    static func isFeed(_ path: String) -> Bool {
        let others = [
            "LICENSE", ".license", "README", ".zeek", "keywords.txt", "/html_table/", "/cleanmx/",
            "/fireeye/",
            "/malwareurl/", "/threatminer/", "/misp/", ".html", ".awk", "-trails-static",
        ]
        return !others.contains { path.contains($0) }
    }

    @Test func `all read`() throws {
        var table = ""
        for folder in Self.family {
            for file in try Corpus.files(below: "feeds/\(folder)") where Self.isFeed(file.path) {
                var sink = CountingSink()
                do {
                    let summaries = try FeedReader().read(ByteInput(path: file.path), into: &sink)
                    for summary in summaries { table += Self.row(summary, file) }
                    #expect(summaries.map(\.accepted).reduce(0, +) == sink.accepted)
                    #expect(summaries.map(\.rejected).reduce(0, +) == sink.rejected)
                } catch {
                    Issue.record("\(error)")
                }
            }
        }
        print(table)
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

    @Test func `and everything else is read or refused`() throws {
        var table = ""
        for file in try Corpus.files(below: "feeds") where !file.path.contains("-trails-static") {
            var sink = CountingSink()
            do {
                for summary in try FeedReader().read(ByteInput(path: file.path), into: &sink)
                where !Self.family.contains(where: {
                    file.path.contains("feeds/\($0)/") && Self.isFeed(file.path)
                }) {
                    table += Self.row(summary, file)
                }
            } catch {
                #expect(error.file.hasPrefix(file.path))
                table +=
                    "\(error.code.rawValue.padding(toLength: 20, withPad: " ", startingAt: 0)) \(error.description.suffix(160))\n"
            }
        }
        print(table)
    }

    private static func row(_ summary: FeedSummary, _ file: URL) -> String {
        let reasons = summary.rejectedByReason.sorted { $0.key.label < $1.key.label }
            .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        let name = file.pathComponents.suffix(3).joined(separator: "/")
        let format = summary.format?.rawValue ?? "none"
        return "\(format.padding(toLength: 10, withPad: " ", startingAt: 0)) read \(summary.read) accepted "
            + "\(summary.accepted) rejected \(summary.rejected) skipped \(summary.skipped) \(reasons)  \(name)\n"
    }
}
