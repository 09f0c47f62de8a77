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
        for kept in all { output.print(json ? kept.jsonText() : kept.text) }
        output.flush()
        if all.isEmpty { throw ExitCode.nothingFound }
    }
}

extension KeptFeed {
    /// How the feed is now.
    private var health: FeedHealth { FeedHealth(feed, state, at: .now) }

    /// The feed on one line.
    var text: String {
        var text = "\(feed.id)  \(health.text)  \(source?.listedCount ?? 0) listed"
        if let succeeded = state.succeededAt { text += "  last \(succeeded)" }
        return text
    }

    /// The feed as an object, with the further fields that `more` writes.
    func jsonText(_ more: (inout JSONWriter) -> Void = { _ in }) -> String {
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
            more(&writer)
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
