import Addresses
import Testing

@testable import LogFormats

@Suite struct `Addresses in logs` {
    static let written: [(String, String, Int?)] = [
        ("192.0.2.1", "192.0.2.1", nil), ("192.0.2.1:443", "192.0.2.1", 443),
        ("192.0.2.1/443", "192.0.2.1", 443),
        ("192.0.2.1#53", "192.0.2.1", 53), ("192.0.2.1(23)", "192.0.2.1", 23),
        ("192.0.2.1.443", "192.0.2.1", 443),
        ("192.0.2.1.https", "192.0.2.1", 443), ("192.0.2.1_36778", "192.0.2.1", 36778),
        ("192.0.2.1@53433", "192.0.2.1", 53433),
        ("[2001:db8::1]:443", "2001:db8::1", 443), ("2001:db8::1", "2001:db8::1", nil),
        ("2001:db8::1#53", "2001:db8::1", 53),
        ("2001:db8::1.443", "2001:db8::1", 443), ("[192.0.2.1]:25", "192.0.2.1", 25),
        ("::ffff:192.0.2.1", "192.0.2.1", nil),
        ("fe80::1%eth0", "fe80::1", nil), ("192.0.2.1, 192.0.2.2", "192.0.2.1", nil),
        ("192.000.002.001", "192.0.2.1", nil),
        ("192.0.2.1:45000:X0", "192.0.2.1", 45000), ("::1", "::1", nil),
        ("2001:DB8:0:0:0:0:0:1", "2001:db8::1", nil),
    ]

    @Test(arguments: written) func `are read with their ports`(
        _ text: String,
        _ address: String,
        _ port: Int?
    ) throws {
        let found = try #require(addressText(text))
        #expect(found.address.description == address)
        #expect(found.port.map(Int.init) == port)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "1.2.3.4.example.com", "1.2.3.4.5.6", "00:11:22:33:44:55", "12:34:56",
        "example.com", "1.2.3.4x",
        "[192.0.2.1", "::", "192.0.2.1.in-addr.arpa", "deadbeef", "1:2", "192.0.2.1-x",
    ])
    func `are not seen in other things`(_ text: String) {
        let found = addressText(text)
        #expect(found == nil || found?.address.isUnspecified == true)
    }
}

@Suite struct `Names in logs` {
    @Test(arguments: [
        ("www.example.com", "www.example.com"), ("www.example.com.", "www.example.com"),
        ("www.example.com:443", "www.example.com"),
        ("\"www.example.com\"", "www.example.com"), ("<www.example.com>", "www.example.com"),
        ("_ldap._tcp.example", "_ldap._tcp.example"),
        ("مثال.example", "مثال.example"),
    ])
    func `lose what is not theirs`(_ text: String, _ name: String) {
        #expect(hostText(text) == name)
    }

    @Test(arguments: ["", "localhost", "12345", "a b.c", "a/b.c", "x@y.example", "-"])
    func `are not seen in other things`(_ text: String) {
        #expect(hostText(text) == nil)
    }

    @Test(arguments: ["svchost.exe", "query.c", "1.2.3", "v1.2", "a.b-", "e.g.", "httpd.conf"])
    func `of files and versions are no host's in prose`(_ text: String) {
        let bytes = Array(text.utf8)
        let isName = NameText.looksLikeName(bytes.span, 0..<bytes.count)
        #expect(!isName)
    }
}

@Suite struct `Names of fields` {
    @Test(arguments: ["src_ip", "SrcIP", "src-ip", "src.ip", "SRC IP", "srcIp"])
    func `mean the same however they are spelt`(_ name: String) {
        #expect(FieldHash(name).value == FieldHash("srcip").value)
        #expect(FieldLookup().meaning(FieldHash(name))?.role == .source)
    }

    @Test func `of nested objects are the names joined`() {
        #expect(FieldHash("source").followed(by: FieldHash("ip")).value == FieldHash("source_ip").value)
        #expect(FieldHash().followed(by: FieldHash("ip")).value == FieldHash("ip").value)
    }

    @Test(arguments: [
        (Escaping.json, #"a\/b\"cé😀\t"#, "a/b\"cé😀\t"), (.hexadecimal, #"a\x2cb\xd9\x85"#, "a,bم"),
        (.doubledQuotes, #"a""b"#, #"a"b"#), (.xml, "a&amp;b&#233;&lt;", "a&bé<"),
        (.backslash, #"a\=b\\c"#, #"a=b\c"#),
        (.json, #"\u12"#, "12"), (.json, #"a\"#, "a"), (.xml, "a&b", "a&b"),
    ])
    func `have values that are decoded`(_ escaping: Escaping, _ text: String, _ expected: String) {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        escaping.decode(bytes.span, 0..<bytes.count, into: &plain, limit: 100)
        #expect(String(decoding: plain, as: UTF8.self) == expected)
    }
}

private func addressText(_ text: String) -> AddressText? {
    let bytes = Array(text.utf8)
    return AddressText.whole(bytes.span, 0..<bytes.count)
}

private func hostText(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let range = NameText.host(bytes.span, 0..<bytes.count, isKnown: false) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
}
