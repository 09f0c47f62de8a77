public import Credentials
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// Wrong passwords in a row after which an account is locked.
    static let failuresBeforeLock = 5
    /// How long the first lock holds, in seconds; each further failure doubles it.
    static let firstLockSeconds: Int64 = 60
    /// The longest lock, in seconds.
    static let longestLockSeconds: Int64 = 3600

    /// See ``AccountStore/signInFacts(ofUserNamed:)``.
    public func signInFacts(ofUserNamed name: String) throws(StoreError) -> SignInFacts? {
        try read { try UserTable(database: $0).signInFacts(named: name) }
    }

    /// See ``AccountStore/recordFailedSignIn(of:at:)``.
    public func recordFailedSignIn(of id: User.ID, at: Timestamp) throws(StoreError) {
        try write { database in
            let user = try UserTable(database: database).existing(id)
            let failures =
                (try Int.fetchOne(
                    database,
                    sql: "SELECT failures FROM user WHERE id = ?",
                    arguments: [id.number]
                ) ?? 0) + 1
            let doublings = failures - Self.failuresBeforeLock
            let lock =
                doublings < 0
                ? nil : min(Self.firstLockSeconds << Int64(min(doublings, 10)), Self.longestLockSeconds)
            try database.execute(
                sql: "UPDATE user SET failures = ?, locked_until = ? WHERE id = ?",
                arguments: [failures, lock.map { at.seconds + $0 }, id.number]
            )
            let actor = Actor(.user(id), name: user.settings.name, member: user.settings.member)
            try self.auditTable(database).append(
                AuditRecord(.signInFailed, user.settings.name, by: actor),
                at: at
            )
        }
    }

    /// See ``AccountStore/beginSession(of:_:codePeriod:means:until:at:)``.
    public func beginSession(
        of id: User.ID,
        _ session: SecretDigest,
        codePeriod: Int64?,
        means: String,
        until: Timestamp,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            let user = try UserTable(database: database).existing(id)
            try database.execute(
                sql: """
                    UPDATE user SET failures = 0, locked_until = NULL, signed_in_at = ?,
                        code_period = coalesce(?, code_period) WHERE id = ?
                    """,
                arguments: [at.seconds, codePeriod, id.number]
            )
            try database.execute(
                sql: "DELETE FROM session WHERE expires_at <= ? OR used_at <= ?",
                arguments: [at.seconds, at.seconds - Session.idleSeconds]
            )
            try database.execute(
                sql: "INSERT INTO session (digest, user_id, expires_at, used_at) VALUES (?, ?, ?, ?)",
                arguments: [Data(session.bytes), id.number, until.seconds, at.seconds]
            )
            let actor = Actor(.user(id), name: user.settings.name, member: user.settings.member)
            try self.auditTable(database).append(
                AuditRecord(.signedIn, user.settings.name, detail: means, by: actor),
                at: at
            )
        }
    }

    /// See ``AccountStore/openSession(_:isUse:at:)``.
    public func openSession(
        _ session: SecretDigest,
        isUse: Bool,
        at: Timestamp
    ) throws(StoreError) -> OpenSession? {
        let open = try read { database -> (user: User, expiresAt: Int64, usedAt: Int64)? in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT user_id, used_at, expires_at FROM session
                    WHERE digest = ? AND expires_at > ? AND used_at > ?
                    """,
                arguments: [Data(session.bytes), at.seconds, at.seconds - Session.idleSeconds]
            )
            guard let row, let user = try UserTable(database: database).user(User.ID(row[0])),
                !user.settings.isDisabled
            else { return nil }
            return (user, row[2], row[1])
        }
        guard let open else { return nil }
        var usedAt = open.usedAt
        if isUse, at.seconds - usedAt >= Session.useResolution {
            usedAt = at.seconds
            try write { database in
                try database.execute(
                    sql: "UPDATE session SET used_at = ? WHERE digest = ?",
                    arguments: [at.seconds, Data(session.bytes)]
                )
            }
        }
        let endsAt = min(open.expiresAt, usedAt + Session.idleSeconds)
        return OpenSession(user: open.user, endsAt: Timestamp(seconds: endsAt))
    }

    /// See ``AccountStore/endSession(_:at:)``.
    public func endSession(_ session: SecretDigest, at: Timestamp) throws(StoreError) {
        try write { database in
            let id = try Int64.fetchOne(
                database,
                sql: "DELETE FROM session WHERE digest = ? RETURNING user_id",
                arguments: [Data(session.bytes)]
            )
            guard let id, let user = try UserTable(database: database).user(User.ID(id)) else { return }
            let actor = Actor(.user(user.id), name: user.settings.name, member: user.settings.member)
            try self.auditTable(database).append(
                AuditRecord(.signedOut, user.settings.name, by: actor),
                at: at
            )
        }
    }
}
