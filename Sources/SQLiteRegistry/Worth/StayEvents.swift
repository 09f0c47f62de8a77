import SourceWorth

/// What happened to the listings of one source, counted by day, until all of it is known and can be told in order.
struct StayEvents {
    private enum Kind: Hashable {
        case listed
        case left(listed: Day?, since: Day?)
        case returned(left: Day, since: Day?)
        case renewed(listed: Day?)

        /// What is told first of what happened on one day.
        var rank: Int {
            switch self {
            case .listed: 0
            case .left: 1
            case .returned: 2
            case .renewed: 3
            }
        }
    }

    private struct Key: Hashable {
        let day: Day
        let kind: Kind
    }

    private var counts: [Key: Int] = [:]

    mutating func listed(on day: Day) {
        counts[Key(day: day, kind: .listed), default: 0] += 1
    }

    mutating func left(on day: Day, listed: Day?, since: Day?) {
        counts[Key(day: day, kind: .left(listed: listed, since: since)), default: 0] += 1
    }

    mutating func returned(on day: Day, left: Day, since: Day?) {
        counts[Key(day: day, kind: .returned(left: left, since: since)), default: 0] += 1
    }

    mutating func renewed(on day: Day, listed: Day?) {
        counts[Key(day: day, kind: .renewed(listed: listed)), default: 0] += 1
    }

    /// The history of a list first read on this day, of which all this is told.
    func history(firstRead: Day) -> StayHistory {
        var history = StayHistory(firstRead: firstRead)
        let inOrder = counts.sorted { ($0.key.day, $0.key.kind.rank) < ($1.key.day, $1.key.kind.rank) }
        for (key, count) in inOrder {
            switch key.kind {
            case .listed: history.listed(count, on: key.day)
            case .left(let listed, let since):
                history.left(count, on: key.day, listed: listed, since: since)
            case .returned(let left, let since):
                history.returned(count, on: key.day, left: left, since: since)
            case .renewed(let listed): history.renewed(count, on: key.day, listed: listed)
            }
        }
        return history
    }
}
