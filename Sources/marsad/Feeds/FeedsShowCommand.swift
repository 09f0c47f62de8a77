import ArgumentParser
import FeedKeeping
import Feeds
import Formats
import JSONOutput
import Registry
import RegistryJSON
import Reports
import SQLiteRegistry

/// `marsad feeds show`: one feed with its latest runs, and what it is worth.
struct FeedsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a feed, how it is, its latest runs, and what it is worth.",
        discussion: """
            Its worth is learnt once a week from what all sources listed: the usual stay on its list, whose lists it is close \
            to in time, how often others confirm it, and what it adds to them. Counts stand beside all of it.

            Example:
              marsad feeds show my-list
              marsad feeds show my-list --json
            """
    )

    @OptionGroup var named: NamedFeed

    @Option(name: .long, help: "Runs to show.")
    var runs = 10

    @Flag(name: .long, help: "One JSON object.")
    var json = false

    func run() throws {
        let store = try named.dataOptions.openExistingStore()
        let (book, kept) = try named.open(beside: store)
        let runs = try book.asking { book throws(FeedBookError) in
            try book.runs(of: named.name, limit: max(1, self.runs))
        }
        let review = try store.asking { store throws(StoreError) in
            try store.worth(ofSourceNamed: kept.feed.source.name, for: .system, at: .now)
        }
        var output = StandardOutput()
        output.print(json ? Self.json(kept, runs, review) : Self.text(kept, runs, review))
        output.flush()
    }

    private static func json(_ kept: KeptFeed, _ runs: [FeedRun], _ review: SourceReview?) -> String {
        kept.jsonText { writer in
            writer.array("runs", of: runs) { writer, run in
                writer.object { writer in
                    writer.field("startedAt", run.startedAt)
                    writer.field("outcome", run.outcome.text)
                    writer.field("well", run.outcome.isWell)
                }
            }
            if let review {
                writer.name("worth")
                writer.value(review)
            }
        }
    }

    private static func text(_ kept: KeptFeed, _ runs: [FeedRun], _ review: SourceReview?) -> String {
        var lines = [
            kept.text, "  from \(kept.feed.origin.place), \(kept.feed.format?.rawValue ?? "told by content")",
            "  every \(kept.feed.schedule.minutes) min",
        ]
        lines += runs.map { "  \($0.startedAt)  \($0.outcome.text)" }
        if let review { lines += review.lines.map { "  \($0)" } }
        return lines.joined(separator: "\n")
    }
}
