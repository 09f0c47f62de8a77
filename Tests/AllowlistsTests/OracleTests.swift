import Addresses
import Allowlists
import Reports
import TestSupport
import Testing

@Suite struct `Checking agrees with the naive allowlist` {
    static let names = [
        "a.example", "b.a.example", "c.b.a.example", "aa.example", "a.test", "example.com", "www.example.com",
        "notexample.com", "co.uk", "shop.co.uk", "a.shop.co.uk", "blogspot.com", "me.blogspot.com",
        "www.me.blogspot.com", "github.io", "x.github.io", "gov.sa", "moi.gov.sa", "a.kawasaki.jp",
        "city.kawasaki.jp",
        "x.city.kawasaki.jp", "b.a.kawasaki.jp", "xn--4gbrim.example", "a.xn--4gbrim.example",
    ]
    static let numbers = [
        "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.128/25", "10.1.2.129", "10.1.2.130", "11.0.0.0/8",
        "0.0.0.0/0", "10.0.0.0/7", "10.1.3.0/24", "2001:db8::/32", "2001:db8::/48", "2001:db8::1",
        "2001:db8:0:1::/64", "::/0", "::1", "10.1.2.129/31", "AS64500", "AS64501",
    ]
    static let paths = ["/a", "/a/", "/a/b", "/ab", "/a?q", "/a/b?q", "/?q", "/b/c/d", "/", "/?"]
    static let patterns = ["exam", "1.2.1", "/a/b", "EXAMPLE.com", "b", "10.1", "kawasaki"]
    static let expressions = [
        #"^(.*\.)?a\.example$"#, #"\.example$"#, #"^10\.1\.2\.\d+$"#, #"/(?:shop|blog)/i"#, #"https?://.*/a"#,
        #"^(www|me)\."#, #"[0-9]{2}\.1"#, #"(^|\.)shop\.co\.uk$"#,
    ]

    static func randomAddress(_ generator: inout SeededGenerator) throws -> Address {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return try Address(numbers.randomElement(using: &generator) ?? "")
        case 1: return try Address(names.randomElement(using: &generator) ?? "")
        default:
            let isName = Bool.random(using: &generator)
            let host =
                isName
                ? names.randomElement(using: &generator)
                : ["10.1.2.129", "10.9.9.9", "[2001:db8::1]"].randomElement(using: &generator)
            return try Address("http://\(host ?? "")\(paths.randomElement(using: &generator) ?? "")")
        }
    }

    static func randomEntries(_ generator: inout SeededGenerator, kinds: [EntryKind]) throws
        -> [AllowlistEntry]
    {
        func terms() -> EntryTerms {
            EntryTerms(
                kinds.randomElement(using: &generator) ?? .label,
                label: EntryLabel.allCases.randomElement(using: &generator),
                list: "list \(Int.random(in: 0..<3, using: &generator))",
                owner: "tests",
                reason: "chance",
                scope: [.everyone, .everyone, .member(1), .member(2)].randomElement(using: &generator)
                    ?? .everyone,
                expiry: [nil, nil, noon, noon.advanced(byDays: 1)].randomElement(using: &generator) ?? nil
            )
        }
        var entries: [AllowlistEntry] = []
        for _ in 0..<Int.random(in: 1..<40, using: &generator) {
            var address = try randomAddress(&generator)
            // A URL of a root is its host.
            if case .url(let url) = address, ["/", "/?"].contains(url.pathAndQuery) {
                address = try Address("a.example")
            }
            let reach = Reach.allCases.randomElement(using: &generator) ?? .exact
            entries.append(AllowlistEntry(.address(address, reach), terms()))
        }
        let rules: [AllowlistRule] =
            [
                .wider(.ipv4, than: 8), .wider(.ipv6, than: 40), .publicSuffixes(.registries),
                .publicSuffixes(.platforms), .topLevelDomain(try TopLevelDomainName("example")),
                .topLevelDomain(try TopLevelDomainName("sa")),
            ] + (try patterns.map { .pattern(try TextPattern(substring: $0)) })
            + (try expressions.map { try AllowlistRule(regularExpression: $0) })
        for rule in rules where Int.random(in: 0..<3, using: &generator) == 0 {
            entries.append(AllowlistEntry(rule, terms()))
        }
        if let lower = ASN(64_499), let upper = ASN(64_500) {
            entries.append(AllowlistEntry(.systems(lower...upper), terms()))
        }
        return entries
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `on entries and addresses drawn by chance`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let entries = try Self.randomEntries(&generator, kinds: EntryKind.allCases)
        let list = allowlist(entries)
        let naive = NaiveAllowlist(entries: entries)
        #expect(list.count == Set(entries).count)
        var found = 0
        for _ in 0..<150 {
            let address = try Self.randomAddress(&generator)
            let scope = MatchScope.allCases.randomElement(using: &generator) ?? .exact
            let context = CheckContext(
                now: noon,
                audience: [.everyone, .member(1)].randomElement(using: &generator) ?? .everyone,
                origin: [nil, ASN(64_500), ASN(64_501)].randomElement(using: &generator) ?? nil,
                policy: .none
            )
            let verdict = list.check(address, scope: scope, in: context)
            let expected = naive.findings(address, scope: scope, in: context)
            let actual = verdict.findings.map { NaiveAllowlist.Found(entry: list[$0], relation: $0.relation) }
            #expect(Set(actual) == expected, "\(address) \(scope)")
            #expect(actual.count == expected.count, "\(address): an entry stands twice")
            #expect(verdict.outcome == naive.outcome(address, scope: scope, in: context), "\(address)")
            let labels = Set(
                expected.filter { $0.relation != .around && $0.relation != .served }.compactMap(
                    \.entry.terms.label
                )
            )
            #expect(Set(verdict.labels.all) == labels)
            found += actual.count
        }
        #expect(found > 0)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `on networks of all lengths`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func randomNetwork() -> IPNetwork? {
            let isIPv4 = Bool.random(using: &generator)
            // Few different bits, so that networks nest.
            let bits = UInt128(UInt32.random(in: 0...UInt32.max, using: &generator) & 0xC300_0081)
            let address = isIPv4 ? IPAddress(v4: UInt32(bits)) : IPAddress(bits: bits << 96 | 1)
            return IPNetwork(
                containing: address,
                prefixLength: Int.random(in: 0...address.width, using: &generator)
            )
        }
        let entries = (0..<120).compactMap { _ in randomNetwork() }.map {
            AllowlistEntry(.address(Address($0), .below), terms(.label))
        }
        let list = allowlist(entries)
        let naive = NaiveAllowlist(entries: entries)
        for _ in 0..<400 {
            guard let network = randomNetwork() else { continue }
            let address = Address(network)
            let verdict = list.check(address, in: CheckContext(now: noon))
            let expected = naive.findings(address, scope: .exact, in: CheckContext(now: noon))
            let inner = expected.filter { $0.relation == .around }.count
            #expect(verdict.innerCount == inner)
            let outer = verdict.findings.filter { $0.relation != .around }
            #expect(
                Set(outer.map { list[$0].rule })
                    == Set(expected.filter { $0.relation != .around }.map(\.entry.rule))
            )
            let same = expected.filter { $0.relation == .same }.count
            #expect(list.blast(of: address, in: CheckContext(now: noon)).count == inner + same)
        }
    }
}
