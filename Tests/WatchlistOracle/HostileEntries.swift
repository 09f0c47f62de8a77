package import Reports

/// Entries that lie close to each other and to what is none: what tests and fuzzing draw their watchlists from.
package enum HostileEntries {
    package static let texts = [
        "evil.example", "a.example", "b.a.example", "x-y.example", "_s.evil.example", "www.evil.example",
        "n.example",
        "nevil.example", "evil.exampleevil", "2e.example", "xn--bcher-kva.example", "xn--4gbrim.example",
        "192.0.2.1", "192.0.2.10", "1.2.3.4", "192.0.2.0/28", "192.0.2.0/24", "198.51.100.0/25",
        "198.51.100.77",
        "0.0.0.0/1", "2001:db8::1", "2001:db8::/32", "2001:db8::2", "2001:db8::/64", "2001:db8::1:0/112",
        "fe80::/10",
    ]

    package static let urls: [(String, MatchScope)] = [
        ("http://evil.example/p", .exact), ("https://evil.example/p/q", .exact),
        ("http://evil.example/pA", .exact),
        ("http://evil.example/p?x=1", .exact), ("http://evil.example/p", .pathPrefix),
        ("http://evil.example/", .exact),
        ("http://evil.example/", .pathPrefix), ("http://a.example/q", .host), ("http://192.0.2.9/p", .exact),
        ("http://192.0.2.1/p/", .pathPrefix), ("http://192.0.2.10/", .host),
        ("http://[2001:db8::1]/p", .exact),
        ("http://[2001:db8::2]/", .host), ("https://xn--bcher-kva.example/p", .exact),
        ("http://co.example:8080/p", .exact),
    ]

    /// Pieces that lines are glued from: addresses, and everything that can stand next to one.
    package static let pieces: [[UInt8]] =
        [
            "evil.example", "a.example", "b.a.example", "x-y.example", "_s.evil.example", "EVIL.Example",
            "co.example",
            "evil", "example", "a", "b", "n", "t", "not", "www", ".", ".", "..", "-", "_", "/", "/", ":",
            "::", ":", "@",
            "?", "#", "%", "\\", "[", "]", "(", ")", "{", "}", "\"", "'", "<", ">", ",", ";", "|", "=", " ",
            " ", "\t", "!",
            "192.0.2.1", "192.0.2.9", "198.51.100.77", "192.0.2.10", "192", "0", "2", "1", "53", ".53", "256",
            "001.002.003.004",
            "192.000.002.001", "2001:db8::1", "2001:db8:0:0:0:0:0:1", "2001:DB8::2", "db8",
            "::ffff:192.0.2.1", "fe80::1%ae0",
            "[2001:db8::1]", "10:20:30", "00:11:22:33:44:55", ":8080", ":443", ".8080", "#53",
            "http://", "https://", "hxxp://", "ftp://", "//", "http:\\/\\/", "\\/", "/p", "/p/q", "/p%41",
            "/p?x=1", "/q",
            "/pA", "/p/", "user:pw@", "%2E", "%2e", "%2F", "%3A%2F%2F", "%252E", "%25", "%41", "%20",
            "%C3%A9", "%E3%80%82",
            "[.]", "(.)", "{.}", "[dot]", "(DOT)", "[:]", "[://]", "[/]", "[.", "(4)evil(7)example(0)",
            "(1)a(7)example(0)",
            "(4)evi(7)example(0)", "(0)", "\\n", "\\t", "\\r", "\\\\", "\\u002e", "\\u002E", "\\u006e",
            "\\u00e9", "\\\\u002e",
            "é", "。", "．", "“", "”", "،", "\u{200F}", "\u{200B}", "\u{FEFF}", "bücher.example",
            "xn--bcher-kva.example",
            "موقع.example", "ｅｖｉｌ", "…", "\u{00AD}",
        ].map { Array($0.utf8) } + [[0xE9], [0xFF], [0xC3], [0x00], [0x1B], [0x7F]]
}
