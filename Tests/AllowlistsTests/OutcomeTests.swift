import Addresses
import Allowlists
import Reports
import Testing

@Suite struct `What follows for an address` {
    static let now = CheckContext(now: noon)

    @Test func `is the strictest of all that applies`() throws {
        let kinds: [EntryKind] = [.label, .informOnly, .askFirst, .neverBlock]
        let outcomes: [Outcome] = [.free, .informOnly, .askFirst, .neverBlock]
        for last in kinds.indices {
            let entries = try kinds[...last].map { try entry("a.example", .exact, terms($0, .popularName)) }
            #expect(try allowlist(entries).outcome("a.example") == outcomes[last])
            #expect(try allowlist(entries.reversed()).outcome("a.example") == outcomes[last])
        }
    }

    @Test func `decides which lists may hold it`() throws {
        let may: [(EntryKind, inform: Bool, block: Bool)] = [
            (.label, true, true), (.informOnly, true, false), (.askFirst, false, false),
            (.neverBlock, false, false), (.released, true, true),
        ]
        for (kind, inform, block) in may {
            let list = allowlist([try entry("a.example", .exact, terms(kind))])
            let verdict = list.check(try address("a.example"), in: Self.now)
            #expect(verdict.allows(.inform) == inform && verdict.allows(.block) == block, "\(kind)")
        }
    }

    @Test func `is free again when a person has released it, but for what is never blocked`() throws {
        let platform = try entry("host.example", .below, terms(.label, .sharedPlatform))
        let released = try entry("evil.host.example", .below, terms(.released))
        let list = allowlist([platform, released])
        #expect(try list.outcome("good.host.example") == .askFirst)
        #expect(try list.outcome("host.example") == .askFirst)
        let verdict = list.check(try address("www.evil.host.example"), in: Self.now)
        #expect(verdict.outcome == .free && verdict.isReleased && verdict.labels.contains(.sharedPlatform))
        let never = allowlist([platform, released, try entry("www.evil.host.example", .exact)])
        #expect(try never.outcome("www.evil.host.example") == .neverBlock)
        let inform = allowlist([
            platform, released, try entry("evil.host.example", .exact, terms(.informOnly)),
        ])
        #expect(try inform.outcome("evil.host.example") == .informOnly)
        // What lies inside an address does not release it.
        #expect(try list.outcome("host.example") == .askFirst)
    }

    @Test func `ends when the entry ends`() throws {
        let list = allowlist([try entry("a.example", .exact, terms(expiry: noon.advanced(byDays: 1)))])
        #expect(try list.outcome("a.example") == .neverBlock)
        let later = CheckContext(now: noon.advanced(byDays: 1))
        #expect(try list.findings("a.example", in: later).isEmpty)
        #expect(try list.outcome("a.example", in: later) == .free)
    }

    @Test func `of one member's entries counts for that member only`() throws {
        let list = allowlist([
            try entry("a.example", .exact, terms(scope: .member(3))),
            try entry("b.example", .exact, terms()),
        ])
        for audience in [EntryScope.everyone, .member(2), .member(3)] {
            let context = CheckContext(now: noon, audience: audience)
            #expect(
                try list.outcome("a.example", in: context) == (audience == .member(3) ? .neverBlock : .free)
            )
            #expect(try list.outcome("b.example", in: context) == .neverBlock)
        }
    }

    @Test func `of labels is up to the policy`() throws {
        let entries = [
            try entry("192.0.2.0/26", .below, terms(.label, .researchScanner)),
            try entry("198.51.100.0/26", .below, terms(.label, .cloud)),
            try entry("203.0.113.0/26", .below, terms(.label, .contentDelivery)),
            try entry("203.0.113.200", .below, terms(.label, .openResolver)),
        ]
        let list = allowlist(entries)
        let standard: [(String, Outcome)] = [
            ("192.0.2.1", .informOnly), ("192.0.2.0/24", .free), ("198.51.100.1", .free),
            ("198.51.100.0/28", .free), ("198.51.100.0/26", .askFirst), ("198.51.100.0/24", .askFirst),
            ("203.0.113.1", .informOnly), ("203.0.113.0/28", .informOnly), ("203.0.113.0/25", .askFirst),
            ("203.0.113.200", .free), ("203.0.113.192/26", .free),
        ]
        for (text, outcome) in standard { #expect(try list.outcome(text) == outcome, "\(text)") }
        var strict = LabelPolicy.none
        strict.set(.openResolver, bearing: .neverBlock, holding: .informOnly)
        let context = CheckContext(now: noon, policy: strict)
        #expect(try list.outcome("203.0.113.200", in: context) == .neverBlock)
        #expect(try list.outcome("203.0.113.192/26", in: context) == .informOnly)
        #expect(try list.outcome("192.0.2.1", in: context) == .free)
    }

    @Test func `is told by every entry, each once`() throws {
        let list = allowlist([
            try entry("a.example", .exact, terms(list: "one")),
            try entry("a.example", .exact, terms(list: "two")),
            try entry("a.example", .exact, terms(list: "one")),
            try entry("a.example", .below, terms(list: "one")),
        ])
        #expect(list.count == 3)
        let verdict = list.check(try address("a.example"), in: Self.now)
        #expect(verdict.findings.map { list[$0].terms.list }.sorted() == ["one", "one", "two"])
    }
}

@Suite struct `The blast of an address` {
    @Test func `counts what lies inside it by kind, label and list`() throws {
        let list = allowlist([
            try entry("198.51.100.0/24", .below, terms(.label, .cloud, list: "clouds")),
            try entry("198.51.100.7", .below, terms(.neverBlock, list: "ours")),
            try entry("198.51.200.7", .below, terms(.neverBlock, list: "ours", expiry: noon)),
            try entry("198.51.0.0/16", .below, terms(.askFirst, list: "big")),
            try entry("http://198.51.3.4/a", .exact, terms(.askFirst, list: "urls")),
            try entry("203.0.113.1"),
        ])
        let context = CheckContext(now: noon)
        let blast = list.blast(of: try address("198.51.0.0/16"), in: context, exampleCount: 2)
        #expect(blast.count == 4)
        #expect(blast.byKind == [.label: 1, .neverBlock: 1, .askFirst: 2])
        #expect(blast.byLabel == [.cloud: 1])
        #expect(blast.byList == ["clouds": 1, "ours": 1, "big": 1, "urls": 1])
        #expect(blast.examples.map { list[$0].rule.text } == ["198.51.100.7", "198.51.0.0/16"])
        #expect(list.blast(of: try address("192.0.2.0/24"), in: context).count == 0)
    }

    @Test func `of a name counts the names below it and the URLs on them`() throws {
        let list = allowlist([
            try entry("mail.shop.example", .exact), try entry("shop.example", .exact),
            try entry("https://a.b.shop.example/x", .exact), try entry("workshop.example", .exact),
            try entry("https://shop.example/y/z", .exact),
        ])
        let context = CheckContext(now: noon)
        func count(_ text: String) throws -> Int { list.blast(of: try address(text), in: context).count }
        #expect(try count("shop.example") == 4)
        #expect(try count("https://shop.example/") == 4)
        #expect(try count("b.shop.example") == 1)
        #expect(try count("https://shop.example/y") == 1)
        #expect(try count("c.shop.example") == 0)
        #expect(try count("AS64500") == 0)
    }
}
