import Addresses
import Foundation
import Lists
import Reports
import TestSupport
import Testing

@Suite struct `Lists in STIX` {
    private struct Bundle: Decodable {
        let type: String
        let id: String
        let objects: [Object]
    }

    private struct Object: Decodable {
        let type: String
        let id: String
        let name: String?
        let pattern: String?
        let created_by_ref: String?
        let object_marking_refs: [String]?
        let valid_until: String?
    }

    private static func bundle(_ text: String) throws -> Bundle {
        try JSONDecoder().decode(Bundle.self, from: Data(text.utf8))
    }

    @Test func `have an indicator for each entry, and all that these refer to`() throws {
        let entries = try ListSamples.entries(3000)
        let bundle = try Self.bundle(try ListSamples.render(.stix, entries).text)
        let indicators = bundle.objects.filter { $0.type == "indicator" }
        #expect(
            indicators.count == entries.count && indicators.map(\.name) == entries.map { "\($0.address)" }
        )
        let known = Set(bundle.objects.map(\.id))
        #expect(known.count == bundle.objects.count)
        for indicator in indicators {
            #expect(known.contains(indicator.created_by_ref ?? ""))
            #expect(indicator.object_marking_refs?.allSatisfy(known.contains) == true)
        }
        #expect(indicators.count { $0.valid_until != nil } == entries.count { $0.expiry != nil })
    }

    @Test func `keep identifiers from serial to serial`() throws {
        let entries = try ListSamples.entries(30)
        var later = try ListSamples.options()
        later.serial = 8
        later.now = Timestamp(seconds: later.now.seconds + 60)
        let first = try Self.bundle(try ListSamples.render(.stix, entries).text)
        let second = try Self.bundle(try ListSamples.render(.stix, entries, options: later).text)
        #expect(first.objects.map(\.id) == second.objects.map(\.id) && first.id != second.id)
    }

    @Test(arguments: [
        ("192.0.2.1", MatchScope.exact, "[ipv4-addr:value = '192.0.2.1']"),
        ("192.0.2.0/24", .exact, "[ipv4-addr:value = '192.0.2.0/24']"),
        ("2001:db8::1", .exact, "[ipv6-addr:value = '2001:db8::1']"),
        ("AS64496", .exact, "[autonomous-system:number = 64496]"),
        ("evil.example", .exact, "[domain-name:value = 'evil.example']"),
        (
            "http://evil.example/a?b", .pathPrefix,
            "[url:value = 'http://evil.example/a?b' OR url:value LIKE 'http://evil.example/a/%']"
        ),
        (
            "http://evil.example/a?b", .host,
            "[url:value = 'http://evil.example/a?b' OR url:value LIKE 'http://evil.example/%']"
        ),
        ("http://evil.example/a'b", .exact, "[url:value = 'http://evil.example/a\\'b']"),
    ])
    func `say what an entry means as a pattern`(text: String, scope: MatchScope, pattern: String) throws {
        var entry = try ListSamples.entry(text)
        entry.scope = scope
        let bundle = try Self.bundle(try ListSamples.render(.stix, [entry]).text)
        #expect(bundle.objects.last?.pattern == pattern)
    }

    private static let validator = Self.toolFolder.appending(path: "bin/stix2_validator")

    private static let toolFolder: URL = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["MARSAD_TEST_TOOLS"]
        return named.map { URL(filePath: $0) } ?? package.appending(path: ".build/test-tools")
    }()

    private static let hasValidator = FileManager.default.isExecutableFile(atPath: validator.path)

    /// Rule 103 wants random identifiers where the standard allows those made of names.
    @Test(.enabled(if: hasValidator, "no Python test tools: run scripts/setup"), arguments: [0, 1, 600])
    func `are taken by the validator of OASIS, strictly`(count: Int) throws {
        let folder = try TemporaryFolder()
        let entries = Array(try ListSamples.entries(600).prefix(count))
        let path = try folder.write("list.json", try ListSamples.render(.stix, entries).text)
        let outcome = try Program(executable: Self.validator)
            .run(["--version", "2.1", "--strict", "--enforce-refs", "-d", "103", path])
        #expect(outcome.status == 0, "\(outcome)")
    }
}
