import Addresses
import Allowlists
import GRDB
import Registry
import Reports
import SQLiteRegistry
import TestSupport
import Testing

@Suite struct `Imported allowlists` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
    }

    private func draft(_ name: String, _ names: [String], _ kind: EntryKind = .askFirst) throws
        -> AllowlistDraft
    {
        let terms = EntryTerms(kind, label: .popularName, list: name, owner: "others", reason: "they say so")
        return AllowlistDraft(try names.map { .address(try Address($0), .registrable) }, terms)
    }

    private func allowlist() throws -> Allowlist {
        var builder = AllowlistBuilder()
        try store.addAllowlists(to: &builder)
        return builder.freeze()
    }

    private func outcome(_ text: String) throws -> Outcome {
        try allowlist().check(try Address(text), in: CheckContext(now: now)).outcome
    }

    @Test func `are replaced as wholes by name`() throws {
        let first = try store.replaceAllowlists(
            [try draft("top", ["one-site.net", "two-site.net"]), try draft("other", ["203.0.111.0/24"])],
            by: .system,
            at: now
        )
        #expect(first.map(\.ruleCountBefore) == [nil, nil])
        #expect(try outcome("two-site.net") == .askFirst)
        let second = try store.replaceAllowlists(
            [try draft("top", ["two-site.net", "three-site.net", "four-site.net"], .informOnly)],
            by: .system,
            at: now.advanced(byDays: 1)
        )
        #expect(second[0].ruleCountBefore == 2 && second[0].list.ruleCount == 3)
        #expect(try outcome("one-site.net") == .free)
        #expect(try outcome("www.three-site.net") == .informOnly)
        #expect(try outcome("203.0.111.200") == .askFirst)
        let lists = try store.importedAllowlists()
        #expect(lists.map(\.name) == ["other", "top"] && lists[1] == second[0].list)
        #expect(lists[1].importedBy == "marsad" && lists[1].importedAt == now.advanced(byDays: 1))
    }

    @Test func `are all taken or none`() throws {
        _ = try store.replaceAllowlists([try draft("top", ["one-site.net"])], by: .system, at: now)
        let before = try TemporaryStore.content(of: temporary.folder)
        var unowned = try draft("third", ["a-site.net"])
        unowned.terms.owner = ""
        var ofNobody = try draft("third", ["a-site.net"])
        ofNobody.terms.scope = .member(7)
        for wrong in [
            unowned, ofNobody, try draft("third", []), try draft("top", ["b-site.net"]),
            try draft(AllowEntry.list, ["a-site.net"]), try draft("built-in widths", ["a-site.net"]),
        ] {
            let error = #expect(throws: StoreError.self) {
                try store.replaceAllowlists(
                    [try draft("top", ["two-site.net"]), wrong],
                    by: .system,
                    at: now
                )
            }
            #expect(error?.code == .invalidValue)
        }
        #expect(try TemporaryStore.content(of: temporary.folder) == before)
        #expect(try outcome("one-site.net") == .askFirst)
    }

    @Test func `are removed with all their rules, and every act is told`() throws {
        _ = try store.replaceAllowlists([try draft("top", ["one-site.net"])], by: .system, at: now)
        _ = try store.replaceAllowlists(
            [try draft("top", ["two-site.net", "a-site.net"])],
            by: .system,
            at: now
        )
        #expect(try store.removeAllowlist(named: "top", by: .system, at: now).ruleCount == 2)
        #expect(throws: StoreError.self) { try store.removeAllowlist(named: "top", by: .system, at: now) }
        let count = try temporary.database().read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM allow_rule")
        }
        #expect(count == 0)
        #expect(try outcome("two-site.net") == .free)
        let records = try store.auditEntries(before: nil, limit: 9, member: nil).map(\.record)
        #expect(
            records.map(\.action) == ["allowlist-removed", "allowlist-imported", "allowlist-imported"]
        )
        #expect(records[1].object == "top" && records[1].detail.contains("2 rules instead of 1"))
    }

    /// Any run of imports, removals and entries leaves what a dictionary of them would hold.
    @Test(arguments: UInt64(1)...4)
    func `hold what a dictionary would hold`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var expected: [String: [AllowlistRule]] = [:]
        for _ in 0..<40 {
            let name = "list-\(Int.random(in: 0..<5, using: &generator))"
            if Bool.random(using: &generator) || expected[name] == nil {
                let sites = (0..<Int.random(in: 1...70, using: &generator)).map { _ in
                    "site-\(Int.random(in: 0..<200, using: &generator)).net"
                }
                let draft = try draft(name, sites)
                _ = try store.replaceAllowlists([draft], by: .system, at: now)
                expected[name] = draft.rules
            } else {
                try store.removeAllowlist(named: name, by: .system, at: now)
                expected[name] = nil
            }
        }
        let lists = try store.importedAllowlists()
        #expect(
            Dictionary(uniqueKeysWithValues: lists.map { ($0.name, $0.ruleCount) })
                == expected.mapValues(\.count)
        )
        let list = try allowlist()
        for number in 0..<200 {
            let address = try Address("site-\(number).net")
            let found = list.check(address, in: CheckContext(now: now)).findings.map { list[$0].terms.list }
            let holding = expected.filter { $0.value.contains(.address(address, .registrable)) }.keys
            #expect(Set(found) == Set(holding) && found.count == holding.count)
        }
    }

    @Test func `that are damaged on disk are said to be`() throws {
        _ = try store.replaceAllowlists([try draft("top", ["one-site.net"])], by: .system, at: now)
        try temporary.database().write { try $0.execute(sql: "UPDATE allow_rule SET rule = 'no address'") }
        let error = #expect(throws: StoreError.self) { _ = try allowlist() }
        #expect(error?.code == .damaged)
    }
}
