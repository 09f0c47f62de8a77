import Addresses
import Reports
import Testing
import WatchlistOracle
import Watchlists

@Suite struct `Notations in log lines` {
    /// A line and the entries that it must match, in order.
    static let lines: [(String, [String])] = [
        ("evil.example", ["evil.example"]),
        ("a.b.evil.example.", ["evil.example"]),
        ("EVIL.EXAMPLE", ["evil.example"]),
        ("notevil.example evil.examples evil.example.org evil-example", []),
        ("www.deep.evil.example", ["deep.evil.example", "evil.example"]),
        ("query: evil.example IN A + (192.0.2.53)", ["evil.example"]),
        ("user:pw@evil.example:8080", ["evil.example"]),
        ("from=<someone@mail.evil.example>,", ["evil.example"]),
        ("*.evil.example", ["evil.example"]),
        ("-evil.example _evil.example", ["evil.example"]),
        ("_dmarc.evil.example", ["evil.example"]),
        ("waiting...evil.example...", ["evil.example"]),
        (#"{"q":"evil.example"}"#, ["evil.example"]),
        (#"a\nevil.example\r"#, ["evil.example"]),
        (#"a\\tevil.example"#, ["evil.example"]),
        (#"\u0022evil\u002eexample\u0022"#, ["evil.example"]),
        (#"evil\\u002eexample"#, ["evil.example"]),
        ("evil%2Eexample", ["evil.example"]),
        ("not%2Devil.example www.evil%2Eexamples", []),
        ("u=http%3A%2F%2Fevil.example%2F", ["evil.example"]),
        ("u=http%253A%252F%252Fevil.example%252F", ["evil.example"]),
        ("evil[.]example", ["evil.example"]),
        ("hxxp://evil(.)example/", ["evil.example"]),
        ("evil[dot]example evil{DOT}example", ["evil.example"]),
        ("www[.evil[.example", ["evil.example"]),
        ("(3)www(4)evil(7)example(0)", ["evil.example"]),
        ("(7)notevil(7)example(0) (5)evil(7)example(0)", []),
        ("BÜCHER.example", ["xn--bcher-kva.example"]),
        ("“bücher。example”", ["xn--bcher-kva.example"]),
        ("b%C3%BCcher.example", ["xn--bcher-kva.example"]),
        (#"b\u00fccher.example"#, ["xn--bcher-kva.example"]),
        ("xn--bcher-kva.example.", ["xn--bcher-kva.example"]),
        ("evil．example،", ["evil.example"]),
        ("1.2.3.4", ["1.2.3.4"]),
        ("1.2.3.45 11.2.3.4 1.2.3.4.5.6 1.2.3 1.2.3.4a a1.2.3.4 ip-1-2-3-4 x1.2.3.4.example", []),
        ("1.2.3.4.", ["1.2.3.4"]),
        ("1.2.3.4.53", ["1.2.3.4"]),
        ("1.2.3.4.65536", []),
        ("001.002.003.004 01.2.3.4", ["1.2.3.4"]),
        ("1.2.3.4:80 -> 10.0.0.1", ["1.2.3.4"]),
        ("1.2.3.4/24", ["1.2.3.4"]),
        ("(1.2.3.4)", ["1.2.3.4"]),
        ("src=1.2.3.4;", ["1.2.3.4"]),
        ("outside:1.2.3.4/80", ["1.2.3.4"]),
        (#"\n1.2.3.4"#, ["1.2.3.4"]),
        ("1[.]2[.]3[.]4", ["1.2.3.4"]),
        ("::ffff:1.2.3.4", ["1.2.3.4"]),
        ("::ffff:102:304", ["1.2.3.4"]),
        ("198.51.100.200", ["198.51.100.192/26", "198.51.100.0/24"]),
        ("198.51.101.1", []),
        ("2001:db8::1", ["2001:db8::1"]),
        ("2001:DB8:0:0:0:0:0:1", ["2001:db8::1"]),
        ("[2001:db8::1]:443", ["2001:db8::1"]),
        ("2001:db8::1.53 2001:db8::1#53", ["2001:db8::1"]),
        ("2001:db8::1%eth0 2001:db8::1%ae0", ["2001:db8::1"]),
        ("outside:2001:db8::1/443", ["2001:db8::1"]),
        ("peer 2001:db8::1: gone", ["2001:db8::1"]),
        ("/2001:db8:0:0:0:0:0:1:8080", ["2001:db8::1"]),
        ("12:34:56 00:11:22:33:44:55 2001:db8::12 x2001-2001:db8::1", []),
        ("2001:db8:ffff::1", ["2001:db8:ffff::/48"]),
        ("http://shop.example/buy", ["http://shop.example/buy"]),
        ("https://u:p@SHOP.example:8443/buy#top", ["http://shop.example/buy"]),
        (#"{"url":"http:\/\/shop.example\/buy"}"#, ["http://shop.example/buy"]),
        ("hxxps://shop[.]example/buy", ["http://shop.example/buy"]),
        ("see (http://shop.example/buy).", ["http://shop.example/buy"]),
        ("t,http://shop.example/buy,GET", ["http://shop.example/buy"]),
        ("shop.example/%62uy", ["http://shop.example/buy"]),
        ("http%3A%2F%2Fshop.example%2Fbuy", ["http://shop.example/buy"]),
        ("shop.example/buys shop.example shop.example/buy?x", []),
        ("http://shop.example/a/b?c=d\\u0026e", ["http://shop.example/a"]),
        ("http://shop.example/ab", []),
        ("GET http://whole.example:81 200", ["http://whole.example/"]),
        ("whole.example", ["http://whole.example/"]),
        ("sub.whole.example", []),
        ("http://203.0.113.9/x", ["http://203.0.113.9/x"]),
        ("http://[2001:db8:1::9]:80/x", ["http://[2001:db8:1::9]/x"]),
    ]

    static let listed: [(String, MatchScope)] =
        [
            "evil.example", "deep.evil.example", "xn--bcher-kva.example", "1.2.3.4", "198.51.100.0/24",
            "198.51.100.192/26", "2001:db8::1", "2001:db8:ffff::/48", "http://shop.example/buy",
            "http://203.0.113.9/x",
            "http://[2001:db8:1::9]/x",
        ].map { ($0, .exact) } + [("http://shop.example/a", .pathPrefix), ("http://whole.example/", .host)]

    @Test(arguments: lines)
    func `are found and taken for nothing else`(line: String, expected: [String]) throws {
        let entries = try Self.listed.map { try entry($0.0, scope: $0.1) }
        let list = try watchlist(entries)
        var scanner = LineScanner(list)
        var matched: [String] = []
        scanner.scan(Array(line.utf8).span) { hit in
            if !matched.contains(hit.matched) { matched.append(hit.matched) }
        }
        #expect(matched == expected)
        let oracle = NaiveMatcher(entries).matches(in: Array(line.utf8)).map(\.description)
        #expect(found(list, in: Array(line.utf8)) == oracle)
    }

    @Test func `are reported with their place, canonical text, score and category`() throws {
        let list = try watchlist([try entry("evil.example", score: 83, category: .phishing)])
        var scanner = LineScanner(list)
        var hits: [Hit] = []
        let line = Array(#"x "Www.EVIL.example." y evil[.]example evil.example evil.example"#.utf8)
        scanner.scan(line.span) { hits.append($0) }
        #expect(hits.map(\.seen) == [3..<19, 24..<38])
        #expect(hits.map(\.canonical) == ["www.evil.example", "evil.example"])
        #expect(hits.allSatisfy { $0.matched == "evil.example" && $0.kind == .domain })
        #expect(hits.allSatisfy { $0.score == 83 && $0.category == .phishing && $0.scope == .exact })
    }

    @Test func `count once for each line`() throws {
        let list = try watchlist([try entry("evil.example"), try entry("1.2.3.4")])
        var scanner = LineScanner(list)
        let long = String(repeating: "x ", count: 40_000)
        let text =
            "evil.example 1.2.3.4\n\n1.2.3.45\n\(long)\(long)1.2.3.4 \(long)\r\nb 1.2.3.4\nevil%2Eexample\nevil.example"
        #expect(scanner.countMatchingLines(Array(text.utf8).span) == 5)
        #expect(scanner.countMatchingLines([UInt8]().span) == 0)
    }
}
