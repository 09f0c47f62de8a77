import Credentials
import Foundation
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Accounts` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private let member: Member
    private let password: PasswordHash

    private var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
        member = try temporary.store.addMember(
            MemberSettings(code: "sa", name: "National CERT", arabicName: "المركز الوطني"),
            by: .system,
            at: now
        )
        // One hash for all: it is slow by design.
        password = try PasswordHash(of: "a password for tests")
    }

    private func addUser(_ name: String, _ role: Role = .analyst) throws -> User {
        let settings = UserSettings(name: name, displayName: name, member: member.id, role: role)
        return try store.addUser(settings, password: password, by: .system, at: now)
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do { try body() } catch { return (error as? StoreError)?.code }
        return nil
    }

    @Test func `begin with one administrator, made once with the secret that was offered`() throws {
        let secret = Secret(for: .setUp)
        let settings = UserSettings(name: "root", displayName: "Root", member: nil, role: .administrator)
        #expect(try store.setUp(secret.digest, settings, password: password, at: now) == nil)
        try store.offerSetUp(Secret(for: .setUp).digest, until: now.advanced(byDays: 1))
        try store.offerSetUp(secret.digest, until: now.advanced(byDays: 1))
        #expect(try store.setUp(Secret(for: .setUp).digest, settings, password: password, at: now) == nil)
        let late = now.advanced(byDays: 1)
        #expect(try store.setUp(secret.digest, settings, password: password, at: late) == nil)
        #expect(try !store.hasAdministrator())
        #expect(try store.setUp(secret.digest, settings, password: password, at: now)?.settings == settings)
        #expect(try store.hasAdministrator())
        #expect(try store.setUp(secret.digest, settings, password: password, at: now) == nil)
    }

    @Test func `keep what is said of a user`() throws {
        var user = try addUser("sara")
        #expect(try store.user(user.id) == user)
        user.settings.displayName = "سارة"
        user.settings.role = .approver
        #expect(try store.updateUser(user.id, user.settings, by: .system, at: now).settings == user.settings)
        let preferences = Preferences(
            language: .arabic,
            digits: .arabic,
            showsHijri: true,
            theme: .dark,
            timeZoneMinutes: 240
        )
        try store.setPreferences(of: user.id, preferences)
        #expect(try store.users(of: member.id).map(\.preferences) == [preferences])
        #expect(try store.users(of: Member.ID(99)).isEmpty)
    }

    @Test(arguments: [
        UserSettings(name: "", displayName: "x", member: Member.ID(1), role: .reader),
        UserSettings(name: "two words", displayName: "x", member: Member.ID(1), role: .reader),
        UserSettings(name: "taken", displayName: "x", member: Member.ID(1), role: .reader),
        UserSettings(name: "new", displayName: "x", member: nil, role: .analyst),
        UserSettings(name: "new", displayName: "x", member: Member.ID(1), role: .sensor),
        UserSettings(name: "new", displayName: "x", member: Member.ID(9), role: .reader),
    ])
    func `refuse what cannot be kept`(settings: UserSettings) throws {
        _ = try addUser("taken")
        #expect(
            code { _ = try store.addUser(settings, password: password, by: .system, at: now) }
                == .invalidValue
        )
        #expect(try store.users(of: nil).count == 1)
    }

    @Test func `lock after wrong passwords, longer each time, and open again`() throws {
        let user = try addUser("sara")
        for _ in 0..<4 { try store.recordFailedSignIn(of: user.id, at: now) }
        #expect(try store.user(user.id)?.lockedUntil == nil)
        try store.recordFailedSignIn(of: user.id, at: now)
        #expect(try store.user(user.id)?.lockedUntil == Timestamp(seconds: now.seconds + 60))
        try store.recordFailedSignIn(of: user.id, at: now)
        #expect(try store.user(user.id)?.lockedUntil == Timestamp(seconds: now.seconds + 120))
        for _ in 0..<20 { try store.recordFailedSignIn(of: user.id, at: now) }
        #expect(try store.user(user.id)?.lockedUntil == Timestamp(seconds: now.seconds + 3600))
        let session = Secret(for: .session)
        let until = now.advanced(byDays: 1)
        try store.beginSession(of: user.id, session.digest, codePeriod: 7, until: until, at: now)
        #expect(try store.user(user.id)?.lockedUntil == nil)
        #expect(try store.signInFacts(ofUserNamed: "sara")?.lastCodePeriod == 7)
    }

    @Test func `end sessions in time, on signing out, and when the account changes`() throws {
        let user = try addUser("sara")
        func begin() throws -> SecretDigest {
            let session = Secret(for: .session).digest
            let until = now.advanced(byDays: 1)
            try store.beginSession(of: user.id, session, codePeriod: nil, until: until, at: now)
            return session
        }
        let (one, two) = (try begin(), try begin())
        #expect(try store.user(ofSession: one, at: now)?.id == user.id)
        #expect(try store.user(ofSession: one, at: now.advanced(byDays: 1)) == nil)
        try store.endSession(one, at: now)
        #expect(try store.user(ofSession: one, at: now) == nil)
        #expect(try store.user(ofSession: two, at: now) != nil)
        let three = try begin()
        try store.setPassword(of: user.id, password, keeping: three, by: .system, at: now)
        #expect(try store.user(ofSession: two, at: now) == nil)
        #expect(try store.user(ofSession: three, at: now) != nil)
        var settings = user.settings
        settings.isDisabled = true
        _ = try store.updateUser(user.id, settings, by: .system, at: now)
        #expect(try store.user(ofSession: three, at: now) == nil)
    }

    @Test func `end sessions that lie idle, and keep those in use to their end`() throws {
        let user = try addUser("sara")
        let session = Secret(for: .session).digest
        let until = Timestamp(seconds: now.seconds + Session.longestSeconds)
        try store.beginSession(of: user.id, session, codePeriod: nil, until: until, at: now)
        func isOpen(_ seconds: Int64) throws -> Bool {
            try store.user(ofSession: session, at: Timestamp(seconds: now.seconds + seconds)) != nil
        }
        let nearly = Session.idleSeconds - 1
        for step in 1...3 { #expect(try isOpen(Int64(step) * nearly)) }
        #expect(try !isOpen(3 * nearly + Session.idleSeconds))
        // What a page does by itself keeps nothing open.
        let quiet = Secret(for: .session).digest
        try store.beginSession(of: user.id, quiet, codePeriod: nil, until: until, at: now)
        for step in 0...Session.idleSeconds / 600 {
            let at = Timestamp(seconds: now.seconds + step * 600)
            let open = try store.openSession(quiet, isUse: false, at: at)
            #expect((open != nil) == (step * 600 < Session.idleSeconds))
            if let open { #expect(open.endsAt.seconds == now.seconds + Session.idleSeconds) }
        }
        let other = Secret(for: .session).digest
        try store.beginSession(of: user.id, other, codePeriod: nil, until: until, at: now)
        var open: Int64 = 0
        while open < Session.longestSeconds {
            #expect(try store.user(ofSession: other, at: Timestamp(seconds: now.seconds + open)) != nil)
            open += nearly
        }
        #expect(try store.user(ofSession: other, at: until) == nil)
    }

    @Test func `keep tokens until they end or are withdrawn`() throws {
        let secret = Secret(for: .token)
        let settings = TokenSettings(
            name: "resolver-1",
            member: member.id,
            scopes: [.consume],
            expiresAt: now.advanced(byDays: 30)
        )
        let token = try store.addToken(settings, secret.digest, by: .system, at: now)
        #expect(try store.token(secret.digest) == token)
        #expect(try store.token(Secret(for: .token).digest) == nil)
        #expect(token.isValid(at: now))
        #expect(!token.isValid(at: now.advanced(byDays: 30)))
        #expect(
            code { _ = try store.addToken(settings, Secret(for: .token).digest, by: .system, at: now) }
                == .invalidValue
        )
        try store.recordUse(of: [token.id: now.advanced(byDays: 2)])
        try store.recordUse(of: [token.id: now.advanced(byDays: 1)])
        #expect(try store.token(secret.digest)?.lastUsedAt == now.advanced(byDays: 2))
        try store.revokeToken(token.id, by: .system, at: now)
        #expect(try store.token(secret.digest)?.isValid(at: now) == false)
        #expect(try store.addToken(settings, Secret(for: .token).digest, by: .system, at: now).id != token.id)
        #expect(try store.tokens(of: member.id).count == 2)
    }

    @Test(
        arguments: [
            ("", .read, 1), ("x", [], 1), ("x", .approve, 1), ("x", .read, 0), ("x", .read, 9999),
        ] as [(String, Permissions, Double)]
    )
    func `refuse tokens without name, scope or end`(name: String, scopes: Permissions, days: Double) {
        let settings = TokenSettings(
            name: name,
            member: member.id,
            scopes: scopes,
            expiresAt: now.advanced(byDays: days)
        )
        #expect(
            code { _ = try store.addToken(settings, Secret(for: .token).digest, by: .system, at: now) }
                == .invalidValue
        )
    }
}
