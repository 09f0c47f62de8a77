import GRDB
import Registry
import Testing

@testable import SQLiteRegistry

/// The hot queries go by index and never sort.
@Suite struct `Query plans` {
    @Test(arguments: [
        (SummaryQuery(for: .system).range, ["SEARCH a USING INDEX address_key (key>? AND key<?)"]),
        (SummaryQuery(for: .system).rangeAfter, ["SEARCH a USING INDEX address_key (key>? AND key<?)"]),
        (SummaryQuery(for: .system).greatest, ["SEARCH a USING INDEX address_key (key>? AND key<?)"]),
        (LendingNetworks.atOrBelow, ["SEARCH address USING INDEX address_network (key>? AND key<?)"]),
        (LendingNetworks.above, ["SEARCH address USING INDEX address_network (key>?)"]),
        (Rescorer.contentsSQL, ["SEARCH address USING INDEX address_key (key>? AND key<?)"]),
        (SummaryQuery(for: .system).scored, ["SCAN a USING INDEX address_key"]),
        (SummaryQuery(for: .system).changed, ["SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]),
        (ChangeQuery.enclosingRun, ["SEARCH change USING PRIMARY KEY (revision=? AND first_id<?)"]),
        (ChangeQuery.followingRuns, ["SEARCH change USING PRIMARY KEY ((revision,first_id)>(?,?))"]),
        (SQLiteStore.revisionBefore, ["SEARCH revision USING COVERING INDEX revision_at (at<?)"]),
        (
            SummaryQuery(for: .staff(of: Member.ID(1))).rangeAfter,
            [
                "SEARCH a USING INDEX address_key (key>? AND key<?)",
                "SEARCH o USING PRIMARY KEY (address_id=? AND member_id=?) LEFT-JOIN",
            ]
        ),
        (
            ProposalTable.waiting,
            [
                "SEARCH p USING INDEX proposal_waiting (member_id=? AND id>?)",
                "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        ),
        (
            SQLiteStore.dueSQL,
            [
                "SEARCH d USING PRIMARY KEY (at<?)",
                "SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
            ]
        ),
        (
            RecordQuery.reports,
            [
                "SEARCH r USING PRIMARY KEY (address_id=?)", "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        ),
        (
            RecordQuery.timeline,
            [
                "SEARCH t USING PRIMARY KEY (address_id=?)", "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH s USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            ]
        ),
        (
            RecordQuery.verdict,
            [
                "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        ),
    ])
    func `are as meant`(sql: String, expected: [String]) throws {
        let temporary = try TemporaryStore()
        let plan = try temporary.database().read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
        #expect(plan == expected)
    }
}
