import Formats
import Reports
import Testing

@Suite struct `MISP events` {
    static func claims(_ file: String) throws -> [String: Claim] {
        let (sink, _) = try Fixtures.read(file)
        return Dictionary(zip(sink.addresses, sink.claims)) { $1 }
    }

    @Test func `tell all that a claim holds`() throws {
        let claims = try Self.claims("misp/event.json")
        let gate = try #require(claims["192.0.2.20"])
        #expect((gate.category, gate.label, gate.permittedUse) == (.commandAndControl, .amber, nil))
        #expect(gate.lastSeen?.description == "2026-11-24T08:30:00Z")
        #expect(gate.firstSeen?.description == "2026-11-23T08:30:00Z")
        #expect(gate.comment == "port 443; sighted 2 times; Samum; gate; Simoom; Samum gates")
        #expect(gate.reference == "8d1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a01")
        #expect(claims["198.51.100.0/24"]?.firstSeen?.description == "2026-10-01T00:00:00Z")
        #expect(claims["http://drop.example/a"]?.category == .malwareDistribution)
    }

    @Test func `keep to what may be done`() throws {
        let claims = try Self.claims("misp/event.json")
        #expect(claims["gate.example"]?.permittedUse == nil)
        #expect(claims["gate.example"]?.label == .red)
        #expect(claims["192.0.2.21"]?.permittedUse == .inform)
        #expect(claims["192.0.2.21"]?.comment?.hasPrefix("address of gate.example") == true)
        #expect(claims["http://drop.example/a"]?.permittedUse == .inform)
        #expect(claims["AS64496"]?.permittedUse == .inform)
        let found = try Self.claims("misp/rest-search.json")
        #expect(found["one.example"]?.permittedUse == .inform)
        #expect(found["one.example"]?.label == .amber)
        #expect(found["fresh.example"]?.confidence == 72)
        #expect(found["fresh.example"]?.permittedUse == .inform)
    }

    @Test func `of objects lend their attributes what they say`() throws {
        let claim = try #require(try Self.claims("misp/event.json")["192.0.2.30"])
        #expect(claim.firstSeen?.description == "2026-10-05T00:00:00Z")
        #expect(claim.comment == "port 8443; panel; Simoom; Samum gates")
    }

    @Test func `agree with their CSV`() throws {
        let json = try Self.claims("misp/event.json")
        let csv = try Self.claims("misp/export.csv")
        for (address, claim) in csv {
            #expect(json[address]?.permittedUse == claim.permittedUse)
            #expect(json[address]?.category == claim.category)
            #expect(json[address]?.firstSeen == claim.firstSeen)
        }
        #expect(csv.count == 4)
    }

    @Test(arguments: [
        (#"{"Event": {"uuid": "u", "info": "x", "Attribute": [A]}}"#),
        (#"[{"Event": {"info": "x", "Attribute": [A]}}]"#),
        (#"{"response": [{"Event": {"info": "x", "Attribute": [A]}}]}"#),
        (#"{"response": {"Attribute": [A]}}"#),
        (#"{"info": "x", "uuid": "u", "Attribute": [A]}"#), (#"[A]"#), (#"A"#), (#"{"Attribute": A}"#),
        (#"{"Event": {"info": "x", "Object": [{"name": "url", "meta-category": "network", "Attribute": [A]}]}}"#),
    ])
    func `come in many wrappings`(wrapping: String) throws {
        let attribute =
            #"{"type": "domain", "category": "Network activity", "to_ids": true, "value": "a.example"}"#
        let (sink, summary) = try read(
            wrapping.replacing("A", with: "@").replacing("@ttribute", with: "Attribute").replacing(
                "@",
                with: attribute
            )
        )
        #expect(summary.format == .misp)
        #expect(sink.addresses == ["a.example"])
        #expect(sink.rejects.isEmpty)
    }

    @Test(arguments: [
        ("tlp:white", SharingLabel.clear), ("tlp:clear", .clear), ("tlp:green", .green),
        ("TLP:AMBER", .amber),
        ("tlp:amber+strict", .amberStrict), ("tlp:red", .red),
    ])
    func `bear their labels`(tag: String, label: SharingLabel) throws {
        let text = """
            {"Event": {"info": "x", "distribution": "0", "Tag": [{"name": "tlp:clear"}], "Attribute": [
              {"type": "domain", "to_ids": true, "category": "Network activity", "value": "a.example", "Tag": [{"name": "\(tag)"}]}]}}
            """
        #expect(try read(text).sink.claims.first?.label == label)
    }

    @Test(arguments: [
        (#"rsit:fraud=\"phishing\""#, Category.phishing),
        (#"rsit:malicious-code=\"c2-server\""#, .commandAndControl),
        (#"rsit:availability=\"ddos\""#, .denialOfService),
        (#"kill-chain:Command and Control"#, .commandAndControl),
        (#"circl:incident-classification=\"phishing\""#, .phishing),
        (#"misp-galaxy:mitre-attack-pattern=\"Spearphishing Link - T1566.002\""#, .phishing),
    ])
    func `name their categories by tags`(tag: String, category: Category) throws {
        let text = """
            {"Event": {"info": "x", "Attribute": [
              {"type": "domain", "to_ids": true, "category": "Network activity", "value": "a.example", "Tag": [{"name": "\(tag)"}]}]}}
            """
        #expect(try read(text).sink.claims.first?.category == category)
    }
}
