import Credentials
import Foundation
import GRDB
import Registry
import Reports

/// The rows of `user`.
struct UserTable {
    let database: Database

    private static let columns = """
        SELECT id, name, display_name, member_id, role, disabled, code_key, language, digits, hijri, theme,
            zone_minutes, created_at, signed_in_at, locked_until, password, code_period, issuer, subject
        FROM user
        """

    func all(of member: Member.ID?) throws -> [User] {
        let condition = member == nil ? "" : " WHERE member_id = ?"
        return try Row.fetchAll(
            database,
            sql: Self.columns + condition + " ORDER BY name",
            arguments: StatementArguments([member?.number].compactMap(\.self))
        )
        .map(Self.user)
    }

    func user(_ id: User.ID) throws -> User? {
        try Row.fetchOne(database, sql: Self.columns + " WHERE id = ?", arguments: [id.number]).map(Self.user)
    }

    func signInFacts(named name: String) throws -> SignInFacts? {
        let row = try Row.fetchOne(database, sql: Self.columns + " WHERE name = ?", arguments: [name])
        guard let row, let password = PasswordHash(stored: row[15]) else { return nil }
        return SignInFacts(
            user: Self.user(row),
            password: password,
            oneTimeCode: (row[6] as Data?).map { OneTimeCode(key: Array($0)) },
            lastCodePeriod: row[16]
        )
    }

    func hasAdministrator() throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM user WHERE role = ? AND member_id IS NULL AND disabled = 0)"
        return try Bool.fetchOne(database, sql: sql, arguments: [Role.administrator.rawValue]) ?? false
    }

    func insert(_ settings: UserSettings, password: PasswordHash, at: Timestamp) throws -> User {
        try check(settings, of: nil)
        try database.execute(
            sql: """
                INSERT INTO user (name, display_name, member_id, role, disabled, password, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                settings.name, settings.displayName, settings.member?.number, settings.role.rawValue,
                settings.isDisabled, password.stored, at.seconds,
            ]
        )
        return try existing(User.ID(database.lastInsertedRowID))
    }

    func update(_ id: User.ID, _ settings: UserSettings) throws -> User {
        try check(settings, of: id)
        try database.execute(
            sql: """
                UPDATE user SET name = ?, display_name = ?, member_id = ?, role = ?, disabled = ?, failures = 0,
                    locked_until = NULL WHERE id = ?
                """,
            arguments: [
                settings.name, settings.displayName, settings.member?.number, settings.role.rawValue,
                settings.isDisabled, id.number,
            ]
        )
        return try existing(id)
    }

    /// The user with this number.
    /// - Throws: ``StoreError/Code/invalidValue`` when there is none.
    func existing(_ id: User.ID) throws -> User {
        guard let user = try user(id) else {
            throw StoreError(.invalidValue, "user number \(id.number): there is none")
        }
        return user
    }

    /// Refuses settings that cannot be kept for the user with this number, or a new one.
    private func check(_ settings: UserSettings, of id: User.ID?) throws {
        if let fault = settings.fault { throw StoreError(.invalidValue, "user \(settings.name): \(fault)") }
        let holder = try Int64.fetchOne(
            database,
            sql: "SELECT id FROM user WHERE name = ?",
            arguments: [settings.name]
        )
        if let holder, holder != id?.number {
            throw StoreError(.invalidValue, "user \(settings.name): there is one of that name")
        }
        if let member = settings.member {
            let sql = "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?)"
            guard try Bool.fetchOne(database, sql: sql, arguments: [member.number]) == true else {
                throw StoreError(.invalidValue, "member number \(member.number): there is none")
            }
        }
    }

    private static func link(_ row: Row) -> ProviderLink? {
        guard let issuer = row[17] as String?, let subject = row[18] as String? else { return nil }
        return ProviderLink(issuer: issuer, subject: subject)
    }

    private static func user(_ row: Row) -> User {
        func time(_ column: Int) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(seconds:)) }
        return User(
            id: User.ID(row[0]),
            settings: UserSettings(
                name: row[1],
                displayName: row[2],
                member: (row[3] as Int64?).map(Member.ID.init),
                role: Role(rawValue: row[4]) ?? .reader,
                isDisabled: row[5]
            ),
            preferences: Preferences(
                language: (row[7] as String?).flatMap(Preferences.Language.init(rawValue:)),
                digits: Preferences.Digits(rawValue: row[8]) ?? .western,
                showsHijri: row[9],
                theme: Preferences.Theme(rawValue: row[10]) ?? .system,
                timeZoneMinutes: row[11]
            ),
            hasOneTimeCode: row[6] as Data? != nil,
            createdAt: Timestamp(seconds: row[12]),
            lastSignInAt: time(13),
            lockedUntil: time(14),
            link: link(row)
        )
    }
}
