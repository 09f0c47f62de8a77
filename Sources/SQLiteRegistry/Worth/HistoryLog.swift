import GRDB
import Registry
import Reports
import SourceWorth

/// Tells the history of a source what one revision changes of what it lists or reports.
///
/// It hears of nothing but what every member may see: RED reports leave no trace in what is learnt.
struct HistoryLog {
    private let source: Source
    private let at: Timestamp
    private let day: Day
    private let isFirstReading: Bool
    private let table: HistoryTable
    private let past: PastListings
    /// Whether the history is whole; one that is not is told anew from the timeline later.
    private let isWhole: Bool
    private var row: HistoryTable.Row?
    private var isTold = false

    /// A log of what `source`, as it was before, lists at this moment.
    init(_ database: Database, source: Source, at: Timestamp) throws {
        self.source = source
        self.at = at
        day = Day(at)
        isFirstReading = source.firstSuccessAt == nil
        table = HistoryTable(database: database)
        past = try PastListings(database)
        let learnt = LearntTable(database)
        var isWhole = try learnt.isWhole
        do { if isWhole { row = try table.row(of: source.id.number) } } catch is SourceWorthError {
            try learnt.markIncomplete()
            isWhole = false
        }
        self.isWhole = isWhole
    }

    private var keepsList: Bool { source.settings.nature == .list }

    /// Whether every member may see a report of this label.
    func isOpen(_ label: SharingLabel?) -> Bool { (label ?? source.settings.label) != .red }

    /// Takes in that addresses came onto the list for the first time.
    mutating func listed(_ count: Int = 1) {
        guard count > 0 else { return }
        tell { [day, isFirstReading] history in if !isFirstReading { history.listed(count, on: day) } }
    }

    /// Takes in that an address comes back, or is reported again.
    /// - Parameters:
    ///   - address: its number.
    ///   - standing: how its report stood.
    ///   - label: the label it bears now.
    ///   - moment: when it is listed; now, or the date of the report.
    /// - Returns: the start of the chain of listings that goes on; nil when a new one begins.
    /// - Throws: an error of the database.
    mutating func relisted(
        _ address: Int64,
        _ standing: ReportTable.Standing,
        as label: SharingLabel?,
        at moment: Timestamp
    ) throws -> Timestamp? {
        let (wasOpen, isOpen) = (isOpen(standing.label), isOpen(label))
        let left = keepsList ? standing.leftAt : standing.listedAt
        let isFresh = FreshListing.isFresh(on: Day(moment), after: left.map(Day.init))
        if isFresh, wasOpen, known(standing.chainStart) != nil {
            try past.append(address, source: source.id.number, listedAt: standing.chainStart, leftAt: left)
        }
        // What only some members saw is not told of by what all see.
        let goesOn = !isFresh && (wasOpen || !isOpen)
        if isOpen {
            let since = known(standing.chainStart)
            tell { [day] history in
                if goesOn, let left {
                    history.returned(on: day, left: Day(left), since: since)
                } else {
                    history.listed(on: day)
                }
            }
        }
        return goesOn ? standing.chainStart : nil
    }

    /// Takes in that a report which had run out is claimed anew.
    /// - Returns: the start of its chain of listings.
    mutating func renewed(_ standing: ReportTable.Standing, as label: SharingLabel?) -> Timestamp? {
        let (wasOpen, isOpen) = (isOpen(standing.label), isOpen(label))
        if isOpen {
            let listed = wasOpen ? known(standing.listedAt) : nil
            tell { [day] in $0.renewed(on: day, listed: listed) }
        }
        return wasOpen || !isOpen ? standing.chainStart : nil
    }

    /// Takes in that an address left the list.
    mutating func left(_ standing: ReportTable.Standing) {
        guard isOpen(standing.label) else { return }
        let (listed, since) = (known(standing.listedAt), known(standing.chainStart))
        tell { [day] in $0.left(on: day, listed: listed, since: since) }
    }

    /// The day of a listing; nil when it was there at the first reading.
    private func known(_ listed: Timestamp) -> Day? {
        listed == source.firstSuccessAt ? nil : Day(listed)
    }

    private mutating func tell(_ body: (inout StayHistory) -> Void) {
        guard isWhole else { return }
        let firstDay = source.firstSuccessAt.map(Day.init) ?? day
        var row = self.row ?? HistoryTable.Row(firstDay: firstDay, stay: nil)
        if keepsList {
            var stay = row.stay ?? StayHistory(firstRead: row.firstDay)
            row.stay = nil
            self.row = nil
            body(&stay)
            row.stay = stay
        }
        self.row = row
        isTold = true
    }

    /// Keeps what was told.
    func store() throws {
        if isTold, let row { try table.store(row, of: source.id.number) }
    }
}
