import GRDB
import Registry
import Reports
import SourceWorth

/// What one pass over the registry measures of all sources, on one day.
struct Measurement {
    /// What was kept when it began; a measurement of anything else is not taken in.
    let basis: Timestamp?
    let profiles: [SourceProfile]
    let sweep: LearningSweep
    let overlaps: [Int64: Overlap]
    /// What came of earlier scores.
    let outcomes: [(forecast: Forecast, isConfirmed: Bool)]
    /// What the present scores say.
    let forecasts: [Forecast]

    /// Measures what is known on `day`.
    init(_ database: Database, on day: Day) throws {
        let sources = try SourceTable(database: database).all()
        let table = LearntTable(database)
        let state = try table.state()
        let histories = try HistoryTable(database: database).all()
        let profiles = Self.profiles(of: sources, histories)
        let learning = SourceLearning(state, histories, of: profiles)
        let rulings = try RulingTable(database: database).all(among: sources).map(\.ruling)
        var sweep = learning.sweep(on: day, sources: profiles, rulings: rulings)
        var tally = OverlapTally()
        let forecasts = ForecastTable(database: database)
        var due = DueForecasts(
            try forecasts.due(on: day),
            lineages: learning.lineages(of: profiles, rulings: rulings)
        )
        let known = Set(profiles.map(\.source))
        // Of nobody, nothing is read: a registry of RED sources alone is asked again and again.
        if !known.isEmpty {
            var scan = try ListingScan(database, sources: sources.filter { known.contains($0.id.number) })
            try scan.read(into: &sweep, &tally, &due)
        }
        basis = state.at
        self.profiles = profiles
        self.sweep = sweep
        overlaps = tally.finish()
        outcomes = due.outcomes
        self.forecasts = known.isEmpty ? [] : try forecasts.sample(on: day)
    }

    /// The sources that something is learnt of: those whose reports every member may see unless they say otherwise, and
    /// that have told something.
    static func profiles(of sources: [Source], _ histories: [Int64: HistoryTable.Row]) -> [SourceProfile] {
        sources.compactMap { source in
            guard source.settings.label != .red, let row = histories[source.id.number] else { return nil }
            return SourceProfile(
                source: source.id.number,
                firstRead: row.firstDay,
                keepsList: source.settings.nature == .list,
                declaredLineage: source.settings.lineage
            )
        }.sorted { $0.source < $1.source }
    }
}

extension SourceLearning {
    /// What is kept of these sources.
    init(
        _ state: LearntTable.State,
        _ histories: [Int64: HistoryTable.Row],
        of profiles: [SourceProfile]
    ) {
        let stays = profiles.compactMap { profile in
            profile.keepsList ? histories[profile.source]?.stay.map { (profile.source, $0) } : nil
        }
        self.init(
            stays: Dictionary(stays, uniquingKeysWith: { $1 }),
            lineages: state.lineages,
            reliabilities: state.reliabilities,
            chances: state.chances
        )
    }
}
