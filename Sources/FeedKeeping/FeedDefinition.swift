import Feeds
import Fetching
import Formats
import Registry

/// What the book keeps of a feed besides its source: its form in JSON, to which fields are only added.
struct FeedDefinition: Codable {
    private let origin: FeedOrigin
    private let format: String?
    /// `column=value` each, as `--map` takes them.
    private let mapping: [String]
    private let minutes: Int
    private let bounds: HealthBounds
    private let isPaused: Bool

    init(_ feed: Feed) {
        origin = feed.origin
        format = feed.format?.rawValue
        mapping = feed.mapping.columns.flatMap { field, columns in
            columns.map { "\(field.rawValue)=\($0)" }
        }.sorted()
        minutes = feed.schedule.minutes
        bounds = feed.bounds
        isPaused = feed.isPaused
    }

    /// The feed called `id`.
    func feed(_ id: String, source: SourceSettings) throws -> Feed {
        guard
            var feed = Feed(
                id,
                from: origin,
                format: format.flatMap { FeedFormat(rawValue: $0) },
                source: source
            )
        else { throw DamagedFeed(id: id) }
        for rule in mapping { _ = feed.mapping.add(rule) }
        feed.schedule = FeedSchedule(minutes: minutes)
        feed.bounds = bounds
        feed.isPaused = isPaused
        return feed
    }
}

/// A row that is no feed.
struct DamagedFeed: Error, CustomStringConvertible {
    let id: String

    var description: String { "the feed '\(id)' is damaged; remove it and add it again" }
}
