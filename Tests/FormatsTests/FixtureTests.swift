import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

/// What a file of a feed should give.
struct FixtureCase: CustomTestStringConvertible, Sendable {
    let file: String
    let format: FeedFormat
    let addresses: [String]
    let reasons: [String]
    /// Whether the content tells the format; else it must be named.
    let isDetected: Bool

    init(
        _ file: String,
        _ format: FeedFormat,
        _ addresses: [String],
        _ reasons: [String] = [],
        isDetected: Bool = true
    ) {
        self.file = file
        self.format = format
        self.addresses = addresses
        self.reasons = reasons
        self.isDetected = isDetected
    }

    var testDescription: String { file }
}

@Suite struct `Fixtures of feeds` {
    static let cases: [FixtureCase] = [
        FixtureCase(
            "stix/bundle-2.1.json",
            .stix,
            [
                "gate.example", "192.0.2.10", "192.0.2.11", "198.51.100.7", "http://drop.example/a",
                "2001:db8::7",
                "seen.example",
            ],
            [
                "file-name", "hash-value", "foreign-pattern", "withdrawn", "benign", "malformed-pattern",
                "file-name",
            ]
        ),
        FixtureCase(
            "stix/bundle-2.0.json",
            .stix,
            ["192.0.2.0/24", "old.example", "203.0.113.9"],
            ["email-address"]
        ),
        FixtureCase("stix/taxii-envelope.json", .stix, ["second.example", "AS64496"]),
        FixtureCase(
            "xml/package.stix1.xml",
            .stix1,
            ["192.0.2.1", "192.0.2.2", "both.example", "http://referred.example/a", "192.0.2.99"],
            ["file-name"]
        ),
        FixtureCase(
            "xml/openioc-1.0.ioc",
            .openIOC,
            ["gate.example", "192.0.2.5", "both.example"],
            ["hash-value", "other-indicator"]
        ),
        FixtureCase(
            "xml/openioc-1.1.ioc",
            .openIOC,
            ["shop.example", "http://shop.example/drop/n/"],
            ["negated-address"]
        ),
        FixtureCase(
            "xml/clean-mx.xml",
            .cleanMX,
            ["http://drop.example/24wer.html", "http://phish.example/i/"]
        ),
        FixtureCase("xml/table.html", .html, ["192.0.2.160", "c2.example"]),
        FixtureCase(
            "misp/event.json",
            .misp,
            [
                "192.0.2.20", "gate.example", "192.0.2.21", "http://drop.example/a", "AS64496",
                "198.51.100.0/24",
                "192.0.2.30",
            ],
            ["withdrawn", "hash-value", "vulnerability", "victim", "context", "context"]
        ),
        FixtureCase("misp/rest-search.json", .misp, ["one.example", "fresh.example"], ["withdrawn"]),
        FixtureCase(
            "misp/export.csv",
            .mispCSV,
            ["192.0.2.20", "gate.example", "192.0.2.21", "http://drop.example/a"],
            ["hash-value", "context"]
        ),
        FixtureCase(
            "events/intelmq.json",
            .intelMQ,
            ["192.0.2.50", "http://login.example/x", "192.0.2.60"],
            ["hash-value"]
        ),
        FixtureCase("events/intelmq.csv", .intelMQ, ["192.0.2.70", "http://login.example/x"]),
        FixtureCase(
            "events/n6.sjson",
            .n6,
            ["c2.example", "192.0.2.80", "http://drop.example/b"],
            ["victim", "withdrawn", "malformed-json"]
        ),
        FixtureCase(
            "events/idea.json",
            .idea,
            ["192.0.2.0/30", "192.0.2.90/31", "2001:db8::/64", "192.0.2.95"],
            ["victim"]
        ),
        FixtureCase(
            "shadowserver/2026-11-23-scan_telnet-example.csv",
            .shadowserver,
            ["192.0.2.145", "192.0.2.146"]
        ),
        FixtureCase("shadowserver/2026-11-23-event4_sinkhole-example.csv", .shadowserver, ["192.0.2.150"]),
        FixtureCase(
            "shadowserver/2026-11-23-event4_honeypot_ddos_amp-example.csv",
            .shadowserver,
            [],
            ["victim"]
        ),
        FixtureCase(
            "shadowserver/2026-11-23-compromised_website-example.csv",
            .shadowserver,
            ["http://shop.example/wp-content/x.php", "blog.example", "192.0.2.154"]
        ),
        FixtureCase("shadowserver/unknown.csv", .shadowserver, ["192.0.2.155"]),
        FixtureCase("spamhaus/drop.txt", .spamhausDROP, ["192.0.2.0/24", "198.51.100.0/25"]),
        FixtureCase("spamhaus/asndrop.txt", .spamhausDROP, ["AS64496", "AS64497"]),
        FixtureCase("spamhaus/drop_v4.json", .spamhausDROP, ["192.0.2.0/24", "198.51.100.0/25"]),
        FixtureCase("spamhaus/asndrop.json", .spamhausDROP, ["AS64496"]),
        FixtureCase(
            "abusech/urlhaus.csv",
            .urlhaus,
            ["http://192.0.2.40:55/bin.sh", "https://drop.example/a,b/x.exe"]
        ),
        FixtureCase(
            "abusech/urlhaus.json",
            .urlhaus,
            ["http://192.0.2.40:55/bin.sh", "https://drop.example/x.exe"]
        ),
        FixtureCase("abusech/threatfox.csv", .threatFox, ["192.0.2.41", "pay.example"], ["hash-value"]),
        FixtureCase("abusech/threatfox.json", .threatFox, ["192.0.2.41"], ["hash-value"]),
        FixtureCase("abusech/feodo.csv", .feodo, ["192.0.2.42", "192.0.2.43"]),
        FixtureCase("abusech/feodo.json", .feodo, ["192.0.2.42"]),
        FixtureCase("abusech/sslbl-ips.csv", .sslbl, ["192.0.2.44", "192.0.2.45"]),
        FixtureCase("abusech/sslbl-certificates.csv", .sslbl, [], ["hash-value"]),
        FixtureCase("abusech/malware-bazaar.csv", .malwareBazaar, [], ["hash-value"]),
        FixtureCase("vendors/abuseipdb.json", .abuseIPDB, ["192.0.2.46", "2001:db8::46"], ["benign"]),
        FixtureCase("vendors/abuseipdb.csv", .abuseIPDB, ["192.0.2.48"]),
        FixtureCase("vendors/dshield-block.txt", .dshield, ["192.0.2.0/24", "198.51.100.0/24"]),
        FixtureCase("vendors/dshield-sources.txt", .dshield, ["192.0.2.49", "203.0.113.7"]),
        FixtureCase("vendors/dshield.json", .dshield, ["192.0.2.49", "192.0.2.50"]),
        FixtureCase("vendors/ssh.txt", .blocklistDE, ["192.0.2.51", "2001:db8::51"], isDetected: false),
        FixtureCase(
            "vendors/otx.json",
            .otx,
            ["otx.example", "http://otx.example/login"],
            ["withdrawn", "hash-value", "vulnerability"]
        ),
        FixtureCase("vendors/phishtank.csv", .phishTank, ["http://login.example/bank"]),
        FixtureCase("vendors/phishtank.json", .phishTank, ["http://login.example/bank"]),
        FixtureCase(
            "vendors/openphish.txt",
            .openPhish,
            ["http://login.example/a", "https://pay.example/b?c=d"],
            isDetected: false
        ),
        FixtureCase(
            "suricata/strings.lst",
            .suricataDataset,
            ["evil.example", "worse.example", "http://drop.example/x"],
            ["other-indicator", "invalid-base64"]
        ),
        FixtureCase(
            "suricata/addresses.lst",
            .suricataDataset,
            ["192.0.2.52", "2001:db8::52", "192.0.2.53"],
            isDetected: false
        ),
        FixtureCase(
            "suricata/reputation.list",
            .suricataIPRep,
            ["192.0.2.54", "192.0.2.128/25", "2001:db8:1::/48"]
        ),
    ]

    @Test(arguments: cases) func `read in full`(fixture: FixtureCase) throws {
        for name in [fixture.isDetected ? nil : fixture.format, fixture.format] {
            let (sink, summaries) = try Fixtures.read(fixture.file, as: name)
            #expect(summaries.map(\.format) == [fixture.format])
            #expect(sink.addresses == fixture.addresses)
            #expect(sink.rejects.map(\.reason.label) == fixture.reasons)
            #expect(summaries.map(\.read) == [sink.addresses.count + sink.rejects.count])
            #expect(sink.lines.allSatisfy { $0 > 0 && $0 <= summaries[0].lines })
        }
    }

    /// Reasons of the fixtures that are faults, written into them on purpose; all others are left out for what they are.
    @Test func `tell faults from what is left out`() throws {
        var faults: [String] = []
        for fixture in Self.cases {
            let (sink, summaries) = try Fixtures.read(fixture.file, as: fixture.format)
            faults += sink.rejects.map(\.reason).filter { !$0.isLeftOut }.map(\.label)
            #expect(summaries[0].leftOut == sink.rejects.count { $0.reason.isLeftOut })
        }
        #expect(faults == ["malformed-pattern", "malformed-json", "invalid-base64"])
    }

    @Test(arguments: [
        ("refused/warninglist.json", "allowlists"), ("refused/misp-feeds.json", "MISP feeds"),
        ("refused/taxii-discovery.json", "TAXII"), ("misp/feed/manifest.json", "manifest"),
        ("misp/feed/hashes.csv", "hashes"),
    ])
    func `refuse what lists nothing suspicious`(file: String, word: String) throws {
        let error = #expect(throws: FeedError.self) { try Fixtures.read(file) }
        #expect(error?.code == .notAFeed)
        #expect(error?.description.contains(word) == true)
        #expect(error?.file == (try Fixtures.path(file)))
    }

    @Test func `of a MISP feed report the events that are missing`() throws {
        for format in [nil, FeedFormat.misp] {
            let (sink, summaries) = try Fixtures.read("misp/feed", as: format)
            #expect(sink.addresses == ["feed1.example", "feed2.example"])
            #expect(sink.rejects.map(\.reason) == [.missingEvent])
            #expect(sink.rejects.first?.excerpt == "ad1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a03")
            let manifest = try #require(summaries.first { $0.name.hasSuffix("manifest.json") })
            #expect(manifest.format == .misp && manifest.rejected == 1 && manifest.skipped == 3)
            #expect(summaries.filter { $0.format == nil }.map(\.name.lastComponent).contains("hashes.csv"))
            #expect(sink.claims.allSatisfy { $0.label == .clear })
        }
    }

    @Test func `of a MISP feed in an archive report them too`() throws {
        let folder = try TemporaryFolder()
        let feed = try Fixtures.path("misp/feed")
        let tar = Program(executable: URL(filePath: "/bin/tar"))
        #expect(try tar.run(["-czf", folder.path("feed.tar.gz"), "-C", feed, "."]).status == 0)
        var sink = ListSink()
        _ = try FeedReader().read(ByteInput(path: folder.path("feed.tar.gz")), into: &sink)
        #expect(Set(sink.addresses) == ["feed1.example", "feed2.example"])
        #expect(sink.rejects.map(\.reason) == [.missingEvent])
    }
}

extension String {
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
