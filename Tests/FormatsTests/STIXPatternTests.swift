import Formats
import Reports
import Testing

@Suite struct `STIX patterns` {
    /// What an indicator with one pattern gives: addresses, `?` before those that are no indicator alone.
    static func read(_ pattern: String) throws -> (found: [String], reasons: [String], claims: [Claim]) {
        let escaped = pattern.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let (sink, _) = try FormatsTests.read(
            """
            {"type": "indicator", "spec_version": "2.1", "id": "indicator--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a10",
             "created": "2026-11-01T08:00:00Z", "modified": "2026-11-01T08:00:00Z",
             "pattern": "\(escaped)", "pattern_type": "stix", "valid_from": "2026-11-01T08:00:00Z"}
            """
        )
        let found = zip(sink.addresses, sink.claims).map { $1.permittedUse == .inform ? "?" + $0 : $0 }
        return (found, sink.rejects.map(\.reason.label), sink.claims)
    }

    @Test(
        arguments: [
            ("[ipv4-addr:value = '192.0.2.1']", ["192.0.2.1"], []),
            ("[ipv4-addr:value='192.0.2.1']", ["192.0.2.1"], []),
            ("[ipv4-addr:value == '192.0.2.0/24']", ["192.0.2.0/24"], []),
            ("[ipv4-addr:value ISSUBSET '192.0.2.0/24']", ["192.0.2.0/24"], []),
            ("[ipv4-addr:value ISSUPERSET '192.0.2.0/24']", [], ["wildcard-address"]),
            ("[ipv6-addr:value = '2001:db8::1']", ["2001:db8::1"], []),
            ("[ipv4-addr:value IN ('192.0.2.1', '192.0.2.2')]", ["192.0.2.1", "192.0.2.2"], []),
            (
                "[ipv4-addr:value NOT IN ('192.0.2.1', '192.0.2.2')]", [],
                ["negated-address", "negated-address"]
            ),
            ("[ipv4-addr:value != '192.0.2.1']", [], ["negated-address"]),
            ("[ipv4-addr:value NOT != '192.0.2.1']", ["192.0.2.1"], []),
            ("[ipv4-addr:value > '192.0.2.1']", [], ["wildcard-address"]),
            ("[domain-name:value = 'evil.example']", ["evil.example"], []),
            ("[domain-name:value LIKE '%.evil.example']", ["evil.example"], []),
            ("[domain-name:value LIKE 'evil.example']", ["evil.example"], []),
            ("[domain-name:value LIKE '%evil%']", [], ["wildcard-address"]),
            ("[domain-name:value MATCHES '^evil\\\\.example$']", ["evil.example"], []),
            ("[domain-name:value MATCHES '(^|\\\\.)evil\\\\.example$']", ["evil.example"], []),
            ("[domain-name:value MATCHES 'evil[0-9]+\\\\.example']", [], ["wildcard-address"]),
            ("[ipv4-addr:value LIKE '192.0.2.%']", ["192.0.2.0/24"], []),
            ("[ipv4-addr:value LIKE '192.0.%']", ["192.0.0.0/16"], []),
            ("[url:value = 'http://evil.example/a\\'b']", ["http://evil.example/a'b"], []),
            ("[url:value LIKE 'http://evil.example/a/%']", ["http://evil.example/a/"], []),
            ("[autonomous-system:number = 64496]", ["AS64496"], []),
            ("[autonomous-system:number = '64496']", ["AS64496"], []),
            (
                "[domain-name:value = 'a.example' OR domain-name:value = 'b.example']",
                ["a.example", "b.example"], []
            ),
            (
                "[file:hashes.'SHA-256' = 'aa' OR domain-name:value = 'b.example']", ["b.example"],
                ["hash-value"]
            ),
            ("[file:name = 'x' AND domain-name:value = 'b.example']", ["?b.example"], ["file-name"]),
            ("[domain-name:value = 'a.example' AND domain-name:value = 'a.example']", ["a.example"], []),
            (
                "[domain-name:value = 'a.example' AND ipv4-addr:value = '192.0.2.1']",
                ["?a.example", "?192.0.2.1"],
                []
            ),
            (
                "[domain-name:value = 'a.example' AND domain-name:resolves_to_refs[*].value = '192.0.2.1']",
                ["a.example", "?192.0.2.1"], []
            ),
            (
                "[url:value = 'http://a.example/x' AND domain-name:value = 'a.example']",
                ["http://a.example/x", "?a.example"], []
            ),
            (
                "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.1']",
                ["192.0.2.1"], []
            ),
            (
                "[network-traffic:src_ref.value = '192.0.2.1' AND network-traffic:dst_ref.value = '192.0.2.2']",
                ["?192.0.2.1", "?192.0.2.2"], []
            ),
            (
                "[network-traffic:extensions.'http-request-ext'.request_header.Host = 'a.example' AND network-traffic:extensions.'http-request-ext'.request_value = '/gate.php']",
                ["?a.example", "http://a.example/gate.php"], []
            ),
            (
                "[domain-name:value = 'a.example'] OR [ipv4-addr:value = '192.0.2.1']",
                ["a.example", "192.0.2.1"], []
            ),
            (
                "[domain-name:value = 'a.example'] AND [ipv4-addr:value = '192.0.2.1']",
                ["?a.example", "?192.0.2.1"], []
            ),
            (
                "[domain-name:value = 'a.example'] FOLLOWEDBY [file:name = 'x']", ["?a.example"],
                ["file-name"]
            ),
            ("[domain-name:value = 'a.example'] WITHIN 300 SECONDS", ["a.example"], []),
            ("[domain-name:value = 'a.example'] REPEATS 5 TIMES WITHIN 1.5 SECONDS", ["?a.example"], []),
            (
                "([domain-name:value = 'a.example'] OR [domain-name:value = 'b.example']) WITHIN 5 SECONDS",
                ["a.example", "b.example"], []
            ),
            (
                "[(domain-name:value = 'a.example' OR domain-name:value = 'b.example') AND network-traffic:dst_port = 443]",
                ["a.example", "b.example"], []
            ),
            (
                "[domain-name:value = 'a.example' AND NOT EXISTS url:value]", ["?a.example"],
                ["other-indicator"]
            ),
            ("[EXISTS domain-name:value]", [], ["other-indicator"]),
            ("[email-addr:value = 'a@b.example']", [], ["email-address"]),
            ("[process:pid = 5 OR mutex:name = 'x']", [], ["other-indicator", "other-indicator"]),
            ("[artifact:payload_bin = b'aGVsbG8=' OR file:size > -5]", [], ["other-indicator", "file-name"]),
            (
                "[file:created = t'2026-11-01T00:00:00Z' OR x-a:b = h'00ff' OR x-a:c = TRUE]", [],
                ["file-name", "other-indicator", "other-indicator"]
            ),
            ("/* note */ [domain-name:value = 'a.example'] // end", ["a.example"], []),
            ("[domain-name:value = 'not an address!']", [], ["forbidden-character"]),
            ("[ network-traffic:dst_port = 443 ]", [], ["other-indicator"]),
        ] as [(String, [String], [String])]
    )
    func `are reduced to their addresses`(pattern: String, found: [String], reasons: [String]) throws {
        let result = try Self.read(pattern)
        #expect(result.found == found)
        #expect(result.reasons == reasons)
    }

    @Test(arguments: [
        "", "[", "[]", "domain-name:value = 'a.example'", "[domain-name:value = 'a.example'",
        "[domain-name:value 'a']",
        "[domain-name = 'a']", "[domain-name:value = 'a.example] ", "[domain-name:value = 'a.example']]",
        "[domain-name:value = 'a.example'] OR", "[domain-name:value = 'a.example'] WITHIN SECONDS",
        "[domain-name:value = 'a.example'] REPEATS 0 TIMES", "[domain-name:value IN 'a.example']",
        "[artifact:payload_bin = b'???']", "[a:b = h'0']", "[a:b[x] = 1]", "/* [a:b = 1]", "[a:b = 1.2.3]",
        "[domain-name:value = 'a.example' ; DROP]",
    ])
    func `that follow no grammar are rejects`(pattern: String) throws {
        let result = try Self.read(pattern)
        #expect(result.found.isEmpty)
        #expect(result.reasons == ["malformed-pattern"] || result.reasons == ["missing-field"])
    }

    @Test func `nested too deep are rejects`() throws {
        let deep = String(repeating: "(", count: 5000) + "[a:b = 1]" + String(repeating: ")", count: 5000)
        #expect(try Self.read(deep).reasons == ["malformed-pattern"])
        let wide =
            "[" + (0..<5000).map { "domain-name:value = 'n\($0).example'" }.joined(separator: " OR ") + "]"
        #expect(try Self.read(wide).found.count == 5000)
    }

    @Test func `say what was lost`() throws {
        let file = try Self.read(
            "[file:name = 'x' AND domain-name:value = 'b.example' AND network-traffic:dst_port = 443]"
        )
        #expect(file.claims.first?.comment == "only with file:name = 'x'; port 443")
        let two = try Self.read(
            "[domain-name:value = 'a.example'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.1']"
        )
        #expect(two.claims.first?.comment == "together with 192.0.2.1")
        let often = try Self.read("[domain-name:value = 'a.example'] REPEATS 5 TIMES")
        #expect(often.claims.first?.comment == "only when seen 5 times")
        let span = try Self.read(
            "[domain-name:value = 'a.example'] START t'2026-11-02T00:00:00Z' STOP t'2026-11-03T00:00:00Z'"
        )
        #expect(span.claims.first?.firstSeen?.description == "2026-11-02T00:00:00Z")
        #expect(span.claims.first?.expiry?.description == "2026-11-03T00:00:00Z")
        #expect(try Self.read("[url:value LIKE 'http://a.example/x/%']").claims.first?.scope == .pathPrefix)
        #expect(try Self.read("[url:value LIKE 'http://a.example/%']").claims.first?.scope == .host)
    }
}
