import Addresses
import Testing

@Suite struct `Reading one address` {
    @Test(arguments: [
        ("evil.example", "evil.example"), (" Evil.Example. ", "evil.example"),
        ("*.evil.example", "evil.example"),
        ("evil.example:443", "evil.example"), ("evil.example/", "evil.example"),
        ("evil.example/a", "http://evil.example/a"),
        ("evil.example?x=1", "http://evil.example/?x=1"), ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:80", "192.0.2.1"),
        ("[2001:db8::1]:80", "2001:db8::1"), ("192.0.2.7/24", "192.0.2.0/24"), ("AS 64496", "AS64496"),
        ("asn:64496", "AS64496"), ("https://evil.example/a", "https://evil.example/a"),
    ])
    func `takes plain notation`(text: String, canonical: String) throws {
        #expect(try Address(text).description == canonical)
    }

    @Test(arguments: [
        ("evil[.]example", "evil.example"), ("evil(.)example", "evil.example"),
        ("evil{.}example", "evil.example"),
        ("evil[dot]example", "evil.example"), ("evil(dot)example", "evil.example"),
        ("evil{dot}example", "evil.example"),
        ("evil dot example", "evil.example"), ("evil [dot] example", "evil.example"),
        ("evil [.] example", "evil.example"),
        ("evil[.example", "evil.example"), ("evil.]example", "evil.example"),
        ("evil[.example]", "evil.example"),
        ("evil\\.example", "evil.example"), ("evil[,]example", "evil.example"),
        ("[evil.example]", "evil.example"),
        ("evil．example", "evil.example"), ("evil。example", "evil.example"), ("192。0．2｡1", "192.0.2.1"),
        ("*[.]evil[.]example", "evil.example"), ("e[x]ample.com", "example.com"),
        ("exampl[e].com", "example.com"),
        ("evil[.]example[:]8443", "evil.example"), ("192[.]0[.]2[.]1", "192.0.2.1"),
        ("192.0.2[.]0/24", "192.0.2.0/24"),
        ("192,0,2,1", "192.0.2.1"), ("2001[:]db8::1", "2001:db8::1"),
        ("hxxp://evil[.]example/a[.]exe", "http://evil.example/a.exe"),
        ("hXXps[:]//evil.example", "https://evil.example/"),
        ("h**p://evil.example", "http://evil.example/"), ("hxtp://evil.example", "http://evil.example/"),
        ("htxp://evil.example", "http://evil.example/"), ("meow://evil.example", "http://evil.example/"),
        ("h[tt]p://evil.example", "http://evil.example/"), ("fxp://evil.example/x", "ftp://evil.example/x"),
        ("http:[//]evil.example", "http://evil.example/"), ("http[://]evil.example", "http://evil.example/"),
        ("http]]://evil.example", "http://evil.example/"),
        ("http://evil.example[/]a", "http://evil.example/a"),
        ("http:\\/\\/evil.example\\/a", "http://evil.example/a"),
        ("hxxp:// evil.example", "http://evil.example/"),
        ("http://[evil.example", "http://evil.example/"),
        ("http://evil[.]example/?a[0]=1", "http://evil.example/?a[0]=1"),
        ("http://example,com/", "http://example.com/"), ("http://192,0,2,1", "http://192.0.2.1/"),
        ("http://2001:db8:0:0:0:0:0:1", "http://[2001:db8::1]/"),
        ("http://evil.example/?\n   a=1", "http://evil.example/?a=1"),
    ])
    func `takes defanged notation`(text: String, canonical: String) throws {
        #expect(try Address(text).description == canonical)
    }

    @Test(arguments: [
        "<http://evil.example/a>", "\"http://evil.example/a\"", "'http://evil.example/a'",
        "`http://evil.example/a`",
        "“http://evil.example/a”", "«http://evil.example/a»", "(hxxp://evil.example/a)",
        "[hxxp://evil[.]example/a].",
        "hxxp://evil[.]example/a,", "hxxp://evil[.]example/a);", "\"hxxp://evil[.]example/a\",",
    ])
    func `takes off what stands around`(text: String) throws {
        #expect(try Address(text).description == "http://evil.example/a")
    }

    @Test(arguments: [
        ("tcp://evil[.]example:80/", "evil.example"), ("udp://192.0.2.1:53", "192.0.2.1"),
        ("ssl://[2001:db8::1]:443", "2001:db8::1"), ("tls://evil.example", "evil.example"),
        ("dns://evil.example", "evil.example"),
        ("ldap://192[.]0[.]2[.]1:389/a", "192.0.2.1"), ("stratum+tcp://evil.example:3333", "evil.example"),
        ("ssh://root@evil.example", "evil.example"),
    ])
    func `gives the host of a service's URL`(text: String, host: String) throws {
        #expect(try Address(text).description == host)
    }

    @Test func `gives the blocks of a range`() throws {
        let blocks = try Address.read("192.0.2.1 – 192.0.2[.]9".utf8.span).map(\.description)
        #expect(blocks == ["192.0.2.1", "192.0.2.2/31", "192.0.2.4/30", "192.0.2.8/31"])
    }

    @Test(
        arguments: [
            ("", .empty, 0), ("   ", .empty, 0), ("foo://evil.example", .unsupportedScheme, 0),
            ("evil", .singleLabel, 0), ("2026/11/23", .notAnAddress, 0), ("1/99", .notAnAddress, 0),
            ("192.0.2[.]300", .invalidIPv4, 10), ("  192.0.2[.]300", .invalidIPv4, 12),
            ("evil[.][.]example", .emptyLabel, 7),
            ("a[@]evil[.]example", .emailAddress, 0), ("example,com", .forbiddenCharacter, 7),
            ("d41d8cd98f00b204e9800998ecf8427e", .hashValue, 0), ("evil[.]example:99999", .invalidPort, 15),
            ("tcp://192.0.2.300:1", .invalidIPv4, 14), ("/a/b.exe", .pathOnly, 0),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `says what is wrong and where in the text given`(
        text: String,
        reason: AddressError.Reason,
        offset: Int
    ) {
        #expect(throws: AddressError(reason, at: offset)) { try Address.read(text.utf8.span) }
    }
}
