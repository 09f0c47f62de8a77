import Foundation
import GRDB
import Registry
import Reports
import SourceWorth

/// The one row of `learnt`: what was learnt of all sources, what of it is in use, and what waits to be scored by it.
struct LearntTable {
    /// What is kept from week to week.
    struct State {
        /// When something was last learnt; nil before the first time.
        var at: Timestamp?
        var lineages = LineageLedger()
        var reliabilities = ReliabilityLedger()
        var chances = ChanceLedger()
        /// What of it scores take, lineages aside.
        var worth = Worth.unknown
    }

    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Whether the histories hold all that the timeline tells.
    var isWhole: Bool {
        get throws { try Bool.fetchOne(database, sql: "SELECT is_whole FROM learnt") ?? false }
    }

    func markIncomplete() throws {
        try database.execute(sql: "UPDATE learnt SET is_whole = 0")
    }

    func markWhole() throws {
        try database.execute(sql: "UPDATE learnt SET is_whole = 1")
    }

    /// What is kept; a state that cannot be read is learnt anew.
    func state() throws -> State {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT at, lineages, reliabilities, worth, chances FROM learnt"
        )
        guard let row, let at = row[0] as Int64? else { return State() }
        func bytes(_ column: Int) -> [UInt8] { Array((row[column] as Data?) ?? Data()) }
        do {
            return State(
                at: Timestamp(seconds: at),
                lineages: try LineageLedger(stored: bytes(1)),
                reliabilities: try ReliabilityLedger(stored: bytes(2)),
                // A registry of an earlier version has none yet.
                chances: bytes(4).isEmpty ? ChanceLedger() : try ChanceLedger(stored: bytes(4)),
                worth: try Worth(stored: bytes(3))
            )
        } catch {
            return State()
        }
    }

    /// How often scores came true, alone: it is asked more often than all that is kept. Like all of it, what cannot be read is
    /// learnt anew.
    var chances: Chances {
        get throws {
            let stored = try Data.fetchOne(database, sql: "SELECT chances FROM learnt")
            let ledger = stored.flatMap { try? ChanceLedger(stored: Array($0)) }
            return (ledger ?? ChanceLedger()).chances
        }
    }

    func store(_ state: State) throws {
        try database.execute(
            sql: "UPDATE learnt SET at = ?, lineages = ?, reliabilities = ?, worth = ?, chances = ?",
            arguments: [
                state.at?.seconds, Data(state.lineages.stored), Data(state.reliabilities.stored),
                Data(state.worth.stored), Data(state.chances.stored),
            ]
        )
    }

    /// What scores take of all that is learnt, declared and ruled.
    func worth(of sources: [Source]) throws -> Worth {
        let state = try state()
        return Worth(
            stays: state.worth.stays,
            lineages: try lineages(of: sources, found: state.lineages),
            reliabilities: state.worth.reliabilities
        )
    }

    /// The lineages as they count now: a ruling or a declaration counts at once.
    func lineages(of sources: [Source], found ledger: LineageLedger) throws -> Lineages {
        let declared = sources.compactMap { source in
            source.settings.lineage.map { (source.id.number, $0) }
        }
        return ledger.lineages(
            declared: Dictionary(declared, uniquingKeysWith: { $1 }),
            rulings: try RulingTable(database: database).all(among: sources).map(\.ruling)
        )
    }
}

extension LearntTable {
    /// Has the addresses of further sources scored again, from the first one on.
    func reweigh(_ sources: Set<Int64>) throws {
        guard !sources.isEmpty else { return }
        for source in sources.sorted() {
            try database.execute(
                sql: "INSERT OR IGNORE INTO reweighed_source SELECT id FROM source WHERE id = ?",
                arguments: [source]
            )
        }
        try database.execute(sql: "UPDATE learnt SET scored_to = 0")
    }

    /// Whether there are addresses to score again.
    var isReweighing: Bool {
        get throws {
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM reweighed_source)") ?? false
        }
    }

    /// The next addresses to score again, ascending.
    func nextReweighed(limit: Int) throws -> [Int64] {
        let last = try Int64.fetchOne(database, sql: "SELECT scored_to FROM learnt") ?? 0
        return try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT address_id FROM report
                WHERE address_id > ? AND source_id IN (SELECT source_id FROM reweighed_source)
                ORDER BY address_id LIMIT ?
                """,
            arguments: [last, limit]
        )
    }

    /// Notes that the addresses up to this one have been scored again; nil for all.
    func noteScored(to address: Int64?) throws {
        try database.execute(sql: "UPDATE learnt SET scored_to = ?", arguments: [address ?? 0])
        if address == nil { try database.execute(sql: "DELETE FROM reweighed_source") }
    }
}
