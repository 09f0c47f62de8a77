import Addresses
import Credentials
import Registry
import Reports

/// The members, people and programs of the scenario.
struct Cast: Sendable {
    /// Somebody and the member's code.
    struct Key: Hashable {
        let role: Role
        let code: String
    }

    private(set) var members: [String: Member] = [:]
    private var users: [Key: User] = [:]
    private var tokens: [String: Token] = [:]
    private(set) var access = DemonstrationAccess()
    private(set) var root = Actor.system

    /// The roles of people that a member has.
    private static func roles(of profile: MemberProfile) -> [Role] {
        profile.code == MemberProfile.shown
            ? [.reader, .analyst, .approver, .administrator, .auditor]
            : [.analyst, .approver, .administrator]
    }

    /// Makes the first administrator as a person would, and then everybody else.
    init(in store: any Store, joining: Timestamp, until end: Timestamp) async throws {
        let people = Self.people
        let passwords = people.map { _ in Password.random() }
        // Slow by purpose, so on all processors.
        let hashes = try await Self.hashes(of: passwords)
        for (index, person) in people.enumerated() {
            let settings = UserSettings(
                name: person.name,
                displayName: person.name,
                member: person.profile.flatMap { members[$0.code]?.id },
                role: person.role
            )
            if index == 0 {
                try setUp(settings, hashes[index], in: store, at: joining)
                try addMembers(to: store, at: joining)
            } else {
                let user = try store.addUser(settings, password: hashes[index], by: root, at: joining)
                if let profile = person.profile { users[Key(role: person.role, code: profile.code)] = user }
            }
            access.people.append(
                DemonstrationAccess.Person(
                    name: person.name,
                    password: passwords[index],
                    member: person.profile?.code,
                    role: person.role.name
                )
            )
        }
        try addTokens(to: store, at: joining, until: end)
    }

    private struct Part {
        let name: String
        let role: Role
        let profile: MemberProfile?
    }

    private static var people: [Part] {
        [
            Part(name: "root", role: .administrator, profile: nil),
            Part(name: "inspector", role: .auditor, profile: nil),
        ]
            + MemberProfile.all.flatMap { profile in
                roles(of: profile).map {
                    Part(name: "\(profile.code)-\($0.name)", role: $0, profile: profile)
                }
            }
    }

    private static func hashes(of passwords: [String]) async throws -> [PasswordHash] {
        try await withThrowingTaskGroup(of: (Int, PasswordHash).self) { group in
            for (index, password) in passwords.enumerated() {
                group.addTask { (index, try PasswordHash(of: password)) }
            }
            var hashes: [Int: PasswordHash] = [:]
            for try await (index, hash) in group { hashes[index] = hash }
            return passwords.indices.compactMap { hashes[$0] }
        }
    }

    private mutating func setUp(
        _ settings: UserSettings,
        _ password: PasswordHash,
        in store: any Store,
        at: Timestamp
    ) throws {
        let secret = Secret(for: .setUp)
        try store.offerSetUp(secret.digest, until: at.advanced(byDays: 1))
        guard let user = try store.setUp(secret.digest, settings, password: password, at: at) else {
            throw StoreError(.conflict, "the first administrator")
        }
        root = Actor(.user(user.id), name: user.settings.name, member: nil)
    }

    private mutating func addMembers(to store: any Store, at: Timestamp) throws {
        for profile in MemberProfile.all {
            members[profile.code] = try store.addMember(profile.settings, by: root, at: at)
        }
    }

    private mutating func addTokens(to store: any Store, at: Timestamp, until end: Timestamp) throws {
        for profile in MemberProfile.all {
            let kinds: [([String], Permissions)] = [
                (profile.sensors, .sense), (profile.consumers, .consume),
                (["\(profile.code)-honeypots"], .submit),
            ]
            for (names, scopes) in kinds {
                for name in names { _ = try add(name, scopes, profile, to: store, at: at, until: end) }
            }
        }
        guard let shown = MemberProfile.all.first(where: { $0.code == MemberProfile.shown }) else { return }
        let roles: [Role] = [.reader, .analyst, .administrator, .consumer, .sensor]
        for role in roles {
            let scopes = role.permissions
            let name = "\(shown.code)-demo-\(role.name)"
            let secret = try add(name, scopes, shown, to: store, at: at, until: end)
            access.keys.append(
                DemonstrationAccess.Key(role: role.name, member: shown.code, secret: secret.text)
            )
        }
    }

    private mutating func add(
        _ name: String,
        _ scopes: Permissions,
        _ profile: MemberProfile,
        to store: any Store,
        at: Timestamp,
        until end: Timestamp
    ) throws -> Secret {
        let secret = Secret(for: .token)
        let settings = TokenSettings(
            name: name,
            member: members[profile.code]?.id,
            scopes: scopes,
            expiresAt: end.advanced(byDays: 365)
        )
        tokens[name] = try store.addToken(settings, secret.digest, by: root, at: at)
        return secret
    }

    /// Somebody of a member in a role.
    func user(_ role: Role, of profile: MemberProfile) throws -> User {
        guard let user = users[Key(role: role, code: profile.code)] else {
            throw StoreError(.notFound, "\(role.name) of \(profile.code)")
        }
        return user
    }

    /// That person, acting.
    func actor(_ role: Role, of profile: MemberProfile) throws -> Actor {
        let user = try user(role, of: profile)
        return Actor(.user(user.id), name: user.settings.name, member: user.settings.member)
    }

    /// A program of that name.
    func token(_ name: String) throws -> Token {
        guard let token = tokens[name] else { throw StoreError(.notFound, "token \(name)") }
        return token
    }

    /// The member of a profile.
    func member(_ profile: MemberProfile) throws -> Member {
        guard let member = members[profile.code] else {
            throw StoreError(.notFound, "member \(profile.code)")
        }
        return member
    }
}

/// Passwords that nobody chose.
private enum Password {
    /// Letters and digits that are not taken for one another.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")

    /// Five groups of four characters: 99 random bits.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<5).map { _ in
            String((0..<4).compactMap { _ in alphabet.randomElement(using: &generator) })
        }
        .joined(separator: "-")
    }
}
