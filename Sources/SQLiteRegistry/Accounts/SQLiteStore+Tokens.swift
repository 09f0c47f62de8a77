public import Credentials
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    private static let tokenColumns = """
        SELECT id, name, member_id, scopes, created_at, expires_at, revoked_at, used_at FROM token
        """

    /// See ``AccountStore/tokens(of:)``.
    public func tokens(of member: Member.ID?) throws(StoreError) -> [Token] {
        try read { database in
            let condition = member == nil ? "" : " WHERE member_id = ?"
            return try Row.fetchAll(
                database,
                sql: Self.tokenColumns + condition + " ORDER BY id DESC",
                arguments: StatementArguments([member?.number].compactMap(\.self))
            )
            .map(Self.token)
        }
    }

    /// See ``AccountStore/addToken(_:_:by:at:)``.
    public func addToken(
        _ settings: TokenSettings,
        _ digest: SecretDigest,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Token {
        if let fault = settings.fault(at: at) {
            throw StoreError(.invalidValue, "token \(settings.name): \(fault)")
        }
        return try write { database in
            let isTaken = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM token WHERE name = ? AND member_id IS ? AND revoked_at IS NULL
                        AND expires_at > ?)
                    """,
                arguments: [settings.name, settings.member?.number, at.seconds]
            )
            guard isTaken != true else {
                throw StoreError(
                    .invalidValue,
                    "token \(settings.name): there is one of that name; revoke it first"
                )
            }
            try database.execute(
                sql: """
                    INSERT INTO token (digest, name, member_id, scopes, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(digest.bytes), settings.name, settings.member?.number, settings.scopes.rawValue,
                    at.seconds, settings.expiresAt.seconds,
                ]
            )
            let id = Token.ID(database.lastInsertedRowID)
            let detail = "number \(id.number): \(settings.scopes.words.joined(separator: " "))"
            try self.auditTable(database).append(
                AuditRecord(.tokenAdded, settings.name, detail: detail, by: actor),
                at: at
            )
            return Token(id: id, settings: settings, createdAt: at, revokedAt: nil, lastUsedAt: nil)
        }
    }

    /// See ``AccountStore/token(_:)``.
    public func token(_ digest: SecretDigest) throws(StoreError) -> Token? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: Self.tokenColumns + " WHERE digest = ?",
                arguments: [Data(digest.bytes)]
            )
            .map(Self.token)
        }
    }

    /// See ``AccountStore/revokeToken(_:by:at:)``.
    public func revokeToken(_ id: Token.ID, by actor: Actor, at: Timestamp) throws(StoreError) {
        try write { database in
            let name = try String.fetchOne(
                database,
                sql: "UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? RETURNING name",
                arguments: [at.seconds, id.number]
            )
            guard let name else {
                throw StoreError(.invalidValue, "token number \(id.number): there is none")
            }
            let record = AuditRecord(.tokenRevoked, name, detail: "number \(id.number)", by: actor)
            try self.auditTable(database).append(record, at: at)
        }
    }

    /// See ``AccountStore/recordUse(of:)``.
    public func recordUse(of tokens: [Token.ID: Timestamp]) throws(StoreError) {
        try write { database in
            for (id, moment) in tokens {
                try database.execute(
                    sql: "UPDATE token SET used_at = max(coalesce(used_at, 0), ?) WHERE id = ?",
                    arguments: [moment.seconds, id.number]
                )
            }
        }
    }

    private static func token(_ row: Row) -> Token {
        func time(_ column: Int) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(seconds:)) }
        return Token(
            id: Token.ID(row[0]),
            settings: TokenSettings(
                name: row[1],
                member: (row[2] as Int64?).map(Member.ID.init),
                scopes: Permissions(rawValue: row[3]),
                expiresAt: Timestamp(seconds: row[5])
            ),
            createdAt: Timestamp(seconds: row[4]),
            revokedAt: time(6),
            lastUsedAt: time(7)
        )
    }
}
