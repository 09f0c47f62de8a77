public import Feeds
public import Registry

/// A feed as the book keeps it.
public struct KeptFeed: Sendable {
    /// The feed, with its source's present settings.
    public let feed: Feed
    /// What its runs came to.
    public let state: FeedState
    /// Its source; nil until the registry has it.
    public let source: Source?
}
