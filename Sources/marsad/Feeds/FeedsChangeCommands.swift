import ArgumentParser
import FeedKeeping
import Feeds
import Registry

/// `marsad feeds pause`: stops fetching a feed for now.
struct FeedsPauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop fetching a feed for now; what it reported stays."
    )

    @OptionGroup var named: NamedFeed

    func run() throws { try named.change { $0.isPaused = true } }
}

/// `marsad feeds resume`: fetches a paused feed again.
struct FeedsResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Fetch a paused feed again."
    )

    @OptionGroup var named: NamedFeed

    func run() throws { try named.change { $0.isPaused = false } }
}

/// `marsad feeds release`: lets through what a feed holds.
struct FeedsReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Let through what a feed holds: it is fetched again at once, and believed if it is like what was held."
    )

    @OptionGroup var named: NamedFeed

    func run() throws {
        let book = try named.open().book
        guard try book.asking({ book throws(FeedBookError) in try book.release(named.name) }) else {
            throw CommandFailure.badInput("\(named.name): holds nothing that can be read")
        }
    }
}

/// `marsad feeds remove`: takes a feed out.
struct FeedsRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a feed and its runs out; its source and what it reported stay in the registry."
    )

    @OptionGroup var named: NamedFeed

    func run() throws {
        let book = try named.open().book
        _ = try book.asking { book throws(FeedBookError) in try book.remove(named.name) }
    }
}

/// A feed that is there, by its name.
struct NamedFeed: ParsableArguments {
    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "The feed's name.")
    var name: String

    /// The feed and the book it is kept in.
    func open() throws -> (book: SQLiteFeedBook, kept: KeptFeed) {
        try open(beside: try dataOptions.openExistingStore())
    }

    /// The feed and the book it is kept in, beside an open registry.
    func open(beside store: any Store) throws -> (book: SQLiteFeedBook, kept: KeptFeed) {
        let book = try dataOptions.openFeedBook(store)
        guard let kept = try book.asking({ book throws(FeedBookError) in try book.feed(name) }) else {
            throw CommandFailure.badInput("\(name): no such feed; marsad feeds lists those that are there")
        }
        return (book, kept)
    }

    /// Changes the feed.
    func change(_ body: (inout Feed) -> Void) throws {
        let (book, kept) = try open()
        var feed = kept.feed
        body(&feed)
        try book.asking { book throws(FeedBookError) in try book.put(feed, at: .now) }
    }
}
