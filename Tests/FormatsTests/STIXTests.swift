import Formats
import Reports
import Testing

@Suite struct `STIX objects` {
    /// The claims of the fixture by address.
    static func claims(_ file: String) throws -> [String: Claim] {
        let (sink, _) = try Fixtures.read(file)
        return Dictionary(zip(sink.addresses, sink.claims)) { $1 }
    }

    @Test func `tell all that a claim holds`() throws {
        let claims = try Self.claims("stix/bundle-2.1.json")
        let gate = try #require(claims["gate.example"])
        #expect((gate.category, gate.confidence, gate.label) == (.commandAndControl, 85, .green))
        #expect(gate.firstSeen?.description == "2026-11-01T08:00:00Z")
        #expect(gate.lastSeen?.description == "2026-11-20T00:00:00Z")
        #expect(gate.expiry?.description == "2026-12-01T08:00:00Z")
        #expect(gate.reference == "https://cert.example/reports/7")
        #expect(gate.comment == "Samum; sighted 3 times; Gate of Samum")
        #expect(gate.permittedUse == nil)
        #expect(claims["198.51.100.7"]?.comment == "port 443")
        #expect(claims["198.51.100.7"]?.label == .amber)
        #expect(claims["2001:db8::7"]?.permittedUse == .inform)
        #expect(claims["2001:db8::7"]?.label == .red)
    }

    @Test func `that were only seen are to inform`() throws {
        let claims = try Self.claims("stix/bundle-2.1.json")
        #expect(claims["seen.example"]?.permittedUse == .inform)
        #expect(claims["seen.example"]?.firstSeen?.description == "2026-11-04T00:00:00Z")
        #expect(claims["192.0.2.10"]?.permittedUse == nil)
        let old = try Self.claims("stix/bundle-2.0.json")
        #expect(old["203.0.113.9"]?.permittedUse == .inform)
        #expect(old["203.0.113.9"]?.lastSeen?.description == "2026-11-02T00:00:00Z")
        #expect(old["192.0.2.0/24"]?.category == .systemCompromise)
        #expect(old["192.0.2.0/24"]?.expiry?.description == "2026-11-08T00:00:00Z")
    }

    @Test(arguments: [
        ("613f2e26-407d-48c7-9eca-b8e91df99dc9", SharingLabel.clear),
        ("34098fce-860f-48ae-8e50-ebd3cc5e41da", .green), ("f88d31f6-486f-44da-b317-01333bde0b82", .amber),
        ("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", .red), ("94868c89-83c2-464b-929b-a1a8aa3c8487", .clear),
        ("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", .green), ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", .amber),
        ("939a9414-2ddd-4d32-a0cd-375ea402b003", .amberStrict),
        ("e828b379-4e03-4974-9ac4-e53a884c97c1", .red),
    ])
    func `know TLP 1 and 2 by identifier`(uuid: String, label: SharingLabel) throws {
        #expect(try Self.label(markings: ["marking-definition--\(uuid)"], definitions: []) == label)
    }

    @Test(arguments: [
        (#""definition_type": "tlp", "definition": {"tlp": "amber"}"#, SharingLabel.amber),
        (#""definition_type": "TLP", "definition": {"TLP": "TLP:AMBER+STRICT"}"#, .amberStrict),
        (#""name": "TLP:RED""#, .red),
        (
            #""extensions": {"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {"extension_type": "property-extension", "tlp_2_0": "green"}}"#,
            .green
        ),
    ])
    func `know TLP by content, before the objects or after`(content: String, label: SharingLabel) throws {
        let id = "marking-definition--11111111-2222-4333-8444-555555555555"
        let definition =
            #"{"type": "marking-definition", "spec_version": "2.1", "id": "\#(id)", "created": "2026-11-01T00:00:00Z", \#(content)}"#
        #expect(try Self.label(markings: [id], definitions: [definition]) == label)
        let strictest = ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", id]
        #expect(try Self.label(markings: strictest, definitions: [definition]) == label)
        let forged = definition.replacing(
            id,
            with: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
        )
        #expect(
            try Self.label(
                markings: ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"],
                definitions: [forged]
            ) == .red
        )
    }

    static func label(markings: [String], definitions: [String]) throws -> SharingLabel? {
        let references = markings.map { "\"\($0)\"" }.joined(separator: ", ")
        let indicator = """
            {"type": "indicator", "spec_version": "2.1", "id": "indicator--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a10",
             "created": "2026-11-01T08:00:00Z", "modified": "2026-11-01T08:00:00Z", "pattern": "[domain-name:value = 'a.example']",
             "pattern_type": "stix", "valid_from": "2026-11-01T08:00:00Z", "object_marking_refs": [\(references)]}
            """
        let objects = ([indicator] + definitions).joined(separator: ",")
        let (sink, _) = try read("{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [\(objects)]}")
        #expect(sink.addresses == ["a.example"])
        return sink.claims.first?.label
    }

    /// A name that only members with a stricter label may read does not slip into a wider report.
    @Test func `do not tell what is more restricted`() throws {
        let malware = """
            {"type": "malware", "spec_version": "2.1", "id": "malware--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a20", "created": "2026-11-01T08:00:00Z",
             "modified": "2026-11-01T08:00:00Z", "name": "Secret", "object_marking_refs": ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"]}
            """
        let relation = """
            {"type": "relationship", "spec_version": "2.1", "id": "relationship--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a21", "created": "2026-11-01T08:00:00Z",
             "modified": "2026-11-01T08:00:00Z", "relationship_type": "indicates", "source_ref": "indicator--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a10",
             "target_ref": "malware--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a20"}
            """
        let indicator = """
            {"type": "indicator", "spec_version": "2.1", "id": "indicator--4a1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a10", "created": "2026-11-01T08:00:00Z",
             "modified": "2026-11-01T08:00:00Z", "pattern": "[domain-name:value = 'a.example']", "pattern_type": "stix", "valid_from": "2026-11-01T08:00:00Z"}
            """
        let (sink, _) = try read("[\(indicator), \(malware), \(relation)]")
        #expect(sink.claims.map(\.comment) == [nil])
    }

    @Test func `come one per line too`() throws {
        let bundle =
            #"{"type": "bundle", "id": "bundle--1", "objects": [{"type": "domain-name", "spec_version": "2.1", "id": "domain-name--6ed5dd0f-5d56-5d4c-8d3a-0d5b8f1d2a3\#("X")", "value": "X.example"}]}"#
        let lines = ["0", "1"].map { bundle.replacing("X", with: $0) }
        let (sink, summary) = try read(lines[0] + "\n{\"type\": \n" + lines[1] + "\n")
        #expect(summary.format == .stix)
        #expect(sink.addresses == ["0.example", "1.example"])
        #expect(sink.reasons == ["2:malformed-json"])
    }

    @Test func `may be none`() throws {
        #expect(try read("{}", as: .stix).sink.addresses.isEmpty)
        #expect(try read(#"{"type": "bundle", "id": "bundle--1"}"#, as: .stix).summary.read == 0)
        let error = #expect(throws: FeedError.self) { try read(#"{"ip": "192.0.2.1"}"#, as: .stix) }
        #expect(error?.code == .nothingReads)
    }
}
