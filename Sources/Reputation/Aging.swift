import Reports

/// How the age of one piece of evidence grows.
///
/// `age = min(days since the last listing or dated report, days since last seen on the list + S/2)`, S being the usual
/// stay of the list. Kept in whole seconds, so that an age can be written and read back without loss. An age never
/// falls as time passes.
struct Aging: Hashable, Sendable {
    /// The age of what was never known to be active.
    static let never = Int64.max
    /// Ages stop growing here: at a hundred years.
    static let maximum: Int64 = 36_525 * Timestamp.secondsPerDay

    /// The last listing or dated report; the least number when there is none.
    private let dated: Int64
    /// When it was last seen on the list; the greatest number while it stands there.
    private let lastSeen: Int64
    /// Half the usual stay; ``never`` when the list says nothing about activity.
    private let halfStay: Int64

    /// Evidence of a single moment.
    init(at moment: Timestamp) {
        (dated, lastSeen, halfStay) = (moment.seconds, .max, Self.never)
    }

    init(_ evidence: Evidence, usualStay: UsualStay) {
        dated = max(evidence.listedAt?.seconds ?? .min, evidence.reportedLastSeen?.seconds ?? .min)
        switch evidence.presence {
        case .listed: (lastSeen, halfStay) = (.max, Self.half(of: usualStay))
        case .lastSeen(let moment): (lastSeen, halfStay) = (moment.seconds, Self.half(of: usualStay))
        case .dated: (lastSeen, halfStay) = (.max, Self.never)
        }
    }

    /// The age in seconds at the moment `now`; what is dated later has age 0.
    func seconds(at now: Int64) -> Int64 {
        let sinceDated = dated == .min ? Self.never : Self.elapsed(from: dated, to: now)
        guard halfStay != Self.never else { return sinceDated }
        return min(sinceDated, Self.elapsed(from: lastSeen, to: now) + halfStay, Self.maximum)
    }

    private static func half(of stay: UsualStay) -> Int64 {
        guard !stay.isEndless else { return never }
        return TenThousandths.nearest(min(stay.days * 43_200, Double(maximum)))
    }

    private static func elapsed(from start: Int64, to now: Int64) -> Int64 {
        guard start < now else { return 0 }
        let (difference, overflow) = now.subtractingReportingOverflow(start)
        return overflow ? maximum : min(difference, maximum)
    }
}
