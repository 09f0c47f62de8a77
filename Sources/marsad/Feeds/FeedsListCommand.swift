import ArgumentParser
import FeedKeeping
import Feeds
import Fetching
import Formats
import JSONOutput
import Registry
import Reports

/// `marsad feeds list`: the feeds and how they are.
struct FeedsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the feeds and how they are."
    )

    @OptionGroup var dataOptions: DataOptions

    @Flag(name: .long, help: "One JSON object per feed.")
    var json = false

    func run() throws {
        let book = try dataOptions.openFeedBook(try dataOptions.openExistingStore())
        let all = try book.asking { book throws(FeedBookError) in try book.all() }
        var output = StandardOutput()
        for kept in all { output.print(json ? kept.jsonText : kept.text) }
        output.flush()
        if all.isEmpty { throw ExitCode.nothingFound }
    }
}

/// `marsad feeds show`: one feed with its latest runs.
struct FeedsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a feed, how it is, and its latest runs."
    )

    @OptionGroup var named: NamedFeed

    @Option(name: .long, help: "Runs to show.")
    var runs = 10

    func run() throws {
        let (book, kept) = try named.open()
        let runs = try book.asking { book throws(FeedBookError) in
            try book.runs(of: named.name, limit: max(1, self.runs))
        }
        var output = StandardOutput()
        output.print(kept.text)
        output.print("  from \(kept.feed.origin.place), \(kept.feed.format?.rawValue ?? "told by content")")
        output.print("  every \(kept.feed.schedule.minutes) min")
        for run in runs { output.print("  \(run.startedAt)  \(run.outcome.text)") }
        output.flush()
    }
}

extension KeptFeed {
    /// How the feed is now.
    fileprivate var health: FeedHealth { FeedHealth(feed, state, at: .now) }

    fileprivate var text: String {
        var text = "\(feed.id)  \(health.text)  \(source?.listedCount ?? 0) listed"
        if let succeeded = state.succeededAt { text += "  last \(succeeded)" }
        return text
    }

    fileprivate var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", feed.id)
            writer.field("health", health.label)
            writer.field("detail", health.text)
            writer.field("place", feed.origin.place)
            writer.field("format", feed.format?.rawValue)
            writer.field("minutes", feed.schedule.minutes)
            writer.field("listed", source?.listedCount ?? 0)
            writer.field("tried", state.triedAt)
            writer.field("succeeded", state.succeededAt)
            writer.field("failures", state.failures)
        }
        return writer.text
    }
}

extension FeedHealth {
    /// The word and the reason.
    fileprivate var text: String {
        switch self {
        case .held(let reason, let since): "held since \(since): \(reason)"
        case .failing(let kind, let times): "failing (\(kind.rawValue), \(times) times)"
        case .stale(let since): "stale\(since.map { " since \($0)" } ?? "")"
        case .new, .fresh, .paused: label
        }
    }
}
