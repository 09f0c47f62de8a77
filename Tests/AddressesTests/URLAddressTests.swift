import TestSupport
import Testing

@testable import Addresses

@Suite struct `URL addresses` {
    @Test(arguments: [
        ("HTTP://Evil.Example/Path?q=1", "http://evil.example/Path?q=1"),
        ("http://evil.example", "http://evil.example/"),
        ("https://user:secret@evil.example:443/a#top", "https://evil.example/a"),
        ("http://evil.example./a", "http://evil.example/a"),
        ("http://evil.example?x", "http://evil.example/?x"),
        ("http://evil.example/a?", "http://evil.example/a?"),
        ("http:\\\\evil.example\\a\\..\\b", "http://evil.example/b"),
        ("http://%65vil.example/%2e%2E/a b", "http://evil.example/a%20b"),
        ("http:evil.example:080/", "http://evil.example/"),
        ("ftp://evil.example:2121/", "ftp://evil.example:2121/"),
        ("wss://مرصد.example/", "wss://xn--ugbdm6d.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"), ("http://0300.168.0.1/a", "http://192.168.0.1/a"),
        ("http://192.000.002.001/", "http://192.0.2.1/"),
        ("http://192.0.2.010:8080/x", "http://192.0.2.8:8080/x"),
        ("http://[2001:DB8::1]:8080", "http://[2001:db8::1]:8080/"),
        ("http://[::ffff:192.0.2.1]/", "http://192.0.2.1/"),
        ("http://evil.example/#\u{0}x", "http://evil.example/"),
        ("http://evil.example:/a", "http://evil.example/a"),
        ("http://evil.example/a/./b", "http://evil.example/a/b"),
        ("http://evil.example/.well-known", "http://evil.example/.well-known"),
    ])
    func `are what a browser would fetch`(text: String, canonical: String) throws {
        let url = try URLAddress(utf8: text.utf8.span)
        #expect(url.description == canonical)
        #expect(try URLAddress(utf8: canonical.utf8.span) == url)
        #expect(Address(key: Address.url(url).key) == .url(url))
    }

    @Test(arguments: [
        ("evil.example/a", "http://evil.example/a"),
        ("u@evil.example:8080/a#f", "http://evil.example:8080/a"),
        ("//evil.example/a", "http://evil.example/a"), ("[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("192.0.2.1:80?q", "http://192.0.2.1/?q"), (" evil.example/\u{E9}", "http://evil.example/%C3%A9"),
    ])
    func `without scheme are taken as http`(text: String, canonical: String) throws {
        #expect(try URLAddress(assumingHTTP: text.utf8.span).description == canonical)
    }

    @Test(
        arguments: [
            ("http://localhost/a", .singleLabel, 7), ("http://..example/", .emptyLabel, 7),
            ("http://*.evil.example/", .wildcardInside, 7),
            ("http://u@.evil.example/", .emptyLabel, 9), ("http://ev!l.example/", .forbiddenCharacter, 9),
            ("http://evil.example:99999/", .invalidPort, 20), ("http://evil.example:8a/", .invalidPort, 21),
            ("javascript:alert(1)", .unsupportedScheme, 0), ("evil.example/a", .invalidURL, 0),
            ("http:///", .invalidURL, 8),
            ("http://a.1.2/", .invalidIPv4, 7), ("http://[::1%25lo]/", .zoneIdentifier, 11), ("", .empty, 0),
            ("http://b\u{E000}.example/", .invalidInternationalName, 8),
            ("http://a%20b.example/", .forbiddenCharacter, 7),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are none say why and where`(text: String, reason: AddressError.Reason, offset: Int) {
        #expect(throws: AddressError(reason, at: offset)) { try URLAddress(utf8: text.utf8.span) }
    }

    @Test func `are bounded as read and as written`() throws {
        let room = URLAddress.maximumLength - "http://a.example/".utf8.count
        let longest = "http://a.example/" + String(repeating: "b", count: room)
        #expect(try URLAddress(utf8: longest.utf8.span).description == longest)
        #expect(throws: AddressError(.tooLong, at: 8192)) { try URLAddress(utf8: (longest + "b").utf8.span) }
        let encoded = "http://a.example/" + String(repeating: " ", count: room / 2) + "b"
        #expect(throws: AddressError(.tooLong, at: 8192)) { try URLAddress(utf8: encoded.utf8.span) }
        let bare = "a.example/" + String(repeating: "b", count: room + 1)
        #expect(throws: AddressError(.tooLong, at: 8192)) { try URLAddress(assumingHTTP: bare.utf8.span) }
    }

    @Test func `are read alike by the short and the long way`() throws {
        var generator = SeededGenerator(seed: 2026)
        let hosts = [
            "evil.example", "192.0.2.1", "192.0.2.010", "a.b-c_d.example", "EVIL.example", "xn--tda.example",
            "a.1", "1.a",
            "example", "a..b", "0x7f.1", "a.example.", "192.0.2.1.",
        ]
        let tails = [
            "", "/", ":80", ":8080", ":0080", ":", ":65536", "/a", "/./", "/../", "/.a", "/%2e", "?", "?q='",
            "?a=b&c", "#f",
            "//", "\\", " ", "\t", "|", "^", "\"", "{", "~", "%41", "%", "é", "\u{7F}", "a.b", "[", "/..",
            ".",
        ]
        var plain = 0
        for _ in 0..<20_000 {
            let scheme = URLAddress.Scheme.allCases.randomElement(using: &generator) ?? .http
            let text =
                "\(scheme.name)://" + (hosts.randomElement(using: &generator) ?? "")
                + (0..<Int.random(in: 0...4, using: &generator))
                .map { _ in tails.randomElement(using: &generator) ?? "" }.joined()
            guard let short = URLAddress(plain: text.utf8.span) else { continue }
            plain += 1
            let long = try URLAddress(WebURL(utf8: text.utf8.span), written: text.utf8.span)
            #expect(short == long, "\(text)")
        }
        #expect(plain > 1000)
    }
}
