import Addresses
import Registry
import Reports
import Reputation
import SourceWorth

/// Plays a history forward day by day, as a registry would live it, and scores every address by what is known then.
///
/// What a registry keeps in tables is read off the rows, never beyond the day; everything learnt and every score comes
/// from the product's own `SourceLearning` and `Assessor`.
public struct Replay {
    /// What is learnt is measured so often.
    static let sweepDays = 7
    /// Scores that are shown as 0 are not forecast from.
    static let leastScore = 0.005

    let history: ListHistory
    private let hidden: Set<Int>
    private let makesForecasts: Bool
    /// The last day played; nil before the first.
    private(set) var today: Int?
    private(set) var learning = SourceLearning()
    private(set) var worth = Worth.unknown
    private var nextBegin = 0
    private var nextEnd = 0
    private var forecasts: [Forecast] = []

    /// A play of a history of which the sources in `hidden` are not known.
    public init(_ history: ListHistory, hidden: Set<Int> = [], makesForecasts: Bool = false) {
        self.history = history
        self.hidden = hidden
        self.makesForecasts = makesForecasts
    }

    /// Plays up to the end of `day`.
    public mutating func play(through day: Int) throws {
        var next = today.map { $0 + 1 } ?? history.days.lowerBound - 1
        while next <= day {
            readLists(on: Int32(next))
            if (next - history.days.lowerBound).isMultiple(of: Self.sweepDays) { try learn(on: next) }
            today = next
            next += 1
        }
    }

    /// The sources that have been read by then.
    private func known(on day: Int32) -> [Int] {
        history.sources.indices.filter { !hidden.contains($0) && history.sources[$0].firstRead <= day }
    }

    func profiles(on day: Int32) -> [SourceProfile] {
        known(on: day).map { index in
            let source = history.sources[index]
            return SourceProfile(
                source: Int64(index),
                firstRead: history.day(source.firstRead),
                keepsList: source.keepsList
            )
        }
    }

    /// What the runs of one day tell of each list.
    private mutating func readLists(on day: Int32) {
        for index in known(on: day) where history.sources[index].keepsList {
            guard learning.stays[Int64(index)] == nil else { continue }
            learning.stays[Int64(index)] = StayHistory(
                firstRead: history.day(history.sources[index].firstRead)
            )
        }
        while nextEnd < history.ends.count, let left = history.rows[history.ends[nextEnd]].left, left <= day {
            let row = history.rows[history.ends[nextEnd]]
            nextEnd += 1
            guard !hidden.contains(Int(row.source)) else { continue }
            learning.stays[Int64(row.source)]?.left(
                on: history.day(left),
                listed: row.begun.map(history.day),
                since: row.since.map(history.day)
            )
        }
        while nextBegin < history.begins.count, let begun = history.rows[history.begins[nextBegin]].begun,
            begun <= day
        {
            let row = history.rows[history.begins[nextBegin]]
            nextBegin += 1
            guard !hidden.contains(Int(row.source)), !row.isDated else { continue }
            if let left = row.returnsFrom {
                learning.stays[Int64(row.source)]?.returned(
                    on: history.day(begun),
                    left: history.day(left),
                    since: row.since.map(history.day)
                )
            } else {
                learning.stays[Int64(row.source)]?.listed(on: history.day(begun))
            }
        }
    }

    private mutating func learn(on number: Int) throws {
        let day = history.day(Int32(number))
        let profiles = profiles(on: Int32(number))
        var sweep = learning.sweep(on: day, sources: profiles)
        let days =
            Int32(
                sweep.firstDay - history.epoch
            )...max(
                Int32(number),
                Int32(sweep.firstDay - history.epoch)
            )
        for index in history.fresh {
            let row = history.rows[index]
            guard let begun = row.begun, days.contains(begun), !hidden.contains(Int(row.source)) else {
                continue
            }
            try sweep.add(
                FreshListing(
                    address: Int64(row.address),
                    source: Int64(row.source),
                    kind: history.kinds[Int(row.address)],
                    category: history.sources[Int(row.source)].category,
                    day: history.day(begun)
                )
            )
        }
        learning.take(sweep, sources: profiles)
        if makesForecasts { settle(on: day, lineages: learning.lineages(of: profiles)) }
        worth = learning.worth(on: day, sources: profiles, present: worth)
        if makesForecasts { forecast(on: number) }
    }

    private mutating func settle(on day: Day, lineages: Lineages) {
        let due = forecasts.prefix { $0.dueDay <= day }
        let outcomes = due.map { forecast in
            let intervals = intervals(of: Int(forecast.address))
            return (forecast: forecast, isConfirmed: forecast.isConfirmed(by: intervals, lineages: lineages))
        }
        learning.chances.take(outcomes, on: day)
        forecasts.removeFirst(due.count)
    }

    private func intervals(of address: Int) -> [ListingInterval] {
        history.rows[history.starts[address]..<history.starts[address + 1]].compactMap { row in
            guard !hidden.contains(Int(row.source)) else { return nil }
            return ListingInterval(
                source: Int64(row.source),
                began: row.begun.map(history.day),
                left: row.left.map(history.day)
            )
        }
    }

    private mutating func forecast(on number: Int) {
        var sample = ForecastSample(on: history.day(Int32(number)))
        forEachScore(on: number) { address, score in
            guard score >= Self.leastScore else { return }
            sample.add(address: Int64(address), kind: history.kinds[address], score: score)
        }
        forecasts += sample.finish()
    }
}

extension Replay {
    /// The score of every address, by its number, at the end of `day`; 0 for one of which nothing is known yet.
    public func scores(on day: Int) -> [Float] {
        var scores = Array(repeating: Float(0), count: history.kinds.count)
        forEachScore(on: day) { address, score in scores[address] = Float(score) }
        return scores
    }

    /// The measured chance beside each of these scores; not a number where none can be given.
    public func chances(beside scores: [Float]) -> [Float] {
        let chances = learning.chances.chances
        return zip(scores, history.kinds).map { score, kind in
            chances.chance(of: Double(score), kind: kind).map { Float($0.value) } ?? .nan
        }
    }

    private func forEachScore(on number: Int, _ body: (Int, Double) -> Void) {
        let day = Int32(number)
        let model = ReputationModel()
        let known = known(on: day)
        let sources = known.map { history.source($0) }
        let assessor = Assessor(model: model, sources: sources, worth: worth)
        var isKnown = Array(repeating: false, count: history.sources.count)
        for index in known { isKnown[index] = true }
        let now = history.day(day).start
        var facts = AddressFacts(kind: .ip, reports: [])
        for address in history.kinds.indices {
            facts.kind = history.kinds[address]
            facts.reports.removeAll(keepingCapacity: true)
            for row in history.rows[history.starts[address]..<history.starts[address + 1]]
            where isKnown[Int(row.source)] && row.begun ?? day <= day {
                // The latest listing of a source is the one its report tells of.
                if facts.reports.last?.source == Int64(row.source) { facts.reports.removeLast() }
                facts.reports.append(history.facts(of: row, on: day))
            }
            guard !facts.reports.isEmpty else { continue }
            body(address, model.unroundedValue(assessor.inputs(of: facts), at: now))
        }
    }
}

extension ListHistory {
    fileprivate func source(_ index: Int) -> Source {
        Source(
            id: Source.ID(Int64(index)),
            settings: SourceSettings(
                name: sources[index].name,
                nature: sources[index].keepsList ? .list : .reports,
                category: sources[index].category
            ),
            firstSuccessAt: day(sources[index].firstRead).start
        )
    }

    /// What a registry would keep of a listing on `today`.
    fileprivate func facts(of row: ListingRow, on today: Int32) -> ReportFacts {
        let firstRead = day(sources[Int(row.source)].firstRead).start
        let hasLeft = !row.isDated && row.left.map { $0 <= today } ?? false
        return ReportFacts(
            source: Int64(row.source),
            category: nil,
            confidence: nil,
            label: nil,
            named: [],
            scope: .exact,
            state: hasLeft ? .delisted : .active,
            listedAt: row.begun.map { day($0).start } ?? firstRead,
            lastListedAt: hasLeft ? row.left.map { day($0 - 1).start } : nil,
            lastSeen: nil,
            expiresAt: nil,
            listedSince: row.returnsFrom == nil ? nil : row.since.map { day($0).start } ?? firstRead
        )
    }
}
