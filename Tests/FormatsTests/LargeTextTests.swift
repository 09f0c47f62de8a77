import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

/// Texts larger than what is read whole: they are opened and read piece by piece, with the same result.
@Suite struct `Large texts` {
    static let count = 3000

    /// Reads as if values of more than 64 KiB were too large to be read whole.
    static func read(_ text: String, as format: FeedFormat? = nil) throws -> ListSink {
        var sink = ListSink()
        var reader = FeedReader(format: format)
        reader.largestWholeValue = 64 << 10
        _ = try reader.read(ByteInput(name: "feed", bytes: Array(text.utf8)), into: &sink)
        return sink
    }

    static func indicator(_ number: Int) -> String {
        let tail = String(number, radix: 16)
        let uuid = "4a1e3f56-0b1c-4b7e-9c63-" + String(repeating: "0", count: 12 - tail.count) + tail
        return """
            {"type": "indicator", "spec_version": "2.1", "id": "indicator--\(uuid)", "created": "2026-11-01T08:00:00.000Z",
            "modified": "2026-11-01T08:00:00.000Z", "pattern": "[domain-name:value = 'n\(number).example']", "pattern_type": "stix",
            "valid_from": "2026-11-01T08:00:00Z", "object_marking_refs": ["marking-definition--11111111-2222-4333-8444-555555555555"]}
            """
    }

    @Test func `of STIX keep what stands at their end`() throws {
        var text = "{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [\n"
        for number in 0..<Self.count { text += Self.indicator(number) + ",\n" }
        text += """
            {"type": "marking-definition", "spec_version": "2.1", "id": "marking-definition--11111111-2222-4333-8444-555555555555",
            "created": "2026-11-01T00:00:00Z", "definition_type": "tlp", "definition": {"tlp": "amber"}}]}
            """
        #expect(text.utf8.count > 4 * 64 << 10)
        let sink = try Self.read(text)
        #expect(sink.addresses.count == Self.count)
        #expect(sink.addresses.last == "n\(Self.count - 1).example")
        #expect(sink.claims.allSatisfy { $0.label == .amber })
        #expect(sink.lines.last == 3 * Self.count - 1)
        let error = #expect(throws: FeedError.self) { try Self.read(String(text.dropLast(2)) + "}") }
        #expect(error?.code == .malformedJSON)
        #expect(error?.offset == Int64(text.utf8.count - 2))
    }

    @Test func `of MISP keep what the event says behind its attributes`() throws {
        let comment = String(repeating: "x", count: 200)
        var text = "{\"response\": [{\"Event\": {\"uuid\": \"u\", \"Attribute\": [\n"
        for number in 0..<Self.count {
            text += """
                {"type": "domain", "category": "Network activity", "to_ids": true, "value": "n\(number).example", "comment": "\(comment)",
                "uuid": "4a1e3f56", "timestamp": "1795422600"}\(number + 1 < Self.count ? "," : "")\n
                """
        }
        text +=
            "], \"RelatedEvent\": [{\"Event\": {\"Attribute\": [{\"type\": \"domain\", \"value\": \"other.example\"}]}}],"
        text += "\"info\": \"Samum\", \"Tag\": [{\"name\": \"tlp:red\"}]}}]}"
        #expect(text.utf8.count > 4 * 64 << 10)
        let sink = try Self.read(text)
        #expect(sink.addresses.count == Self.count)
        #expect(sink.claims.allSatisfy { $0.label == .red && $0.comment?.hasSuffix("Samum") == true })
    }

    @Test func `of plain JSON are read too`() throws {
        let comment = String(repeating: "x", count: 300)
        let rows = (0..<Self.count).map { "{\"domain\": \"n\($0).example\", \"note\": \"\(comment)\"}" }
        for text in [
            "[\(rows.joined(separator: ",\n"))]",
            "{\"tlp\": \"amber\", \"data\": [\(rows.joined(separator: ",\n"))]}",
        ] {
            let sink = try Self.read(text)
            #expect(sink.addresses.count == Self.count)
            #expect(sink.claims.first?.label == (text.hasPrefix("{") ? .amber : nil))
        }
    }

    @Test func `with a value too long lose that value`() throws {
        let long = String(repeating: "x", count: 65 << 10)
        let sink = try Self.read(
            "{\"ip\": \"192.0.2.1\", \"data\": \"\(long)\", \"ips\": [\"192.0.2.2\"]}",
            as: .json
        )
        #expect(sink.addresses == ["192.0.2.2"])
        #expect(sink.reasons == ["1:too-long"])
    }
}
