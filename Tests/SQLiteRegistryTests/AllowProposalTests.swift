import Addresses
import Allowlists
import Credentials
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Allowlist entries that wait for a second person` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private let member: Member
    private let other: Member
    private var store: SQLiteStore { temporary.store }

    private static let shell = Actor(.operatingSystem, name: "shell", member: nil)

    init() throws {
        let temporary = try TemporaryStore()
        func add(_ code: String, _ constituency: [String]) throws -> Member {
            let settings = MemberSettings(
                code: code,
                name: "CERT \(code)",
                arabicName: "مركز",
                constituency: try constituency.map { try Address($0) }
            )
            return try temporary.store.addMember(settings, by: .system, at: TemporaryStore.now)
        }
        member = try add("sa", ["203.0.112.0/24", "ministry.net"])
        other = try add("qa", ["203.0.114.0/24"])
        self.temporary = temporary
    }

    private func user(_ name: String, _ role: Role, of member: Member?) throws -> Actor {
        let hash = try #require(
            PasswordHash(
                stored: "scrypt$10$8$1$" + String(repeating: "0", count: 32) + "$"
                    + String(repeating: "0", count: 64)
            )
        )
        let settings = UserSettings(name: name, displayName: name, member: member?.id, role: role)
        let user = try store.addUser(settings, password: hash, by: .system, at: now)
        return Actor(.user(user.id), name: name, member: member?.id)
    }

    private func settings(
        _ text: String,
        _ kind: EntryKind = .neverBlock,
        of owner: Member?,
        days: Double? = 30
    ) throws -> AllowEntrySettings {
        AllowEntrySettings(
            .address(try Address(text), .everything),
            kind,
            reason: "we use it",
            owner: owner?.id,
            scope: owner.map { .member($0.id.number) } ?? .everyone,
            expiry: days.map { now.advanced(byDays: $0) }
        )
    }

    /// What becomes of an address on the lists of a member.
    private func outcome(_ text: String, for member: Member? = nil) throws -> Outcome {
        var builder = AllowlistBuilder()
        try store.addAllowlists(to: &builder)
        let context = CheckContext(now: now, audience: member.map { .member($0.id.number) } ?? .everyone)
        return builder.freeze().check(try Address(text), in: context).outcome
    }

    @Test(arguments: EntryKind.allCases, [true, false])
    func `are those that must never be blocked, beyond what their member answers for`(
        kind: EntryKind,
        isOwn: Bool
    ) throws {
        let sara = try user("sara", .administrator, of: member)
        var settings = try settings(isOwn ? "www.ministry.net" : "shop-site.net", kind, of: member)
        if kind == .label { settings.label = .cloud }
        let change = try store.addAllowEntry(settings, by: sara, at: now)
        #expect((change.proposal != nil) == (kind == .neverBlock && !isOwn))
        #expect(try store.allowEntries().count == (change.proposal == nil ? 1 : 0))
    }

    @Test func `hold nothing back until another approver lets them through, and then say who`() throws {
        let sara = try user("sara", .administrator, of: member)
        let huda = try user("huda", .approver, of: member)
        let stamp = try store.allowlistStamp(after: nil)
        let change = try store.addAllowEntry(try settings("shop-site.net", of: member), by: sara, at: now)
        let proposal = try #require(change.proposal)
        #expect(try outcome("shop-site.net", for: member) == .free)
        #expect(try store.allowlistStamp(after: stamp).change == stamp.change)
        #expect(try store.allowProposals() == [proposal])
        let entry = try #require(
            try store.decideAllowProposal(proposal.id, isApproved: true, note: "", by: huda, at: now)
        )
        #expect(entry.addedBy == "sara" && entry.approvedBy == "huda")
        #expect(try store.allowEntries() == [entry])
        #expect(try outcome("shop-site.net", for: member) == .neverBlock)
        #expect(try store.allowlistStamp(after: stamp).change > stamp.change)
        #expect(try store.allowProposals() == [])
        let records = try store.auditEntries(before: nil, limit: 2, member: member.id).map(\.record)
        #expect(records.map(\.action) == ["allow-entry-added", "allow-entry-proposed"])
        #expect(records.map(\.actorName) == ["huda", "sara"])
        #expect(records[0].detail.contains("proposed by sara"))
    }

    @Test func `are turned down with a reason, and can be asked for again`() throws {
        let sara = try user("sara", .administrator, of: member)
        let huda = try user("huda", .approver, of: member)
        let settings = try settings("shop-site.net", of: member)
        let proposal = try #require(try store.addAllowEntry(settings, by: sara, at: now).proposal)
        #expect(throws: StoreError.self) { try store.addAllowEntry(settings, by: sara, at: now) }
        let entry = try store.decideAllowProposal(
            proposal.id,
            isApproved: false,
            note: "not ours",
            by: huda,
            at: now
        )
        #expect(entry == nil)
        #expect(try store.allowEntries() == [])
        let record = try #require(try store.auditEntries(before: nil, limit: 1, member: nil).first).record
        #expect(record.action == "allow-proposal-rejected" && record.detail.contains("not ours"))
        #expect(try store.addAllowEntry(settings, by: sara, at: now).proposal != nil)
    }

    @Test func `go on holding while their removal waits`() throws {
        let sara = try user("sara", .administrator, of: member)
        let huda = try user("huda", .approver, of: member)
        let added = try store.addAllowEntry(try settings("shop-site.net", of: member), by: .system, at: now)
        let entry = try #require(added.entry)
        let removal = try #require(try store.removeAllowEntry(entry.id, by: sara, at: now).proposal)
        #expect(removal.act == .remove(entry.id))
        #expect(try outcome("shop-site.net", for: member) == .neverBlock)
        #expect(throws: StoreError.self) { try store.removeAllowEntry(entry.id, by: sara, at: now) }
        #expect(
            try store.decideAllowProposal(removal.id, isApproved: true, note: "", by: huda, at: now) == entry
        )
        #expect(try outcome("shop-site.net", for: member) == .free)
    }

    @Test func `are removed at once when they have ended, and when they are not of that kind`() throws {
        let sara = try user("sara", .administrator, of: member)
        let settings = try settings("shop-site.net", of: member, days: 1)
        let entry = try #require(try store.addAllowEntry(settings, by: .system, at: now).entry)
        #expect(try store.removeAllowEntry(entry.id, by: sara, at: now.advanced(byDays: 1)) == .done(entry))
        let told = try #require(
            try store.addAllowEntry(
                try self.settings("a-site.net", .informOnly, of: member),
                by: sara,
                at: now
            ).entry
        )
        #expect(try store.removeAllowEntry(told.id, by: sara, at: now) == .done(told))
    }

    @Test func `wait when they are prolonged or widened`() throws {
        let sara = try user("sara", .administrator, of: member)
        _ = try store.addAllowEntry(try settings("203.0.111.8", of: member, days: 5), by: .system, at: now)
        for wider in ["203.0.111.0/28", "203.0.111.8"] {
            let change = try store.addAllowEntry(try settings(wider, of: member, days: 60), by: sara, at: now)
            #expect(change.proposal != nil)
        }
        #expect(try outcome("203.0.111.9", for: member) == .free)
        #expect(try store.allowEntries().count == 1)
    }

    @Test func `are not decided of by who asked, a program, or another member`() throws {
        let sara = try user("sara", .administrator, of: member)
        let noura = try user("noura", .approver, of: other)
        let program = Actor(.token(Token.ID(9)), name: "script", member: member.id)
        let proposal = try #require(
            try store.addAllowEntry(try settings("shop-site.net", of: member), by: sara, at: now).proposal
        )
        let refused: [(Actor, StoreError.Code)] = [
            (sara, .notAllowed), (program, .notAllowed), (Self.shell, .notFound), (noura, .notFound),
        ]
        for (actor, code) in refused {
            for isApproved in [true, false] {
                let error = #expect(throws: StoreError.self) {
                    try store.decideAllowProposal(
                        proposal.id,
                        isApproved: isApproved,
                        note: "",
                        by: actor,
                        at: now
                    )
                }
                #expect(error?.code == code, "\(actor.name)")
            }
        }
        #expect(try store.allowProposals() == [proposal])
        #expect(try store.allowEntries() == [])
    }

    @Test func `of the system are for the approvers of every member`() throws {
        let root = try user("root", .administrator, of: nil)
        let noura = try user("noura", .approver, of: other)
        let proposal = try #require(
            try store.addAllowEntry(try settings("shop-site.net", of: nil), by: root, at: now).proposal
        )
        #expect(throws: StoreError.self) {
            try store.decideAllowProposal(proposal.id, isApproved: true, note: "", by: root, at: now)
        }
        _ = try store.decideAllowProposal(proposal.id, isApproved: true, note: "", by: noura, at: now)
        #expect(try outcome("shop-site.net") == .neverBlock)
    }

    @Test func `are decided once, and only turned down when they no longer fit`() throws {
        let sara = try user("sara", .administrator, of: member)
        let huda = try user("huda", .approver, of: member)
        func decide(_ id: AllowProposal.ID, _ isApproved: Bool, at: Timestamp) throws -> AllowEntry? {
            try store.decideAllowProposal(id, isApproved: isApproved, note: "", by: huda, at: at)
        }
        let settings = try settings("shop-site.net", of: member, days: 2)
        let late = try #require(try store.addAllowEntry(settings, by: sara, at: now).proposal)
        let error = #expect(throws: StoreError.self) {
            try decide(late.id, true, at: now.advanced(byDays: 2))
        }
        #expect(error?.code == .conflict)
        #expect(try store.allowProposals() == [late], "it waits on")
        #expect(try decide(late.id, false, at: now.advanced(byDays: 2)) == nil)
        #expect(throws: StoreError.self) { try decide(late.id, true, at: now) }
        // An entry that went meanwhile.
        let entry = try #require(try store.addAllowEntry(settings, by: .system, at: now).entry)
        let removal = try #require(try store.removeAllowEntry(entry.id, by: sara, at: now).proposal)
        try store.removeAllowEntry(entry.id, by: .system, at: now)
        #expect(throws: StoreError.self) { try decide(removal.id, true, at: now) }
        #expect(try decide(removal.id, false, at: now) == nil)
        #expect(try store.allowProposals() == [])
    }

    @Test func `of the command line wait where somebody could be the second person`() throws {
        let first = try store.addAllowEntry(try settings("one-site.net", of: member), by: Self.shell, at: now)
        #expect(first.entry != nil, "nobody could let it through")
        _ = try user("noura", .approver, of: other)
        let second = try store.addAllowEntry(
            try settings("two-site.net", of: member),
            by: Self.shell,
            at: now
        )
        #expect(second.entry != nil, "nobody of this member could")
        _ = try user("huda", .approver, of: member)
        let third = try store.addAllowEntry(
            try settings("three-site.net", of: member),
            by: Self.shell,
            at: now
        )
        #expect(third.proposal?.user == nil)
        #expect(third.proposal?.who == "shell")
    }

    @Test func `are there when the registry is opened again`() throws {
        let sara = try user("sara", .administrator, of: member)
        let proposal = try #require(
            try store.addAllowEntry(try settings("shop-site.net", of: member), by: sara, at: now).proposal
        )
        let reopened = try SQLiteStore(folder: temporary.folder)
        #expect(try reopened.allowProposals() == [proposal])
        try reopened.close()
    }
}
