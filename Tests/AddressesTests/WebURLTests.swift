import TestSupport
import Testing

@testable import Addresses

@Suite struct `Web URLs` {
    @Test(arguments: [
        // Schemes and slashes.
        ("HTTP://EXAMPLE.com", "http://example.com/"), ("http:example.com", "http://example.com/"),
        ("http:///example.com/a", "http://example.com/a"),
        ("https:\\\\example.com\\a\\b", "https://example.com/a/b"),
        ("wss://example.com", "wss://example.com/"), ("ws:/example.com", "ws://example.com/"),
        // Trimming.
        ("  \u{0}http://example.com/\u{1F} ", "http://example.com/"),
        ("ht\ntp://exa\tmple.com/a\r\nb", "http://example.com/ab"),
        // User information.
        ("http://u:p@h/", "http://u:p@h/"), ("http://u:@h/", "http://u@h/"), ("http://@h/", "http://h/"),
        ("http://a@b:c@d:e@h/", "http://a%40b:c%40d%3Ae@h/"),
        ("http://ü ^|@h/", "http://%C3%BC%20%5E%7C@h/"),
        // Ports.
        ("http://h:80/", "http://h/"), ("https://h:443/", "https://h/"), ("ftp://h:21/", "ftp://h/"),
        ("http://h:443/", "http://h:443/"), ("http://h:/", "http://h/"),
        ("http://h:00008080/", "http://h:8080/"),
        ("http://h:0/", "http://h:0/"), ("http://h:65535/", "http://h:65535/"),
        // Hosts.
        ("http://%65xample.com/", "http://example.com/"), ("http://ex%E3%80%82com/", "http://ex.com/"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://a_b!$&'()*+,;=/", "http://a_b!$&'()*+,;=/"),
        ("http://example.com./", "http://example.com./"),
        // IPv4 numbers.
        ("http://0x7f.1/", "http://127.0.0.1/"), ("http://0300.168.0.1/", "http://192.168.0.1/"),
        ("http://3221225985/", "http://192.0.2.1/"), ("http://192.0x201/", "http://192.0.2.1/"),
        ("http://192.0.0x0201/", "http://192.0.2.1/"), ("http://0xc0000201./", "http://192.0.2.1/"),
        ("http://0x/", "http://0.0.0.0/"), ("http://１９２．０．２．１/", "http://192.0.2.1/"),
        ("http://%31%39%32.0.2.1/", "http://192.0.2.1/"),
        ("http://4294967295", "http://255.255.255.255/"),
        // IPv6.
        ("http://[2001:DB8:0:0:1::1]:8080/", "http://[2001:db8::1:0:0:1]:8080/"),
        ("http://[::ffff:192.0.2.1]/", "http://[::ffff:c000:201]/"), ("http://[::]", "http://[::]/"),
        ("http://[::ffff:0:0]", "http://[::ffff:0:0]/"),
        // Dot segments.
        ("http://h/a/./b/../c", "http://h/a/c"), ("http://h/..", "http://h/"),
        ("http://h/../../a", "http://h/a"),
        ("http://h/a/..", "http://h/"), ("http://h/a/.", "http://h/a/"),
        ("http://h/a/b/..", "http://h/a/"),
        ("http://h/a/%2e/b/.%2E/c", "http://h/a/c"), ("http://h/a/%2E%2e/c", "http://h/c"),
        ("http://h/a//../b", "http://h/a/b"), ("http://h/.../..a/.b", "http://h/.../..a/.b"),
        ("http://h/a\\..\\b", "http://h/b"), ("http://h/a/..?q", "http://h/?q"),
        // Percent-encoding.
        ("http://h/a b\"<>`{}^|%zz%", "http://h/a%20b%22%3C%3E%60%7B%7D%5E|%zz%"),
        (
            "http://h/é?é'\"<> `{}|^\\#é `<>",
            "http://h/%C3%A9?%C3%A9%27%22%3C%3E%20`{}|^\\#%C3%A9%20%60%3C%3E"
        ),
        ("http://h?", "http://h/?"), ("http://h#", "http://h/#"),
        ("http://h?a?b#c#d", "http://h/?a?b#c#d"), ("http://h/a%00b\u{7F}", "http://h/a%00b%7F"),
    ])
    func `are written as browsers write them`(input: String, expected: String) throws {
        let url = try WebURL(utf8: input.utf8.span)
        #expect(url.serialization == expected)
        #expect(try WebURL(utf8: expected.utf8.span) == url)
    }

    @Test(
        arguments: [
            ("", .empty, 0), ("   ", .empty, 0), ("example.com/a", .invalidURL, 0),
            ("//example.com", .invalidURL, 0),
            ("file:///etc", .unsupportedScheme, 0), (" mailto:a@b.example", .unsupportedScheme, 1),
            ("hxxp://example.com", .unsupportedScheme, 0), ("http://", .invalidURL, 7),
            ("http:///?a", .invalidURL, 8),
            ("http://u@/a", .invalidURL, 9), ("http://:80/", .invalidURL, 7),
            ("http://h:8x/", .invalidPort, 10),
            ("http://h:65536/", .invalidPort, 9), ("http://h:80:80/", .invalidPort, 11),
            ("http://a b/", .forbiddenCharacter, 8), ("http://a\t b/", .forbiddenCharacter, 9),
            ("http://a%00b/", .forbiddenCharacter, 7), ("http://a%zz/", .forbiddenCharacter, 7),
            ("http://a%2fb/", .forbiddenCharacter, 7), ("http://a<b/", .forbiddenCharacter, 8),
            ("http://\u{AD}/", .invalidURL, 7), ("http://a.\u{E000}/", .invalidInternationalName, 9),
            ("http://256.256.256.256/", .invalidIPv4, 7), ("http://1.2.3.4.5/", .invalidIPv4, 15),
            ("http://4294967296/", .invalidIPv4, 7), ("http://1..2/", .invalidIPv4, 9),
            ("http://a.09/", .invalidIPv4, 7),
            ("http://1.2.0x1000000/", .invalidIPv4, 11), ("http://[::1/", .invalidIPv6, 11),
            ("http://[]/", .invalidIPv6, 9), ("http://[::1%25eth0]/", .zoneIdentifier, 11),
            ("http://[::192.0.2.01]/", .ambiguousLeadingZero, 18), ("http://[1:2:3]/", .invalidIPv6, 13),
            ("http://[::1]x/", .invalidIPv6, 13),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are wrong say why and where`(input: String, reason: AddressError.Reason, offset: Int) {
        #expect(throws: AddressError(reason, at: offset)) { try WebURL(utf8: input.utf8.span) }
    }

    @Test(arguments: [
        ("", "http://u:p@h:8080/a/b?q"), ("c", "http://u:p@h:8080/a/c"), ("../c", "http://u:p@h:8080/c"),
        ("/c", "http://u:p@h:8080/c"), ("\\c", "http://u:p@h:8080/c"), ("//g/c", "http://g/c"),
        ("\\/g", "http://g/"), ("?x", "http://u:p@h:8080/a/b?x"), ("#x", "http://u:p@h:8080/a/b?q#x"),
        ("http:c", "http://u:p@h:8080/a/c"), ("http://g", "http://g/"), ("https:g", "https://g/"),
        (".", "http://u:p@h:8080/a/"),
    ])
    func `are resolved against a base`(input: String, expected: String) throws {
        let base = try WebURL(utf8: "http://u:p@h:8080/a/b?q#f".utf8.span)
        #expect(try WebURL(utf8: input.utf8.span, base: base).serialization == expected)
    }

    @Test func `keep bytes that are not UTF-8 as they are, but not in the host`() throws {
        let path: [UInt8] = Array("http://h/".utf8) + [0xE9, 0x00, 0x01]
        #expect(try WebURL(utf8: (path + [0x2F]).span).serialization == "http://h/%E9%00%01/")
        #expect(throws: AddressError(.invalidUTF8, at: 7)) {
            try WebURL(utf8: (Array("http://".utf8) + [0xE9, 0x2F]).span)
        }
    }

    @Test func `of random pieces fail or are stable`() throws {
        var generator = SeededGenerator(seed: 44)
        let pieces = [
            "http:", "/", "//", "\\", "..", "%2e", ".", "a", "@", ":", "80", "?", "#", "[", "]", "::", "ü",
            "%",
            "0x7f", "\t", " ", "\u{0}", "xn--", "'", "\"", "^", "{", "1",
        ]
        var accepted = 0
        for _ in 0..<20_000 {
            let input = (0..<Int.random(in: 1...10, using: &generator))
                .reduce("ws://") { text, _ in
                    text + pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                }
            guard let url = try? WebURL(utf8: input.utf8.span) else { continue }
            accepted += 1
            let text = url.serialization
            #expect(text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }, "\(input)")
            #expect(try WebURL(utf8: text.utf8.span) == url, "\(input) as \(text)")
        }
        #expect(accepted > 2000)
    }
}
