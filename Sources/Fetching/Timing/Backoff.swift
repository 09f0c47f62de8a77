import Reports
import Synchronization

/// When to ask again after a failure: twice as late each time, spread at random so that many feeds do not ask at once.
public final class Backoff: Sendable {
    /// Seconds after a first failure, before the spread.
    public static let firstDelay: Int64 = 60
    /// Most seconds after any failure.
    public static let maximumDelay: Int64 = 6 * 3600

    private let random: Mutex<any RandomNumberGenerator & Sendable>

    /// Delays spread by `random`.
    public init(random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.random = Mutex(random)
    }

    /// Seconds to wait after `failures` failures in a row (at least 1): between half the delay and all of it.
    public func delay(afterFailures failures: Int) -> Int64 {
        let doublings = min(max(failures - 1, 0), 16)
        let full = min(Self.firstDelay << Int64(doublings), Self.maximumDelay)
        return random.withLock { Int64.random(in: (full / 2)...full, using: &$0) }
    }

    /// The failure with its time to ask again: what the server asked for, else the delay if asking again may help.
    func timed(_ failure: FetchFailure, failuresBefore: Int, now: Timestamp) -> FetchFailure {
        guard failure.kind.isPassing else { return failure }
        var timed = failure
        let own = Timestamp(seconds: now.seconds + delay(afterFailures: failuresBefore + 1))
        timed.retryAt = failure.retryAt.map { max($0, own) } ?? own
        return timed
    }
}
