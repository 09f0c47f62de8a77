import Foundation
import GRDB
import Registry
import Reports

/// The rows of `idempotency`: what requests were answered that may be sent again.
struct IdempotencyTable {
    let database: Database
    let actor: Actor

    /// What the request with this key was answered.
    /// - Throws: `conflict` when it held something else.
    func answer(to key: IdempotencyKey, digest: [UInt8], at: Timestamp) throws -> SubmissionReceipt? {
        try database.execute(
            sql: "DELETE FROM idempotency WHERE at < ?",
            arguments: [at.advanced(byDays: -IdempotencyKey.days).seconds]
        )
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT digest, added, updated, waiting, revision FROM idempotency WHERE actor = ? AND key = ?
                """,
            arguments: [actor.word, key.text]
        )
        guard let row else { return nil }
        guard (row[0] as Data) == Data(digest) else {
            throw StoreError(.conflict, "the key \(key.text): it was used for other reports")
        }
        return SubmissionReceipt(added: row[1], updated: row[2], waiting: row[3], revision: row[4])
    }

    func store(_ receipt: SubmissionReceipt, for key: IdempotencyKey, digest: [UInt8], at: Timestamp) throws {
        try database.execute(
            sql: """
                INSERT INTO idempotency (actor, key, digest, at, added, updated, waiting, revision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                actor.word, key.text, Data(digest), at.seconds, receipt.added, receipt.updated,
                receipt.waiting,
                receipt.revision,
            ]
        )
    }
}
