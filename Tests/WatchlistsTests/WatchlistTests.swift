import Addresses
import Reports
import TestSupport
import Testing
import Watchlists

@Suite struct `Watchlists` {
    @Test func `keep the highest score of duplicates, whatever the order`() throws {
        let forms: [(String, MatchScope)] = [
            ("evil.example", .exact), ("1.2.3.4", .exact), ("2001:db8::1", .exact),
            ("198.51.100.0/24", .exact),
            ("2001:db8::/32", .exact), ("http://evil.example/x", .exact),
            ("http://evil.example/x", .pathPrefix),
        ]
        for scores in [[10, 90, 50], [90, 10, 50], [50, 10, 90]] as [[UInt8]] {
            let list = try watchlist(
                forms.flatMap { form in try scores.map { try entry(form.0, scope: form.1, score: $0) } }
            )
            #expect(list.counts.total == forms.count)
            for form in forms {
                let best = try entry(form.0, scope: form.1, score: 90)
                #expect(list.entries(matching: best.address).contains(best))
            }
        }
    }

    @Test func `count every kind and match no AS number`() throws {
        let list = try watchlist(
            ["evil.example", "1.2.3.4", "2001:db8::1", "10.0.0.0/8", "AS64496", "http://other.example/x"]
                .map { try entry($0) },
            revision: 12_345
        )
        #expect(AddressKind.allCases.map { list.counts[$0] } == [2, 1, 1, 1, 1])
        #expect(list.revision == 12_345)
        #expect(list.entries(matching: try Address("AS64496")).isEmpty)
        #expect(list.entries(matching: try Address("other.example")).isEmpty)
    }

    @Test(arguments: [
        ("a.b.evil.example", ["b.evil.example", "evil.example"]), ("evil.example", ["evil.example"]),
        ("notevil.example", []), ("198.51.100.77", ["198.51.100.77", "198.51.100.64/26", "198.51.100.0/24"]),
        ("198.51.100.64/27", ["198.51.100.64/26", "198.51.100.0/24"]), ("198.51.0.0/16", []),
        ("2001:db8::5", ["2001:db8::/64", "2001:db8::/32"]),
        (
            "ftp://evil.example:2121/x/y?z",
            [
                "http://evil.example/x/y?z", "http://evil.example/x/y", "http://evil.example/x",
                "http://evil.example/",
                "evil.example",
            ]
        ),
        ("http://198.51.100.77/", ["198.51.100.77", "198.51.100.64/26", "198.51.100.0/24"]),
    ])
    func `give all entries of an address, the most specific first`(text: String, expected: [String]) throws {
        let plain = [
            "evil.example", "b.evil.example", "198.51.100.0/24", "198.51.100.64/26", "198.51.100.77",
            "2001:db8::/32",
            "2001:db8::/64", "http://evil.example/x/y?z",
        ]
        let entries =
            try plain.map { try entry($0) } + [
                try entry("http://evil.example/x", scope: .pathPrefix),
                try entry("http://evil.example/x/y", scope: .pathPrefix),
                try entry("http://evil.example/", scope: .host),
            ]
        let list = try watchlist(entries)
        let host = text == "evil.example" ? ["http://evil.example/"] : []
        #expect(list.entries(matching: try Address(text)).map(\.address.description) == host + expected)
    }

    @Test func `give every entry back among many`() throws {
        var generator = SeededGenerator(seed: 5)
        var entries: [WatchlistEntry] = []
        for index in 0..<3000 {
            let score = UInt8.random(in: 0...100, using: &generator)
            entries.append(
                try entry(
                    "n\(index)-\(String(repeating: "x", count: index % 50)).d\(index % 7).example",
                    score: score
                )
            )
            entries.append(
                WatchlistEntry(
                    address: .ip(IPAddress(v4: UInt32.random(in: 0...UInt32.max, using: &generator))),
                    score: score,
                    category: .scanning
                )
            )
            entries.append(try entry("http://h\(index % 900).example/p\(index)", score: score))
            let bits = UInt128.random(in: 0...UInt128.max, using: &generator)
            let length = Int.random(in: 40...128, using: &generator)
            if let network = IPNetwork(containing: IPAddress(bits: bits), prefixLength: length) {
                entries.append(WatchlistEntry(address: Address(network), score: score, category: .phishing))
            }
        }
        let list = try watchlist(entries)
        for entry in entries { #expect(list.entries(matching: entry.address).contains(entry)) }
    }
}
