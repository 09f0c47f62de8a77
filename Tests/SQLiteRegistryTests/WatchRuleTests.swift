import Addresses
import Credentials
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@Suite struct `Watch rules in the registry` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private let actor: Actor
    private let other: Actor
    private var store: SQLiteStore { temporary.store }

    init() throws {
        let temporary = try TemporaryStore()
        self.temporary = temporary
        func actor(_ code: String) throws -> Actor {
            let settings = MemberSettings(code: code, name: code, arabicName: code)
            let member = try temporary.store.addMember(settings, by: .system, at: TemporaryStore.now)
            return Actor(.token(Token.ID(1)), name: "analyst of \(code)", member: member.id)
        }
        self.actor = try actor("sa")
        other = try actor("qa")
    }

    @Test func `are kept as they were added, each member's apart`() throws {
        let targets: [WatchSettings.Target] = [
            .asset(try Address("203.0.113.0/24")), .asset(try Address("AS64500")),
            .asset(try Address("bank.example")), .search(SavedSearch(level: .high)),
            .search(
                SavedSearch(
                    within: try Address("198.51.100.0/24"),
                    kind: .url,
                    category: .phishing,
                    level: .low
                )
            ),
        ]
        let added = try targets.enumerated().map { index, target in
            try store.addWatchRule(WatchSettings("rule \(index)", target), by: actor, at: now)
        }
        let member = try #require(actor.member)
        #expect(try store.watchRules(of: member) == added)
        #expect(added.map(\.settings.target) == targets)
        let foreign = try #require(other.member)
        #expect(try store.watchRules(of: foreign) == [])
        let first = try #require(added.first)
        #expect(throws: StoreError.self) { try store.removeWatchRule(first.id, by: other, at: now) }
        #expect(try store.removeWatchRule(first.id, by: actor, at: now) == first)
        #expect(try store.watchRules(of: member) == Array(added.dropFirst()))
        let actions = try store.auditEntries(before: nil, limit: 20, member: member).map(\.record.action)
        #expect(actions == ["watch-rule-removed"] + targets.map { _ in "watch-rule-added" })
    }

    @Test func `are refused when they say nothing, or what is watched already`() throws {
        let asset = WatchSettings.Target.asset(try Address("bank.example"))
        _ = try store.addWatchRule(WatchSettings("brand", asset), by: actor, at: now)
        let refused: [(WatchSettings, Actor)] = [
            (WatchSettings("again", asset), actor),
            (WatchSettings("", .search(SavedSearch(level: .low))), actor),
            (WatchSettings("all", .search(SavedSearch())), actor),
            (WatchSettings("url", .asset(try Address("http://a.example/x"))), actor),
            (
                WatchSettings(String(repeating: "x", count: WatchSettings.maximumNameLength + 1), asset),
                other
            ), (WatchSettings("nobody's", asset), .system),
        ]
        for (settings, actor) in refused {
            #expect(throws: StoreError.self, "\(settings.name)") {
                try store.addWatchRule(settings, by: actor, at: now)
            }
        }
        // What one member watches keeps no other from watching it.
        #expect(
            try store.addWatchRule(WatchSettings("brand", asset), by: other, at: now).member == other.member
        )
    }

    @Test func `remember up to where somebody has looked, and never less`() throws {
        let hash = try #require(
            PasswordHash(
                stored: "scrypt$10$8$1$" + String(repeating: "0", count: 32) + "$"
                    + String(repeating: "0", count: 64)
            )
        )
        let settings = UserSettings(name: "huda", displayName: "Huda", member: actor.member, role: .analyst)
        let user = try store.addUser(settings, password: hash, by: .system, at: now)
        #expect(try store.watchedRevision(of: user.id) == nil)
        for (noted, kept) in [(5, 5), (3, 5), (9, 9)] as [(Int64, Int64)] {
            try store.noteWatched(noted, by: user.id)
            #expect(try store.watchedRevision(of: user.id) == kept)
        }
    }
}
