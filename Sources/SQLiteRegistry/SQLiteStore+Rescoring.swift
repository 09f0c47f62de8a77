import GRDB
import Registry
import Reports

extension SQLiteStore {
    /// Scores addresses again in a revision of its own, which is taken only if something changes.
    func rescore(
        _ addresses: [Int64],
        in database: Database,
        at: Timestamp,
        cause: RevisionTable.Cause,
        source: Source.ID?
    ) throws -> RescoreOutcome {
        let revisions = RevisionTable(database: database)
        let revision = try revisions.last() + 1
        let reports = try ReportTable(database)
        let sources = try SourceTable(database: database).all()
        var work = RevisionWork(
            assessor: Assessor(
                model: model,
                sources: sources,
                worth: try LearntTable(database).worth(of: sources)
            ),
            verdicts: try VerdictTable(database, at: at),
            due: try DueLog(database)
        )
        var rescorer = try Rescorer(
            database,
            revision: revision,
            at: at,
            reports: reports,
            timeline: try TimelineTable(database, revision: revision)
        )
        let reason = Rescorer.Reason(cause)
        try rescorer.rescore(addresses.map { Rescorer.Item(address: $0, reason: reason) }, work: &work)
        try work.finish()
        guard rescorer.count > 0 else { return RescoreOutcome() }
        try ChangeLog(database, revision: revision).store(rescorer.touched)
        try revisions.store(
            revision,
            at: at,
            cause: cause,
            source: source,
            outcome: ImportOutcome(),
            rescored: rescorer.count
        )
        return RescoreOutcome(rescored: rescorer.count, expired: rescorer.expired, revision: revision)
    }
}

extension Rescorer.Reason {
    fileprivate init(_ cause: RevisionTable.Cause) {
        switch cause {
        case .imported: self = .reportsChanged
        case .timePassed: self = .timePassed
        case .settingsChanged, .learnt: self = .weightsChanged
        case .sighted: self = .sighted
        case .judged: self = .judged
        case .submitted: self = .reportsChanged
        }
    }
}
