import Addresses
import Allowlists
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Allowlist entries in the registry` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private let member: Member
    private var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
        let settings = MemberSettings(
            code: "sa",
            name: "CERT SA",
            arabicName: "مركز",
            constituency: try ["203.0.112.0/24", "AS64400", "ministry.net", "203.0.110.7"].map {
                try Address($0)
            }
        )
        member = try temporary.store.addMember(settings, by: .system, at: now)
    }

    private func settings(
        _ text: String,
        _ kind: EntryKind = .neverBlock,
        reach: Reach = .everything
    ) throws -> AllowEntrySettings {
        AllowEntrySettings(.address(try Address(text), reach), kind, reason: "we use it")
    }

    private func allowlist() throws -> Allowlist {
        var builder = AllowlistBuilder()
        try store.addAllowlists(to: &builder)
        return builder.freeze()
    }

    private static func rules() throws -> [AllowlistRule] {
        let addresses = [
            "203.0.111.9", "2001:67c::/32", "AS64500", "shop-site.net", "https://shop-site.net/a?b",
        ]
        var rules = try addresses.map { AllowlistRule.address(try Address($0), .below) }
        rules.append(.address(try Address("shop-site.net"), .exact))
        rules.append(.topLevelDomain(try TopLevelDomainName("bh")))
        rules.append(.systems(try ASN(utf8: "AS64500".utf8.span)...ASN(utf8: "AS64505".utf8.span)))
        rules.append(.wider(.ipv6, than: 19))
        rules.append(.publicSuffixes(.platforms))
        rules.append(.pattern(try TextPattern(substring: "نت shop")))
        rules.append(.pattern(try TextPattern(regularExpression: "/^a+[0-9]\\.shop/i")))
        return rules
    }

    @Test func `come back as they were given, whatever their rules`() throws {
        var given: [AllowEntry] = []
        for (number, rule) in try Self.rules().enumerated() {
            let kind = EntryKind.allCases[number % EntryKind.allCases.count]
            let settings = AllowEntrySettings(
                rule,
                kind,
                label: kind == .label || number % 2 == 0 ? .vendorService : nil,
                reason: "سبب \(number)",
                owner: number % 3 == 0 ? member.id : nil,
                scope: number % 4 == 0 ? .member(member.id.number) : .everyone,
                expiry: number % 2 == 0 ? now.advanced(byDays: 2) : nil
            )
            given.append(try #require(try store.addAllowEntry(settings, by: .system, at: now).entry))
            #expect(given.last?.settings == settings)
        }
        #expect(try store.allowEntries() == given)
        #expect(given.map(\.id.number) == Array(1...Int64(given.count)))
        let reopened = try SQLiteStore(folder: temporary.folder)
        #expect(try reopened.allowEntries() == given)
        try reopened.close()
    }

    @Test func `say what becomes of an address, with owner and reason, until they end`() throws {
        var ours = try settings("shop-site.net")
        ours.owner = member.id
        ours.expiry = now.advanced(byDays: 1)
        _ = try store.addAllowEntry(ours, by: .system, at: now)
        var theirs = try settings("203.0.111.0/24", .informOnly)
        theirs.scope = .member(member.id.number)
        _ = try store.addAllowEntry(theirs, by: .system, at: now)
        let list = try allowlist()
        let verdict = list.check(try Address("https://www.shop-site.net/x"), in: CheckContext(now: now))
        #expect(verdict.outcome == .neverBlock)
        let terms = list[try #require(verdict.findings.first)].terms
        #expect(terms.owner == "CERT SA" && terms.reason == "we use it" && terms.list == AllowEntry.list)
        let later = CheckContext(now: now.advanced(byDays: 1))
        #expect(list.check(try Address("shop-site.net"), in: later).outcome == .free)
        let address = try Address("203.0.111.4")
        #expect(list.check(address, in: CheckContext(now: now)).outcome == .free)
        let audience = CheckContext(now: now, audience: .member(member.id.number))
        #expect(list.check(address, in: audience).outcome == .informOnly)
    }

    @Test(arguments: [
        "203.0.112.77", "203.0.96.0/19", "AS64400", "www.ministry.net", "http://ministry.net/a",
        "203.0.110.7",
    ])
    func `are joined by the members' constituencies`(text: String) throws {
        let list = try allowlist()
        let verdict = list.check(try Address(text), in: CheckContext(now: now))
        #expect(verdict.outcome == .neverBlock)
        #expect(list[try #require(verdict.findings.first)].terms.owner == "CERT SA")
    }

    @Test func `are gone when removed, and their numbers are not given again`() throws {
        let first = try #require(
            try store.addAllowEntry(try settings("shop-site.net"), by: .system, at: now).entry
        )
        #expect(try store.removeAllowEntry(first.id, by: .system, at: now) == .done(first))
        #expect(try store.allowEntries().isEmpty)
        #expect(
            try allowlist().check(try Address("shop-site.net"), in: CheckContext(now: now)).outcome == .free
        )
        #expect(throws: StoreError.self) { try store.removeAllowEntry(first.id, by: .system, at: now) }
        let next = try store.addAllowEntry(try settings("shop-site.net"), by: .system, at: now).entry
        #expect(try #require(next).id > first.id)
    }

    @Test func `leave a row of the audit chain for each act`() throws {
        let actor = Actor(.user(User.ID(3)), name: "sara", member: member.id)
        let entry = try #require(
            try store.addAllowEntry(try settings("shop-site.net", .askFirst), by: actor, at: now).entry
        )
        try store.removeAllowEntry(entry.id, by: actor, at: now)
        let rows = try store.auditEntries(before: nil, limit: 2, member: member.id).map(\.record)
        #expect(rows.map(\.action) == ["allow-entry-removed", "allow-entry-added"])
        #expect(rows.allSatisfy { $0.object == "1 shop-site.net" && $0.actorName == "sara" })
        #expect(rows.allSatisfy { $0.detail.contains("ask-first") && $0.detail.contains("we use it") })
        guard case .whole = try store.verifyAudit() else {
            Issue.record("the chain is broken")
            return
        }
    }

    @Test func `are refused without a reason, when they have ended, without a label to give, for nobody`()
        throws
    {
        var wrong = [AllowEntrySettings](repeating: try settings("shop-site.net"), count: 6)
        wrong[0].reason = ""
        wrong[1].reason = String(repeating: "x", count: EntryTerms.maximumTextLength + 1)
        wrong[2].expiry = now
        wrong[3].kind = .label
        wrong[4].owner = Member.ID(99)
        wrong[5].scope = .member(99)
        for settings in wrong {
            let error = #expect(throws: StoreError.self) {
                try store.addAllowEntry(settings, by: .system, at: now)
            }
            #expect(error?.code == .invalidValue)
        }
        #expect(try store.allowEntries().isEmpty)
        #expect(try store.auditEntries(before: nil, limit: 9, member: nil).count == 1)
    }

    @Test func `are refused twice while they hold, and taken again when the first has ended`() throws {
        var entry = try settings("shop-site.net")
        entry.expiry = now.advanced(byDays: 1)
        _ = try store.addAllowEntry(entry, by: .system, at: now)
        var again = entry
        again.reason = "another reason"
        #expect(throws: StoreError.self) { try store.addAllowEntry(again, by: .system, at: now) }
        again.kind = .informOnly
        _ = try store.addAllowEntry(again, by: .system, at: now)
        _ = try store.addAllowEntry(try settings("shop-site.net", reach: .exact), by: .system, at: now)
        again.kind = .neverBlock
        again.expiry = now.advanced(byDays: 2)
        _ = try store.addAllowEntry(again, by: .system, at: now.advanced(byDays: 1))
        #expect(try store.allowEntries().count == 4)
    }

    @Test func `are prolonged by another that lasts longer`() throws {
        var entry = try settings("shop-site.net")
        entry.expiry = now.advanced(byDays: 2)
        _ = try store.addAllowEntry(entry, by: .system, at: now)
        entry.expiry = now.advanced(byDays: 1)
        #expect(throws: StoreError.self) { try store.addAllowEntry(entry, by: .system, at: now) }
        for days in [3.0, nil] {
            entry.expiry = days.map { now.advanced(byDays: $0) }
            _ = try store.addAllowEntry(entry, by: .system, at: now)
        }
        #expect(throws: StoreError.self) { try store.addAllowEntry(entry, by: .system, at: now) }
        #expect(try store.allowEntries().count == 3)
    }
}
