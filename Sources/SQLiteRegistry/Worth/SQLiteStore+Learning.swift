import GRDB
public import Registry
public import Reports
public import SourceWorth

extension SQLiteStore {
    /// See ``WorthStore/learnWorth(at:)``.
    public func learnWorth(at now: Timestamp) throws(StoreError) -> LearningOutcome {
        var outcome = LearningOutcome()
        if try isTimeToLearn(at: now) {
            try completeHistories()
            let measurement = try read { try Measurement($0, on: Day(now)) }
            if !measurement.profiles.isEmpty {
                let changed = try write { try Self.take(measurement, in: $0, at: now) }
                outcome.hasLearnt = changed != nil
                outcome.reweighed = changed?.count ?? 0
            }
        }
        if try read({ try LearntTable($0).isReweighing }) {
            try write { try self.rescoreReweighed(in: $0, at: now, &outcome) }
        }
        return outcome
    }

    /// See ``WorthStore/measuredChances()``.
    public func measuredChances() throws(StoreError) -> Chances {
        try read { try LearntTable($0).chances }
    }

    private func isTimeToLearn(at now: Timestamp) throws(StoreError) -> Bool {
        let last = try read { try LearntTable($0).state().at }
        return last.map { Day(now) - Day($0) >= LearningRules.sweepDays } ?? true
    }

    /// Tells the histories anew where they are not whole or cannot be read.
    private func completeHistories() throws(StoreError) {
        let isComplete = try read { database in
            guard try LearntTable(database).isWhole else { return false }
            do { _ = try HistoryTable(database: database).all() } catch is SourceWorthError { return false }
            return true
        }
        if !isComplete { try write { try HistoryReplay.run($0) } }
    }

    /// Takes in what was measured.
    /// - Returns: the sources that weigh otherwise now; nil when another process has learnt meanwhile.
    private static func take(
        _ measurement: Measurement,
        in database: Database,
        at now: Timestamp
    ) throws -> Set<Int64>? {
        let table = LearntTable(database)
        var state = try table.state()
        guard state.at == measurement.basis else { return nil }
        let sources = try SourceTable(database: database).all()
        let histories = try HistoryTable(database: database).all()
        let present = try table.worth(of: sources)
        var learning = SourceLearning(state, histories, of: measurement.profiles)
        learning.take(measurement.sweep, sources: measurement.profiles)
        learning.chances.take(measurement.outcomes, on: measurement.sweep.day)
        try ForecastTable(database: database).replaceDue(
            on: measurement.sweep.day,
            by: measurement.forecasts
        )
        state.at = now
        state.lineages = learning.lineages
        state.reliabilities = learning.reliabilities
        state.chances = learning.chances
        state.worth = learning.worth(on: Day(now), sources: measurement.profiles, present: present)
        try table.store(state)
        try PastListings.prune(database, on: Day(now))
        try ComparisonTable(database: database).replace(by: measurement.overlaps, at: now)
        let changed = try table.worth(of: sources).changedSources(since: present)
        try table.reweigh(changed)
        return changed
    }

    /// Scores the next addresses of sources that weigh otherwise.
    private func rescoreReweighed(
        in database: Database,
        at now: Timestamp,
        _ outcome: inout LearningOutcome
    ) throws {
        let table = LearntTable(database)
        let limit = LearningRules.addressesPerStep
        let addresses = try table.nextReweighed(limit: limit)
        if !addresses.isEmpty {
            outcome.rescored = try rescore(addresses, in: database, at: now, cause: .learnt, source: nil)
        }
        outcome.isUnfinished = addresses.count == limit
        try table.noteScored(to: outcome.isUnfinished ? addresses.last : nil)
    }
}
