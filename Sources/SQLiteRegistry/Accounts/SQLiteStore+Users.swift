public import Credentials
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AccountStore/hasAdministrator()``.
    public func hasAdministrator() throws(StoreError) -> Bool {
        try read { try UserTable(database: $0).hasAdministrator() }
    }

    /// See ``AccountStore/offerSetUp(_:until:)``.
    public func offerSetUp(_ digest: SecretDigest, until: Timestamp) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO set_up (id, digest, expires_at) VALUES (1, ?1, ?2)
                    ON CONFLICT (id) DO UPDATE SET digest = ?1, expires_at = ?2
                    """,
                arguments: [Data(digest.bytes), until.seconds]
            )
        }
    }

    /// See ``AccountStore/setUp(_:_:password:at:)``.
    public func setUp(
        _ digest: SecretDigest,
        _ settings: UserSettings,
        password: PasswordHash,
        at: Timestamp
    ) throws(StoreError) -> User? {
        try write { database in
            let users = UserTable(database: database)
            let isOffered = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM set_up WHERE digest = ? AND expires_at > ?)",
                arguments: [Data(digest.bytes), at.seconds]
            )
            guard isOffered == true, try !users.hasAdministrator() else { return nil }
            let user = try users.insert(settings, password: password, at: at)
            try database.execute(sql: "DELETE FROM set_up")
            let actor = Actor(.user(user.id), name: settings.name, member: settings.member)
            try self.auditTable(database).append(AuditRecord(.setUp, settings.name, by: actor), at: at)
            return user
        }
    }

    /// See ``AccountStore/users(of:)``.
    public func users(of member: Member.ID?) throws(StoreError) -> [User] {
        try read { try UserTable(database: $0).all(of: member) }
    }

    /// See ``AccountStore/user(_:)``.
    public func user(_ id: User.ID) throws(StoreError) -> User? {
        try read { try UserTable(database: $0).user(id) }
    }

    /// See ``AccountStore/addUser(_:password:by:at:)``.
    public func addUser(
        _ settings: UserSettings,
        password: PasswordHash,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> User {
        try write { database in
            let user = try UserTable(database: database).insert(settings, password: password, at: at)
            let record = AuditRecord(.userAdded, settings.name, detail: settings.role.name, by: actor)
            try self.auditTable(database).append(record, at: at)
            return user
        }
    }

    /// See ``AccountStore/updateUser(_:_:by:at:)``.
    public func updateUser(
        _ id: User.ID,
        _ settings: UserSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> User {
        try write { database in
            let users = UserTable(database: database)
            let before = try users.existing(id)
            let user = try users.update(id, settings)
            if before.settings != settings {
                // Who gets another role or member signs in again with it.
                try database.execute(sql: "DELETE FROM session WHERE user_id = ?", arguments: [id.number])
            }
            let state = settings.isDisabled ? "\(settings.role.name), disabled" : settings.role.name
            try self.auditTable(database).append(
                AuditRecord(.userUpdated, settings.name, detail: state, by: actor),
                at: at
            )
            return user
        }
    }

    /// See ``AccountStore/setPassword(of:_:keeping:by:at:)``.
    public func setPassword(
        of id: User.ID,
        _ password: PasswordHash,
        keeping kept: SecretDigest?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            let user = try UserTable(database: database).existing(id)
            try database.execute(
                sql: "UPDATE user SET password = ?, failures = 0, locked_until = NULL WHERE id = ?",
                arguments: [password.stored, id.number]
            )
            try database.execute(
                sql: "DELETE FROM session WHERE user_id = ? AND digest IS NOT ?",
                arguments: [id.number, kept.map { Data($0.bytes) }]
            )
            let record = AuditRecord(.passwordSet, user.settings.name, by: actor)
            try self.auditTable(database).append(record, at: at)
        }
    }

    /// See ``AccountStore/setOneTimeCode(of:_:by:at:)``.
    public func setOneTimeCode(
        of id: User.ID,
        _ code: OneTimeCode?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            let user = try UserTable(database: database).existing(id)
            try database.execute(
                sql: "UPDATE user SET code_key = ?, code_period = NULL WHERE id = ?",
                arguments: [code.map { Data($0.key) }, id.number]
            )
            let detail = code == nil ? "taken away" : "set"
            try self.auditTable(database).append(
                AuditRecord(.oneTimeCodeSet, user.settings.name, detail: detail, by: actor),
                at: at
            )
        }
    }

    /// See ``AccountStore/setPreferences(of:_:)``.
    public func setPreferences(of id: User.ID, _ preferences: Preferences) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE user SET language = ?, digits = ?, hijri = ?, theme = ?, zone_minutes = ? WHERE id = ?
                    """,
                arguments: [
                    preferences.language?.rawValue, preferences.digits.rawValue, preferences.showsHijri,
                    preferences.theme.rawValue, preferences.timeZoneMinutes, id.number,
                ]
            )
        }
    }
}
