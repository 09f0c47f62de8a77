public import Fetching
public import Reports

/// How a feed is.
public enum FeedHealth: Hashable, Sendable {
    /// It was never fetched.
    case new
    /// It was fetched when it should have been.
    case fresh(since: Timestamp)
    /// It has not been fetched for longer than its bounds allow.
    case stale(since: Timestamp?)
    /// What was fetched waits for a person; what was there before stays.
    case held(HoldReason, since: Timestamp)
    /// Fetching it fails; what was there before stays.
    case failing(FetchFailure.Kind, times: Int)
    /// A person has stopped it.
    case paused

    /// The word for counters, scripts and pages.
    public var label: String {
        switch self {
        case .new: "new"
        case .fresh: "fresh"
        case .stale: "stale"
        case .held: "held"
        case .failing: "failing"
        case .paused: "paused"
        }
    }

    /// The health of a feed at a moment.
    public init(_ feed: Feed, _ state: FeedState, at now: Timestamp) {
        if feed.isPaused {
            self = .paused
        } else if let held = state.held {
            self = .held(held.reason, since: held.since)
        } else if state.triedAt == nil, state.succeededAt == nil {
            self = .new
        } else if Self.isStale(feed, state, now) {
            self = .stale(since: state.succeededAt)
        } else if let failure = state.failure {
            self = .failing(failure.kind, times: state.failures)
        } else {
            self = .fresh(since: state.succeededAt ?? now)
        }
    }

    private static func isStale(_ feed: Feed, _ state: FeedState, _ now: Timestamp) -> Bool {
        guard let succeeded = state.succeededAt else { return false }
        let allowed = Int64(feed.schedule.minutes) * 60 * Int64(feed.bounds.staleAfterIntervals)
        return now.seconds - succeeded.seconds > allowed
    }
}
