public import Fetching
public import Reports

/// What is known of a feed between two runs. It follows from its runs alone.
public struct FeedState: Hashable, Sendable, Codable {
    /// A fetched reading that waits for a person.
    public struct Held: Hashable, Sendable, Codable {
        /// Since when.
        public let since: Timestamp
        /// What was read when it was last fetched.
        public var reading: FeedReading
        /// Why it waits.
        public var reason: HoldReason
    }

    /// When it was last tried.
    public private(set) var triedAt: Timestamp?
    /// When it was last fetched or found unchanged.
    public private(set) var succeededAt: Timestamp?
    /// Failures in a row since then.
    public private(set) var failures = 0
    /// The last failure; nil when the last run did not fail.
    public private(set) var failure: FetchFailure?
    /// The last reading that was believed.
    public private(set) var lastGood: FeedReading?
    /// What waits for a person.
    public private(set) var held: Held?
    /// The reading that a person let through: the next like it is believed.
    public private(set) var released: FeedReading?
    /// What tells at the next fetch whether anything has changed.
    public private(set) var validators = FeedValidators()

    /// The state of a feed that was never tried.
    public init() {}

    /// When to try again after the last failure.
    public var retryAt: Timestamp? { failure?.retryAt }

    /// Whether the server asked to come later.
    public var isThrottled: Bool { failure?.kind == .throttled }

    /// Why a reading must wait for a person; nil when it may replace what is there.
    public func judge(_ reading: FeedReading, within bounds: HealthBounds) -> HoldReason? {
        guard let reason = bounds.judge(reading, after: lastGood) else { return nil }
        guard let released else { return reason }
        // What was let through is the measure now, faults, emptiness and format included.
        var widened = bounds
        let counted = released.accepted + released.faults
        if counted > 0 {
            let share = Double(released.faults) / Double(counted)
            widened.largestRejectShare = max(widened.largestRejectShare, min(share * 1.25, 1))
        }
        widened.mayBeEmpty = bounds.mayBeEmpty || released.accepted == 0
        return widened.judge(reading, after: released)
    }

    /// Takes note of a run.
    public mutating func record(_ run: FeedRun) {
        triedAt = run.startedAt
        switch run.outcome {
        case .failed(let failure):
            failures += 1
            self.failure = failure
            return
        case .notModified:
            // It is again what was last believed.
            held = nil
            released = nil
        case .applied(let reading, _):
            lastGood = reading
            held = nil
            released = nil
            validators = run.validators ?? validators
        case .held(let reading, let reason):
            // The validators stay those of the last good one, so that it is fetched and judged again.
            held = Held(since: held?.since ?? run.startedAt, reading: reading, reason: reason)
        }
        failures = 0
        failure = nil
        succeededAt = run.startedAt
    }

    /// Lets what is held through: it is fetched again at once, and believed if it is still like what was looked at.
    /// - Returns: false when nothing is held, or it cannot be read at all.
    public mutating func release() -> Bool {
        guard let held else { return false }
        if case .unreadable = held.reason { return false }
        released = held.reading
        triedAt = nil
        return true
    }
}
