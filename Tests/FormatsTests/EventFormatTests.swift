import Formats
import Reports
import Testing

@Suite struct `Events of CERTs` {
    static func claims(_ file: String) throws -> [String: Claim] {
        let (sink, _) = try Fixtures.read(file)
        return Dictionary(zip(sink.addresses, sink.claims)) { $1 }
    }

    @Test func `from IntelMQ`() throws {
        let claims = try Self.claims("events/intelmq.json")
        let bot = try #require(claims["192.0.2.50"])
        #expect((bot.category, bot.confidence, bot.label) == (.infectedSystem, 90, .amber))
        #expect(bot.lastSeen?.description == "2026-11-01T00:00:00Z")
        #expect(bot.comment == "port 50123; samum")
        #expect(claims["192.0.2.60"]?.permittedUse == .inform)
        #expect(claims["http://login.example/x"]?.category == .phishing)
    }

    @Test func `from n6`() throws {
        let claims = try Self.claims("events/n6.sjson")
        let gate = try #require(claims["c2.example"])
        #expect((gate.category, gate.confidence, gate.label) == (.commandAndControl, 90, .amber))
        #expect(gate.expiry?.description == "2026-12-01T00:00:00Z")
        #expect(gate.comment == "port 443; samum")
        #expect(claims["http://drop.example/b"]?.label == .clear)
    }

    @Test func `from Warden`() throws {
        let claims = try Self.claims("events/idea.json")
        let network = try #require(claims["192.0.2.0/30"])
        #expect((network.category, network.confidence, network.permittedUse) == (.phishing, 50, .inform))
        #expect(network.firstSeen?.description == "2026-11-03T07:36:00Z")
        #expect(network.lastSeen?.description == "2026-11-03T09:55:22Z")
        #expect(network.comment == "port 22; SSH dictionary attack")
        #expect(claims["192.0.2.95"]?.category == .scanning)
    }

    @Test func `from Shadowserver follow the report's type`() throws {
        let open = try Self.claims("shadowserver/2026-11-23-scan_telnet-example.csv")["192.0.2.145"]
        #expect((open?.category, open?.permittedUse) == (.vulnerable, .inform))
        #expect(open?.comment == "port 23; telnet")
        let bot = try Self.claims("shadowserver/2026-11-23-event4_sinkhole-example.csv")["192.0.2.150"]
        #expect((bot?.category, bot?.comment) == (.infectedSystem, "port 50000; samum; c2"))
        #expect(bot?.lastSeen?.description == "2026-11-23T00:00:01Z")
        let site = try Self.claims("shadowserver/2026-11-23-compromised_website-example.csv")
        #expect(site.values.allSatisfy { $0.category == .systemCompromise })
        #expect(try Self.claims("shadowserver/unknown.csv")["192.0.2.155"]?.category == .infectedSystem)
    }
}

@Suite struct `Feeds of vendors` {
    static let cases: [(file: String, address: String, claim: Claim)] = [
        (
            "abusech/urlhaus.csv", "http://192.0.2.40:55/bin.sh",
            Claim(
                category: .malwareDistribution,
                firstSeen: DateReading.timestamp("2026-11-23 08:29:05"),
                lastSeen: DateReading.timestamp("2026-11-23 08:29:05"),
                reference: "https://urlhaus.abuse.ch/url/3434/",
                comment: "32-bit,elf,mips,Samum"
            )
        ),
        (
            "abusech/threatfox.csv", "192.0.2.41",
            Claim(
                category: .commandAndControl,
                confidence: 75,
                firstSeen: DateReading.timestamp("2026-11-23 08:02:00"),
                reference: "https://cert.example/1",
                comment: "port 443; Samum; samum"
            )
        ),
        (
            "abusech/feodo.json", "192.0.2.42",
            Claim(
                category: .commandAndControl,
                firstSeen: DateReading.timestamp("2026-11-01 10:36:27"),
                lastSeen: DateReading.timestamp("2026-11-23"),
                comment: "port 443; Samum"
            )
        ),
        (
            "abusech/sslbl-ips.csv", "192.0.2.44",
            Claim(
                category: .commandAndControl,
                firstSeen: DateReading.timestamp("2026-11-01 10:36:27"),
                comment: "port 4443"
            )
        ),
        (
            "vendors/abuseipdb.json", "192.0.2.46",
            Claim(confidence: 100, lastSeen: DateReading.timestamp("2026-11-23T08:17:01Z"))
        ),
        (
            "vendors/abuseipdb.csv", "192.0.2.48",
            Claim(
                category: .loginAttempt,
                firstSeen: DateReading.timestamp("2026-11-23T08:17:01Z"),
                lastSeen: DateReading.timestamp("2026-11-23T08:17:01Z"),
                comment: "SSH login attempts"
            )
        ),
        (
            "vendors/dshield.json", "192.0.2.49",
            Claim(
                category: .scanning,
                firstSeen: DateReading.timestamp("2026-11-01"),
                lastSeen: DateReading.timestamp("2026-11-23")
            )
        ),
        (
            "vendors/phishtank.json", "http://login.example/bank",
            Claim(
                category: .phishing,
                firstSeen: DateReading.timestamp("2026-11-23T07:00:00Z"),
                lastSeen: DateReading.timestamp("2026-11-23T08:00:00Z"),
                reference: "http://www.phishtank.com/phish_detail.php?phish_id=8123456",
                comment: "Example Bank"
            )
        ),
        ("spamhaus/drop_v4.json", "192.0.2.0/24", Claim(reference: "SBL256893")),
        ("spamhaus/drop.txt", "192.0.2.0/24", Claim(comment: "SBL256893")),
        ("spamhaus/asndrop.json", "AS64496", Claim(comment: "EXAMPLE-AS")),
        ("suricata/reputation.list", "192.0.2.54", Claim(confidence: 100, comment: "reputation category 1")),
    ]

    @Test(arguments: cases.indices) func `tell all that a claim holds`(index: Int) throws {
        let (file, address, claim) = Self.cases[index]
        let (sink, _) = try Fixtures.read(file)
        let found = try #require(sink.addresses.firstIndex(of: address))
        #expect(sink.claims[found] == claim)
    }

    @Test func `pass on what a pulse says`() throws {
        let (sink, _) = try Fixtures.read("vendors/otx.json")
        let claim = try #require(sink.claims.first)
        #expect((claim.category, claim.label) == (.phishing, .green))
        #expect(claim.reference == "https://cert.example/reports/7")
        #expect(sink.claims.last?.expiry?.description == "2026-12-01T00:00:00Z")
    }

    @Test func `named by a person say what they list`() throws {
        #expect(
            try Fixtures.read("vendors/openphish.txt", as: .openPhish).sink.claims.first?.category
                == .phishing
        )
        #expect(
            try Fixtures.read("vendors/ssh.txt", as: .blocklistDE).sink.claims.first?.category
                == .loginAttempt
        )
    }
}
