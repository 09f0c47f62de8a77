public import Fetching
public import Reports

/// One run of a feed: when, what came of it, and the counts.
public struct FeedRun: Hashable, Sendable, Codable {
    /// What came of it.
    public enum Outcome: Hashable, Sendable, Codable {
        /// Nothing had changed.
        case notModified
        /// Its reports replace those before.
        case applied(FeedReading, FeedChange)
        /// It waits for a person.
        case held(FeedReading, HoldReason)
        /// It was not fetched.
        case failed(FetchFailure)
    }

    /// When it began.
    public let startedAt: Timestamp
    /// When it ended.
    public let endedAt: Timestamp
    /// Bytes fetched.
    public let byteCount: Int64
    /// What came of it.
    public let outcome: Outcome
    /// What tells at the next fetch whether anything has changed; nil to keep what is known.
    public let validators: FeedValidators?
    /// Where the feed was found in the end, if redirects led elsewhere.
    public let movedTo: String?

    /// A run as it was.
    public init(
        startedAt: Timestamp,
        endedAt: Timestamp,
        outcome: Outcome,
        byteCount: Int64 = 0,
        validators: FeedValidators? = nil,
        movedTo: String? = nil
    ) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.byteCount = byteCount
        self.validators = validators
        self.movedTo = movedTo
    }
}

/// What applying a reading changed in the registry.
public struct FeedChange: Hashable, Sendable, Codable {
    /// Addresses by what became of them.
    public var added, changed, unchanged, retired: Int

    /// A change as counted.
    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, retired: Int = 0) {
        (self.added, self.changed, self.unchanged, self.retired) = (added, changed, unchanged, retired)
    }
}
