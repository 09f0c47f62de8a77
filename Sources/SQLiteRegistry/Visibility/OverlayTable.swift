import GRDB
import Registry
import Reports
import Reputation

/// The rows of `overlay`: the scores of members that may see more of an address than the community does.
struct OverlayTable {
    private let find: RawStatement
    private let store: RawStatement
    private let revision: Int64
    /// Most registries hold no RED report; then nothing is asked.
    private var isEmpty: Bool
    /// How many rows the revision touched.
    private(set) var count = 0

    private static let columns = [
        "address_id", "member_id", "score", "level", "category", "scope", "next_crossing", "verdict_id",
        "is_active", "revision",
    ]

    init(_ database: Database, revision: Int64) throws {
        self.revision = revision
        find = try RawStatement(
            database,
            """
            SELECT member_id, score, level, category, scope, next_crossing, verdict_id, is_active FROM overlay
            WHERE address_id = ?
            """
        )
        let names = Self.columns.joined(separator: ", ")
        let places = Self.columns.map { _ in "?" }.joined(separator: ", ")
        store = try RawStatement(database, "INSERT OR REPLACE INTO overlay (\(names)) VALUES (\(places))")
        isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM overlay)") ?? true
    }

    private struct Stored {
        let member: Int64
        let values: [Int64]
        let nextCrossing: Int64?
        let verdict: Int64
        let isActive: Bool
    }

    /// Makes the overlays of an address be `overlays`.
    /// - Parameters:
    ///   - overlays: them all.
    ///   - address: the address's number.
    ///   - isVisible: whether the revision touches them even if their values stay.
    ///   - verdicts: keeps their explanations.
    /// - Throws: an error of the database.
    mutating func store(
        _ overlays: [Overlay],
        of address: Int64,
        isVisible: Bool,
        _ verdicts: inout VerdictTable
    ) throws {
        if isEmpty, overlays.isEmpty { return }
        isEmpty = false
        let stored = try self.stored(address)
        for overlay in overlays {
            let assessment = overlay.assessment
            let old = stored.first { $0.member == overlay.member.number }
            if let old, old.isActive, !isVisible, old.values == Self.values(assessment),
                old.nextCrossing == assessment.nextCrossing?.seconds
            {
                continue
            }
            if let old { verdicts.release(old.verdict) }
            let verdict = try verdicts.use(assessment.terms)
            try write(
                address,
                overlay.member.number,
                Self.values(assessment),
                assessment.nextCrossing?.seconds,
                verdict,
                isActive: true
            )
        }
        for old in stored
        where old.isActive && !overlays.contains(where: { $0.member.number == old.member }) {
            try write(address, old.member, old.values, nil, old.verdict, isActive: false)
        }
    }

    private func stored(_ address: Int64) throws -> [Stored] {
        find.bind(address, at: 1)
        defer { find.reset() }
        var rows: [Stored] = []
        while try find.step() {
            rows.append(
                Stored(
                    member: find.int64(0),
                    values: (1...4).map { find.int64($0) },
                    nextCrossing: find.optionalInt64(5),
                    verdict: find.int64(6),
                    isActive: find.int64(7) != 0
                )
            )
        }
        return rows
    }

    private static func values(_ assessment: Assessment) -> [Int64] {
        [
            Rescorer.Stored.hundredths(assessment.score), Int64(assessment.level.rawValue),
            Int64(assessment.category.rawValue), Int64(assessment.scope.rawValue),
        ]
    }

    private mutating func write(
        _ address: Int64,
        _ member: Int64,
        _ values: [Int64],
        _ nextCrossing: Int64?,
        _ verdict: Int64,
        isActive: Bool
    ) throws {
        store.bind(address, at: 1)
        store.bind(member, at: 2)
        for (index, value) in values.enumerated() { store.bind(value, at: Int32(index + 3)) }
        store.bind(nextCrossing, at: 7)
        store.bind(verdict, at: 8)
        store.bind(isActive, at: 9)
        store.bind(revision, at: 10)
        try store.run()
        count += 1
    }
}
