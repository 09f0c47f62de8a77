public import Reputation

/// How long addresses usually stay on a source's list, as known on one day, with the counts behind it.
public struct StayFindings: Hashable, Sendable {
    /// Where the usual stay comes from. The raw value is a stable word.
    public enum Basis: String, Sendable, CaseIterable {
        /// The Kaplan–Meier median was reached.
        case measured
        /// More than half of the listings outlast the days looked at: the list hardly removes.
        case neverRemoves = "never-removes"
        /// The content has not changed for ``StayRules/stoppedDays``.
        case stopped
        /// Too few listings or too short a history.
        case unknown
    }

    /// Where ``usualStay`` comes from.
    public let basis: Basis
    /// The median stay in days, where it was reached with enough listings; also of a list that has stopped.
    public let medianDays: Int?
    /// How many listings were looked at: those of the last ``StayRules/windowDays`` whose first day is known.
    public let listings: Int
    /// How many of them have ended.
    public let ended: Int
    /// Days since the first reading.
    public let historyDays: Int
    /// Days since the content last changed.
    public let unchangedDays: Int
    /// Removals old enough to have returned.
    public let removals: Int
    /// How many of them returned within ``FreshListing/returnDays``.
    public let returns: Int
    /// The age at which the list drops addresses, if it does so at a fixed one.
    public let window: RollingWindow?

    /// The usual stay; nil when too little is known, which takes the reputation's default.
    public var usualStay: UsualStay? {
        switch basis {
        case .measured: medianDays.flatMap { try? UsualStay(days: Double($0)) }
        case .neverRemoves, .stopped: .endless
        case .unknown: nil
        }
    }

    /// Whether the content no longer changes, though it can still be read.
    public var isStopped: Bool { basis == .stopped }

    /// Whether most of what it removes returns at once. Then a return does not count as a new listing: the address keeps
    /// the first day of its chain of listings, and the stay is that of whole chains.
    public var isFlapping: Bool { Self.isFlapping(removals: removals, returns: returns) }

    static func isFlapping(removals: Int, returns: Int) -> Bool {
        removals >= StayRules.minimumRemovals
            && Double(returns) >= StayRules.flappingShare * Double(removals)
    }
}
