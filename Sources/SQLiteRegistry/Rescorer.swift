import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Scores registered addresses again from their reports, in one revision.
struct Rescorer {
    private let revision: Int64
    private let at: Timestamp
    private let reports: ReportTable
    private let timeline: TimelineTable
    private let find: RawStatement
    private let update: RawStatement

    /// The addresses touched in this revision, ascending as long as ``rescore(_:reportsChanged:verdicts:assessor:due:)``
    /// is called so.
    private(set) var touched = IDRuns()
    private(set) var count = 0
    private(set) var expired = 0

    init(
        _ database: Database,
        revision: Int64,
        at: Timestamp,
        reports: ReportTable,
        timeline: TimelineTable
    ) throws {
        self.revision = revision
        self.at = at
        self.reports = reports
        self.timeline = timeline
        find = try RawStatement(
            database,
            """
            SELECT kind, score, level, category, scope, next_crossing, verdict_id, revision FROM address WHERE id = ?
            """
        )
        update = try RawStatement(
            database,
            """
            UPDATE address SET score = ?, level = ?, category = ?, scope = ?, next_crossing = ?, verdict_id = ?,
                revision = ? WHERE id = ?
            """
        )
    }

    /// Scores the address with this number again. When its reports changed, the revision touches it even if its score
    /// stays.
    mutating func rescore(_ address: Int64, reportsChanged: Bool, work: inout RevisionWork) throws {
        find.bind(address, at: 1)
        guard try find.step() else { return find.reset() }
        let old = Stored(find)
        find.reset()
        var facts = try reports.facts(of: address)
        var isTouched = reportsChanged
        for index in facts.indices where facts[index].hasRunOut(by: at) {
            facts[index].state = .expired
            try reports.expire(address, source: facts[index].source)
            try timeline.append(address, .expired, source: facts[index].source)
            expired += 1
            isTouched = true
        }
        let new = work.assessor.assess(old.kind, reports: facts, at: at)
        let score = Stored.hundredths(new.score)
        isTouched =
            isTouched || score != old.score || new.level.rawValue != old.level
            || new.category.rawValue != old.category || new.scope.rawValue != old.scope
        guard isTouched || new.nextCrossing?.seconds != old.nextCrossing else { return }
        if new.level.rawValue != old.level {
            let before = Level(rawValue: old.level) ?? .none
            try timeline.append(address, .levelChanged, detail: "\(before.name)>\(new.level.name)")
        }
        update.bind(score, at: 1)
        update.bind(Int64(new.level.rawValue), at: 2)
        update.bind(Int64(new.category.rawValue), at: 3)
        update.bind(Int64(new.scope.rawValue), at: 4)
        update.bind(new.nextCrossing?.seconds, at: 5)
        work.verdicts.release(old.verdict)
        update.bind(try work.verdicts.use(new.terms), at: 6)
        update.bind(isTouched ? revision : old.revision, at: 7)
        update.bind(address, at: 8)
        try update.run()
        if new.nextCrossing?.seconds != old.nextCrossing {
            try work.due.append(address, at: new.nextCrossing)
        }
        guard isTouched else { return }
        touched.append(address)
        count += 1
    }

    /// What is stored of the score.
    struct Stored {
        let kind: AddressKind
        let score: Int64
        let level: UInt8
        let category: UInt8
        let scope: UInt8
        let nextCrossing: Int64?
        let verdict: Int64
        let revision: Int64

        init(_ row: RawStatement) {
            kind = AddressKind(rawValue: UInt8(truncatingIfNeeded: row.int64(0))) ?? .ip
            score = row.int64(1)
            level = UInt8(truncatingIfNeeded: row.int64(2))
            category = UInt8(truncatingIfNeeded: row.int64(3))
            scope = UInt8(truncatingIfNeeded: row.int64(4))
            nextCrossing = row.optionalInt64(5)
            verdict = row.int64(6)
            revision = row.int64(7)
        }

        /// A score as the column `score` keeps it.
        static func hundredths(_ score: Double) -> Int64 { Int64((score * 100).rounded()) }
    }
}

/// What all parts of one revision write to.
struct RevisionWork {
    var assessor: Assessor
    var verdicts: VerdictTable
    var due: DueLog

    mutating func finish() throws {
        try verdicts.finish()
        try due.flush()
    }
}

extension ReportFacts {
    /// Whether it counts still but should not.
    fileprivate func hasRunOut(by moment: Timestamp) -> Bool {
        state == .active && expiresAt.map { $0 <= moment } == true
    }
}
