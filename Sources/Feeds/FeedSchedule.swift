public import Reports

/// How often a feed is fetched.
public struct FeedSchedule: Hashable, Sendable {
    /// Minutes that a schedule may have between two fetches: five minutes to a year.
    public static let allowedMinutes = 5...525_600

    /// Minutes between two fetches.
    public let minutes: Int

    /// A fetch every `minutes`, at least five and at most a year of them.
    public init(minutes: Int = 360) {
        self.minutes = min(max(minutes, Self.allowedMinutes.lowerBound), Self.allowedMinutes.upperBound)
    }

    /// When a feed is next due: at once when it was never tried, else one interval after it was last tried; earlier after
    /// a passing failure, and never before the server's own time.
    public func next(after state: FeedState) -> Timestamp? {
        guard let tried = state.triedAt else { return nil }
        let regular = Timestamp(seconds: tried.seconds + Int64(minutes) * 60)
        guard let retry = state.retryAt else { return regular }
        return state.isThrottled ? max(retry, regular) : min(retry, regular)
    }

    /// Whether a feed is due.
    public func isDue(_ state: FeedState, at now: Timestamp) -> Bool {
        next(after: state).map { $0 <= now } ?? true
    }
}
