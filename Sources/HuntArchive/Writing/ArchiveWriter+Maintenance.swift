public import Observations
public import Reports

extension ArchiveWriter {
    /// What ``maintain(at:)`` did.
    public struct Maintenance: Hashable, Sendable {
        /// Days that were removed because they are older than the archive keeps, earliest first.
        public var expired: [Day] = []
        /// Days whose tables were joined into one, earliest first.
        public var joined: [Day] = []
    }

    /// After its end a day may receive late batches for this long before its tables are joined: two hours.
    public static let joiningDelay: Int64 = 2 * Hour.seconds
    /// Loose batches from which on the tables of a day are joined again after its first joining.
    public static let looseBatchesOfJoinedDay = 8
    /// Loose batches from which on the tables of a day that still goes on are joined.
    public static let looseBatchesOfOpenDay = 64

    /// Removes days that are no longer kept, and joins the tables of days that are over or have many.
    ///
    /// Joining rewrites a day once, at about a million rows a second, and holds up only batches of that day. To be called
    /// every few minutes to hours, away from what must not wait.
    /// - Parameter now: the present moment.
    /// - Returns: what was done.
    /// - Throws: ``ArchiveError``; what was not done stays as it was, and is done by the next call.
    public func maintain(at now: Timestamp) throws(ArchiveError) -> Maintenance {
        var done = Maintenance()
        let firstKept = firstDayToKeep(at: now)
        try change { $0.expire(before: firstKept) }
        for day in archive.days where day < firstKept {
            try writer(of: day).drop()
            forget(day)
            done.expired.append(day)
        }
        for day in archive.days {
            let isOver = day.end.seconds + Self.joiningDelay <= now.seconds
            let isJoined = try writer(of: day).join { state in
                if !isOver { return state.loose >= Self.looseBatchesOfOpenDay }
                return state.lastJoined == nil || state.loose >= Self.looseBatchesOfJoinedDay
            }
            if isJoined { done.joined.append(day) }
        }
        return done
    }

    /// Joins the tables of `day` into one now, if there is anything to join.
    /// - Returns: whether that was done.
    public func join(_ day: Day) throws(ArchiveError) -> Bool {
        try writer(of: day).join { _ in true }
    }
}
