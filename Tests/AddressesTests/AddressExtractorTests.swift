import Addresses
import Testing

@Suite struct `Addresses in text` {
    static func found(_ text: String) -> [String] {
        AddressExtractor.extract(from: text.utf8.span).map(\.address.description)
    }

    @Test(arguments: [
        ("It calls evil.example, then 203.0.113.7.", ["evil.example", "203.0.113.7"]),
        ("Is it evil.example? Yes: evil.example!", ["evil.example", "evil.example"]),
        (
            "(see http://evil.example/a), \"http://evil.example/b\"; http://evil.example/c…",
            ["http://evil.example/a", "http://evil.example/b", "http://evil.example/c"]
        ),
        (
            "http://evil.example/a_(b) and (http://evil.example/a_(c))",
            ["http://evil.example/a_(b)", "http://evil.example/a_(c)"]
        ),
        ("the host evil.com.Then it sleeps", ["evil.com"]),
        ("USPS.COM and Amazon.co.jp", ["usps.com", "amazon.co.jp"]),
        ("it's http://evil.example/a's page", ["http://evil.example/a"]), ("http://evil .com", []),
        (
            "http://evil.example/upload/<ID> http://evil.example/t/{id}/x http://evil.example/?q=[your mail]",
            ["http://evil.example/upload/", "http://evil.example/t/", "http://evil.example/?q="]
        ),
        ("http://user:pass@evil.example/ http://0x7f.1/", ["http://evil.example/", "http://127.0.0.1/"]),
        ("http://evil.example/?a[]=1&b[x]=2#[c]", ["http://evil.example/?a[]=1&b[x]=2"]),
    ])
    func `are found in sentences`(text: String, addresses: [String]) {
        #expect(Self.found(text) == addresses)
    }

    @Test(arguments: [
        (
            "hxxp://evil[.]example/a, hxxps[:]//evil(.)example/b",
            ["http://evil.example/a", "https://evil.example/b"]
        ),
        (
            "evil [.] example, evil[.] example, evil (dot) example",
            ["evil.example", "evil.example", "evil.example"]
        ),
        ("192[.]0[.]2[.]1:80 and 2001:db8::1[:]2", ["192.0.2.1", "2001:db8::1:2"]),
        ("^evil\\.example$ evil\\\\.com", ["evil.example", "evil.com"]), ("evil．example", ["evil.example"]),
        (
            "bad[.]zip worse[.]mov run[.]sh odd[.]unknowntld",
            ["bad.zip", "worse.mov", "run.sh", "odd.unknowntld"]
        ),
        ("invoice[.]exe maldomain[.]tld hxxp://maldomain[.]tld/x", []),
        ("We write [.] instead of, or [.] in place of a dot (at) all.", []),
        (
            "http://example,com/ http://192,0,2,1 1,2,3,4 example,com",
            ["http://example.com/", "http://192.0.2.1/"]
        ),
        ("http://evil.example/a.php?\n   id=1&\n   k=2\nnext", ["http://evil.example/a.php?id=1&k=2"]),
        ("http://evil.example/a\n   next=line", ["http://evil.example/a"]),
        ("secure.evil[.]example.<DOMAIN>[.]<TLD>", ["secure.evil.example"]),
        (
            "\\\\evil[.]example@ssl\\x \\\\203.0.113[.]5@80\\y file://203.0.113.6@80/z",
            ["evil.example", "203.0.113.5", "203.0.113.6"]
        ),
    ])
    func `are found defanged`(text: String, addresses: [String]) {
        #expect(Self.found(text) == addresses)
    }

    @Test(arguments: [
        (
            "| evil.example | 203.0.113.1 |\n|a.example|203.0.113.2|",
            ["evil.example", "203.0.113.1", "a.example", "203.0.113.2"]
        ),
        (
            "{\"u\":\"http:\\/\\/evil.example\\/l\",\"l\":[\"a.example\",\"b.example\"],\"t\":\"c.example\\nd.example\"}",
            ["http://evil.example/l", "a.example", "b.example", "c.example", "d.example"]
        ),
        ("2024-01-01,http://evil.example/m,malware,203.0.113.1", ["http://evil.example/m", "203.0.113.1"]),
        ("http://evil.example/n,malware,2024\n", ["http://evil.example/n"]),
        (
            "[text](http://evil.example/a) <http://evil.example/b> **http://evil.example/c** `evil.example` _a.example_",
            [
                "http://evil.example/a", "http://evil.example/b", "http://evil.example/c", "evil.example",
                "a.example",
            ]
        ),
        (
            "link:https://evil.example/f[text] https://evil.example/g[text], `+evil[.]example+`, `++evil.agency++`",
            ["https://evil.example/f", "https://evil.example/g", "evil.example", "evil.agency"]
        ),
        (
            "<a href=\"https://evil.example/i?a=1\">x</a><img src='//cdn.evil.example/j.png'>url(http://evil.example/k)",
            ["https://evil.example/i?a=1", "http://cdn.evil.example/j.png", "http://evil.example/k"]
        ),
        (
            "&lt;http://evil.example/a&gt; &quot;http://evil.example/b&quot;",
            ["http://evil.example/a", "http://evil.example/b"]
        ),
        (
            "fetch('http://evil.example/x'+id); socket=io(`hxxps[:]//evil[.]example:2012?s=`+v);",
            ["http://evil.example/x", "https://evil.example:2012/?s="]
        ),
        ("访问evil.example。然后 これはa.exampleです", ["evil.example", "a.example"]),
        ("- evil.com\n- run.sh\n- tool.py\n", ["evil.com", "run.sh"]),
    ])
    func `are found in tables, markup and code`(text: String, addresses: [String]) {
        #expect(Self.found(text) == addresses)
    }

    @Test(arguments: [
        (
            "192.0.2.0/24 198.51.100.0/255.255.255.0 2001:db8::/32",
            ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"]
        ),
        (
            "192.0.2.2-192.0.2.3, 192.0.2.4 - 192.0.2.7, 192.0.2.8 – 192.0.2.9",
            ["192.0.2.2/31", "192.0.2.4/30", "192.0.2.8/31"]
        ),
        ("192.0.2.1 - 203.0.113.1", ["192.0.2.1", "203.0.113.1"]),
        ("192.0.2.0/24;SBL1, 192.0.2.0/24.", ["192.0.2.0/24", "192.0.2.0/24"]),
        ("192.0.2.1/192.0.2.2", ["192.0.2.1", "192.0.2.2"]),
        (
            "203.0.113.1:8080 203.0.113.2/a 203.0.113.3/tcp 203.0.113.4:80/b",
            ["203.0.113.1", "http://203.0.113.2/a", "203.0.113.3", "http://203.0.113.4/b"]
        ),
        (
            "192.0.2.1;192.0.2.2|192.0.2.3,192.0.2.4 (192.0.2.5)",
            ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"]
        ),
        (
            "[2001:db8::1]:443, 2001:db8::2. [IPv6:2001:db8::4] http://[2001:db8::3]/x ::1",
            ["2001:db8::1", "2001:db8::2", "2001:db8::4", "http://[2001:db8::3]/x", "::1"]
        ),
        (
            "AS64496 (Example), ASN 64497, AS 64498, ASN: 64499, as64500",
            ["AS64496", "AS64497", "AS64498", "AS64499", "AS64500"]
        ),
        (
            "tcp://evil.example:80/ ldap://203.0.113.5:389/a foo://evil.example/x",
            ["evil.example", "203.0.113.5", "evil.example"]
        ),
        (
            "a.b+c@evil.example first.last[@]a[.]example <x.y@b.example>",
            ["evil.example", "a.example", "b.example"]
        ),
        ("xyz.onion abc.i2p foo.bit", ["xyz.onion", "abc.i2p", "foo.bit"]),
        ("пример.рф", ["xn--e1afmkfd.xn--p1ai"]),
        ("*.evil.example .a.example <host>.b.example/x", ["evil.example", "a.example", "b.example"]),
        (
            "evil.example/path?x=1 evil.example:8080/a evil.example:80 evil.example?y=2",
            [
                "http://evil.example/path?x=1", "http://evil.example:8080/a", "evil.example",
                "http://evil.example/?y=2",
            ]
        ),
    ])
    func `of all kinds are found`(text: String, addresses: [String]) {
        #expect(Self.found(text) == addresses)
    }
}
