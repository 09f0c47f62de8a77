import Addresses
import Foundation
import Registry
import Reports
import SourceWorth

/// Who lists what when: rows sorted by address, source and day, with the days on which things happen.
public struct ListHistory {
    let rows: [ListingRow]
    let sources: [HistorySource]
    /// By number of the address.
    let kinds: [AddressKind]
    /// The rows of each address: from its own entry to the next.
    let starts: [Int]
    /// Row numbers by the day on which they begin, and on which they end.
    let begins: [Int]
    let ends: [Int]
    /// Row numbers of fresh listings, by address.
    let fresh: [Int]
    /// The day of the history's day 0.
    let epoch: Day
    /// The first and the last day on which anything happens.
    public let days: ClosedRange<Int>

    /// A history of these rows.
    /// - Parameters:
    ///   - unsorted: the rows, in any order.
    ///   - plan: what is known of sources and days.
    ///   - kinds: the kind of every address, by number; one for all when there is only one.
    /// - Throws: when they do not fit each other.
    init(rows unsorted: [ListingRow], plan: ReplayPlan, kinds: [AddressKind]) throws {
        var rows = unsorted.sorted {
            ($0.address, $0.source, $0.begun ?? .min, $0.left ?? .max)
                < ($1.address, $1.source, $1.begun ?? .min, $1.left ?? .max)
        }
        let addresses = rows.last.map { Int($0.address) + 1 } ?? 0
        guard let first = rows.first, first.address >= 0, let kind = kinds.first,
            rows.allSatisfy({ plan.sources.indices.contains(Int($0.source)) }),
            kinds.count == 1 || kinds.count >= addresses
        else { throw ReplayError.history("rows name addresses or sources that the plan does not know") }
        for index in rows.indices.dropFirst() { rows[index].chain(after: rows[index - 1]) }
        self.rows = rows
        self.kinds =
            kinds.count == 1 ? Array(repeating: kind, count: addresses) : Array(kinds.prefix(addresses))
        starts = Self.starts(rows, addresses: addresses)
        begins = rows.indices.filter { rows[$0].begun != nil }.sorted {
            (rows[$0].begun ?? 0, $0) < (rows[$1].begun ?? 0, $1)
        }
        ends = rows.indices.filter { rows[$0].left != nil && !rows[$0].isDated }.sorted {
            (rows[$0].left ?? 0, $0) < (rows[$1].left ?? 0, $1)
        }
        fresh = rows.indices.filter { rows[$0].isFresh }
        epoch = Day(plan.epoch)
        let moments = [begins.first, ends.first, begins.last, ends.last].compactMap(\.self).flatMap {
            [rows[$0].begun, rows[$0].left].compactMap(\.self).map(Int.init)
        }
        guard let lowest = moments.min(), let highest = moments.max() else {
            throw ReplayError.history("nothing happens in it")
        }
        days = lowest...highest
        sources = Self.sources(plan, rows: rows, first: Int32(lowest))
    }

    private static func starts(_ rows: [ListingRow], addresses: Int) -> [Int] {
        var starts = Array(repeating: 0, count: addresses + 1)
        for row in rows { starts[Int(row.address) + 1] += 1 }
        for address in 0..<addresses { starts[address + 1] += starts[address] }
        return starts
    }

    /// A list of which something stood there from the start was first read the day before its first change; one of
    /// which nothing is known to change, on the first day of all.
    private static func sources(_ plan: ReplayPlan, rows: [ListingRow], first: Int32) -> [HistorySource] {
        var earliest: [Int32?] = plan.sources.map { _ in nil }
        var keepsList = plan.sources.map { _ in false }
        for row in rows {
            let source = Int(row.source)
            if !row.isDated { keepsList[source] = true }
            if let day = row.begun ?? row.left { earliest[source] = min(earliest[source] ?? day, day) }
        }
        return plan.sources.indices.map { index in
            let begin = earliest[index].map { keepsList[index] ? $0 - 1 : $0 } ?? first - 1
            return HistorySource(plan.sources[index], firstRead: begin, keepsList: keepsList[index])
        }
    }

    func day(_ number: Int32) -> Day { epoch.advanced(by: Int(number)) }
}

/// A source of a history.
struct HistorySource {
    let name: String
    let category: Reports.Category
    /// When it was first read, or reported first.
    let firstRead: Int32
    let keepsList: Bool

    init(_ planned: ReplayPlan.PlannedSource, firstRead: Int32, keepsList: Bool) {
        name = planned.name
        category = planned.category.flatMap { Reports.Category(name: $0) } ?? .undetermined
        self.firstRead = firstRead
        self.keepsList = keepsList
    }
}

extension ListingRow {
    /// Makes it go on with the row before, if that is of the same address and source and ended within a week.
    fileprivate mutating func chain(after before: ListingRow) {
        guard before.address == address, before.source == source, let begun, let left = before.left,
            !FreshListing.isFresh(on: Day(begun), after: Day(left))
        else { return }
        since = before.since
        returnsFrom = left
    }
}
