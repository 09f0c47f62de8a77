public import FeedKeeping
public import Fetching
public import Foundation
public import Logging
public import Publication
public import Registry
public import Reports

/// A scenario of six members in an empty registry, brought about by what people, programs, feeds and sensors would have
/// done in the weeks before: nothing is written past the rules.
///
/// All addresses are of those set aside for documentation (RFC 5737, 3849, 9637, 5398, 6761). The same seed and moment
/// bring about the same, but for secrets.
public struct Demonstration: Sendable {
    /// The seed when none is given.
    public static let usualSeed: UInt64 = 1
    /// The number of the last day: five weeks.
    static let lastDay = 34

    private let seed: UInt64
    private let clock: ScenarioClock
    private let threats: [Threat]

    /// A scenario.
    /// - Parameters:
    ///   - seed: what all chance comes from.
    ///   - now: the present, at which it ends.
    public init(seed: UInt64 = usualSeed, at now: Timestamp) {
        self.seed = seed
        clock = ScenarioClock(lastDay: Self.lastDay, now: now)
        threats = Threat.all(seed, days: Self.lastDay + 1)
    }

    /// Brings it about.
    /// - Parameters:
    ///   - store: a registry that nothing has happened in.
    ///   - book: its feeds.
    ///   - fetcher: fetches them; files below `folder` must be open to it.
    ///   - folder: the data folder: the feeds' files come to lie in ``feedsFolder(in:)``.
    ///   - publisher: publishes the lists of the registry, leaving the documentation addresses of the built-in lists out.
    /// - Returns: how to sign in.
    /// - Throws: an error of the registry, of the feeds or of the folder.
    public func fill(
        _ store: any Store,
        feeds book: SQLiteFeedBook,
        by fetcher: Fetcher,
        in folder: URL,
        publishing publisher: Publisher
    ) async throws -> DemonstrationAccess {
        let cast = try await Cast(in: store, joining: clock.start, until: clock.now)
        var agenda = Agenda()
        FeedScene(
            clock: clock,
            threats: threats,
            seed: seed,
            folder: Self.feedsFolder(in: folder),
            book: book,
            store: store,
            fetcher: fetcher,
            overruling: cast.root
        )
        .add(to: &agenda)
        try ReportScene(clock: clock, threats: threats, seed: seed, cast: cast, store: store).add(to: &agenda)
        try JudgementScene(clock: clock, threats: threats, seed: seed, cast: cast, store: store).add(
            to: &agenda
        )
        try AllowlistScene(clock: clock, cast: cast, store: store).add(to: &agenda)
        try WatchScene(clock: clock, cast: cast, store: store).add(to: &agenda)
        try SightingScene(clock: clock, threats: threats, seed: seed, cast: cast, store: store).add(
            to: &agenda
        )
        try ListScene(clock: clock, cast: cast, store: store, publisher: publisher).add(to: &agenda)
        try AppealScene(clock: clock, cast: cast, store: store).add(to: &agenda)
        try await agenda.play()
        return cast.access
    }

    /// Where the files lie that the feeds are read from.
    public static func feedsFolder(in folder: URL) -> URL { folder.appending(path: feedsFolderName) }

    /// The name of that folder.
    public static let feedsFolderName = "feeds"

    /// What goes on once it has been brought about.
    /// - Parameters:
    ///   - store: the registry that ``fill(_:feeds:by:in:publishing:)`` filled.
    ///   - logger: takes what fails.
    /// - Returns: a service that goes on as long as its group runs.
    public func replay(into store: any Store, logger: Logger) -> DemonstrationReplay {
        DemonstrationReplay(
            threats: threats,
            lastDay: clock.lastDay,
            seed: seed,
            store: store,
            logger: logger
        )
    }
}
