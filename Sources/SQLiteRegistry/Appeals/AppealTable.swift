import Addresses
import Foundation
import GRDB
import Registry
import Reports

/// The rows of `appeal`.
struct AppealTable {
    let database: Database
    let path: String

    private static let columns = """
        SELECT id, reference, address, owner, contact, text, at, due, verdict, reason, act, answered_by, answered_at
        FROM appeal
        """

    /// Those whose owner a reader of member ?1 may know; NULL stands for the system's own people.
    private static let isShown = "(?1 IS NULL OR owner IS NULL OR owner = ?1)"

    func all(for member: Member.ID?, isOpen: Bool, skipping: Int, limit: Int) throws -> [Appeal] {
        let order =
            isOpen
            ? "verdict IS NULL ORDER BY due, id" : "verdict IS NOT NULL ORDER BY answered_at DESC, id DESC"
        return try Row.fetchAll(
            database,
            sql: "\(Self.columns) WHERE \(Self.isShown) AND \(order) LIMIT ?2 OFFSET ?3",
            arguments: [member?.number, limit, skipping]
        )
        .map(appeal)
    }

    func one(_ id: Appeal.ID, for member: Member.ID?) throws -> Appeal? {
        try Row.fetchOne(
            database,
            sql: "\(Self.columns) WHERE \(Self.isShown) AND id = ?2",
            arguments: [member?.number, id.number]
        )
        .map(appeal)
    }

    func counts(for member: Member.ID?, at now: Timestamp) throws -> AppealCounts {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), coalesce(sum(due <= ?2), 0) FROM appeal INDEXED BY appeal_open
                WHERE verdict IS NULL AND \(Self.isShown)
                """,
            arguments: [member?.number, now.seconds]
        )
        return AppealCounts(open: row?[0] ?? 0, overdue: row?[1] ?? 0)
    }

    func insert(_ draft: AppealDraft, address: Address?, owner: Member.ID?, at: Timestamp) throws -> Appeal {
        let due = Timestamp(seconds: at.seconds + Appeal.answerTime)
        try database.execute(
            sql: """
                INSERT INTO appeal (reference, address, owner, contact, text, at, due) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                draft.reference, address.map { Data($0.key.bytes) }, owner?.number, draft.contact, draft.text,
                at.seconds, due.seconds,
            ]
        )
        return Appeal(
            id: Appeal.ID(database.lastInsertedRowID),
            reference: draft.reference,
            address: address,
            owner: owner,
            contact: draft.contact,
            text: draft.text,
            at: at,
            due: due,
            answer: nil
        )
    }

    func store(_ answer: Appeal.Answer, of id: Appeal.ID) throws {
        try database.execute(
            sql:
                "UPDATE appeal SET verdict = ?, reason = ?, act = ?, answered_by = ?, answered_at = ? WHERE id = ?",
            arguments: [
                answer.verdict.rawValue, answer.reason, answer.act, answer.who, answer.at.seconds, id.number,
            ]
        )
    }

    private func appeal(_ row: Row) throws -> Appeal {
        let id = Appeal.ID(row[0])
        func damaged() -> StoreError { StoreError(.damaged, "\(path), appeal \(id.number)") }
        var address: Address?
        if let bytes = row[2] as Data? {
            guard let read = Address(key: AddressKey(bytes: Array(bytes))) else { throw damaged() }
            address = read
        }
        var answer: Appeal.Answer?
        if let code = row[8] as UInt8? {
            guard let verdict = Appeal.Answer.Verdict(rawValue: code) else { throw damaged() }
            answer = Appeal.Answer(
                verdict: verdict,
                reason: row[9] ?? "",
                act: row[10],
                who: row[11] ?? "",
                at: Timestamp(seconds: row[12] ?? 0)
            )
        }
        return Appeal(
            id: id,
            reference: row[1],
            address: address,
            owner: (row[3] as Int64?).map(Member.ID.init),
            contact: row[4],
            text: row[5],
            at: Timestamp(seconds: row[6]),
            due: Timestamp(seconds: row[7]),
            answer: answer
        )
    }
}
