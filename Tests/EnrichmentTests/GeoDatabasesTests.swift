import Addresses
import Enrichment
import GeoFiles
import Foundation
import TestSupport
import Testing

/// A folder of databases of our own making.
private struct GeoFolder {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func write(_ name: String, _ file: GeoFile) throws {
        // Beside it and renamed, as a person who was told how does it.
        try Data(file.bytes).write(to: folder.url.appending(path: name), options: .atomic)
    }

    func open() -> GeoDatabases { GeoDatabases(folder: folder.url.path) }
}

@Suite struct `Geography databases` {
    static let countries: [(String, GeoValue)] = [
        ("192.0.2.0/24", .map(["country": .map(["iso_code": .string("SA"), "geoname_id": .unsigned(1)])])),
        ("198.51.100.0/25", .map(["country": .map(["iso_code": .string("OM")])])),
        ("2001:db8::/32", .map(["registered_country": .map(["iso_code": .string("KW")])])),
    ]
    static let systems: [(String, GeoValue)] = [
        (
            "192.0.2.0/25",
            .map([
                "autonomous_system_number": .unsigned(64_500),
                "autonomous_system_organization": .string("Example Telecom"),
            ])
        )
    ]

    @Test func `answer together, each fact with its network and file`() throws {
        let folder = try GeoFolder()
        try folder.write("country.mmdb", GeoFile(type: "GeoLite2-Country", records: Self.countries))
        try folder.write("asn.mmdb", GeoFile(type: "GeoLite2-ASN", records: Self.systems))
        try Data("no database".utf8).write(to: folder.folder.url.appending(path: "README.txt"))
        let databases = folder.open()
        #expect(databases.databases.map(\.type).sorted() == ["GeoLite2-ASN", "GeoLite2-Country"])
        #expect(databases.failures.isEmpty)
        let facts = databases.facts(of: try IPAddress("192.0.2.9"))
        #expect(
            facts.country?.value == CountryCode("sa") && facts.country?.network.description == "192.0.2.0/24"
        )
        #expect(facts.system?.value == ASN(64_500) && facts.system?.network.description == "192.0.2.0/25")
        #expect(facts.organisation?.value == "Example Telecom")
        #expect(facts.country?.database.hasSuffix("country.mmdb") == true)
        #expect(databases.facts(of: try IPAddress("192.0.2.200")).system == nil)
        #expect(databases.facts(of: try IPAddress("2001:db8::1")).country?.value.text == "KW")
        #expect(databases.facts(of: try IPAddress("203.0.113.1")).isEmpty)
    }

    @Test(
        arguments: [
            .map(["country": .string("QA"), "asn": .string("AS64501"), "as_name": .string("Org")]),
            .map([
                "country_code": .string("qa"), "country": .string("Qatar"), "asn": .string("as64501"),
                "as_name": .string("Org"), "as_domain": .string("org.example"),
            ]),
            .map([
                "country": .map([
                    "iso_code": .string("QA"), "AutonomousSystemNumber": .string("64501"),
                    "AutonomousSystemOrganization": .string("Org"),
                ])
            ]),
            .map([
                "country": .map(["iso_code": .string("QA")]),
                "traits": .map([
                    "autonomous_system_number": .unsigned(64_501),
                    "autonomous_system_organization": .string("Org"),
                ]),
            ]),
            .map([
                "countryCode": .string("QA"), "as_number": .unsigned(64_501),
                "as_organization": .string("Org"),
            ]),
            .map([
                "country": .map(["code": .string("QA")]),
                "as": .map(["number": .signed(64_501), "name": .string("Org")]),
            ]),
        ] as [GeoValue]
    )
    func `of unknown shapes are read by their field names`(record: GeoValue) throws {
        let folder = try GeoFolder()
        try folder.write("any.mmdb", GeoFile(type: "somebody's own", records: [("192.0.2.0/24", record)]))
        let facts = folder.open().facts(of: try IPAddress("192.0.2.1"))
        #expect(facts.country?.value.text == "QA")
        #expect(facts.system?.value == ASN(64_501))
        #expect(facts.organisation?.value == "Org")
    }

    @Test(
        arguments: [
            .map(["country": .string("Qatar"), "asn": .string("none"), "as_name": .string("")]),
            .map(["country": .unsigned(5), "asn": .unsigned(0)]), .string("QA"), .array([.string("QA")]),
            .map([:]),
            .map(["country": .map(["iso_code": .string("Q1")])]),
            .map(["autonomous_system_number": .unsigned(1 << 40)]),
        ] as [GeoValue]
    )
    func `that hold something else give nothing`(record: GeoValue) throws {
        let folder = try GeoFolder()
        try folder.write("any.mmdb", GeoFile(type: "any", records: [("192.0.2.0/24", record)]))
        let databases = folder.open()
        #expect(databases.failures.isEmpty)
        #expect(databases.facts(of: try IPAddress("192.0.2.1")).isEmpty)
        let database = try #require(databases.databases.first)
        #expect(try database.record(of: try IPAddress("192.0.2.1"))?.value == record)
    }

    @Test func `of IPv4 alone and in all record sizes are read`() throws {
        for size in [24, 28, 32] {
            for version in [4, 6] {
                let records = Self.countries.filter { version == 6 || !$0.0.contains(":") }
                let folder = try GeoFolder()
                try folder.write(
                    "c.mmdb",
                    GeoFile(type: "c", version: version, recordSize: size, records: records)
                )
                let facts = folder.open().facts(of: try IPAddress("198.51.100.127"))
                #expect(
                    facts.country?.value.text == "OM"
                        && facts.country?.network.description == "198.51.100.0/25"
                )
                #expect(folder.open().facts(of: try IPAddress("198.51.100.128")).isEmpty)
            }
        }
    }

    @Test func `prefer the youngest that knows`() throws {
        let folder = try GeoFolder()
        func file(_ country: String, _ epoch: UInt64) -> GeoFile {
            GeoFile(
                type: "c",
                buildEpoch: epoch,
                records: [("192.0.2.0/24", .map(["country_code": .string(country)]))]
            )
        }
        try folder.write("a.mmdb", file("SA", 100))
        try folder.write("b.mmdb", file("QA", 200))
        try folder.write(
            "c.mmdb",
            GeoFile(
                type: "c",
                buildEpoch: 300,
                records: [("203.0.113.0/24", .map(["country_code": .string("AE")]))]
            )
        )
        #expect(folder.open().facts(of: try IPAddress("192.0.2.1")).country?.value.text == "QA")
    }
}

@Suite struct `A geography database that is replaced` {
    static func file(_ country: String, epoch: UInt64 = 1) -> GeoFile {
        GeoFile(
            type: "c",
            buildEpoch: epoch,
            records: [("192.0.2.0/24", .map(["country_code": .string(country)]))]
        )
    }

    static func country(_ databases: GeoDatabases) throws -> String? {
        databases.facts(of: try IPAddress("192.0.2.1")).country?.value.text
    }

    @Test func `is read anew when asked, and not before`() throws {
        let folder = try GeoFolder()
        try folder.write("c.mmdb", Self.file("SA"))
        let first = folder.open()
        try folder.write("c.mmdb", Self.file("QA"))
        #expect(try Self.country(first) == "SA")
        let second = first.refreshed()
        #expect(try Self.country(second) == "QA")
        #expect(try Self.country(first) == "SA")
        // Unchanged files are not opened again.
        let third = second.refreshed()
        #expect(third.databases.first === second.databases.first)
        try FileManager.default.removeItem(at: folder.folder.url.appending(path: "c.mmdb"))
        #expect(third.refreshed().databases.isEmpty)
        #expect(GeoDatabases(folder: "/nowhere/geo").databases.isEmpty)
    }

    @Test func `by a broken file keeps its old content, with one error, until the file changes again`() throws
    {
        let folder = try GeoFolder()
        try folder.write("c.mmdb", Self.file("SA"))
        let first = folder.open()
        let whole = Self.file("QA").bytes
        for broken in [
            [], Array(whole.prefix(whole.count / 2)), Array(whole.dropFirst(3)),
            [UInt8](repeating: 7, count: 4000),
        ] {
            try Data(broken).write(to: folder.folder.url.appending(path: "c.mmdb"), options: .atomic)
            let second = first.refreshed()
            #expect(try Self.country(second) == "SA")
            #expect(second.failures.count == 1 && second.failures[0].file.hasSuffix("c.mmdb"))
            let third = second.refreshed()
            #expect(third.failures == second.failures && third.databases.first === first.databases.first)
            try folder.write("c.mmdb", Self.file("OM"))
            #expect(try Self.country(third.refreshed()) == "OM" && third.refreshed().failures.isEmpty)
        }
    }

    /// The file is cut short and written over in place while it is asked: a mapped file would end the process.
    @Test func `in place harms nobody`() throws {
        let folder = try GeoFolder()
        try folder.write("c.mmdb", Self.file("SA"))
        let first = folder.open()
        let handle = try FileHandle(forWritingTo: folder.folder.url.appending(path: "c.mmdb"))
        try handle.truncate(atOffset: 0)
        #expect(try Self.country(first) == "SA")
        #expect(try Self.country(first.refreshed()) == "SA")
        try handle.write(contentsOf: Self.file("QA").bytes)
        try handle.close()
        #expect(try Self.country(first) == "SA")
        #expect(try Self.country(first.refreshed()) == "QA")
    }

    @Test func `is asked by many threads at once, each by what it holds`() async throws {
        let folder = try GeoFolder()
        try folder.write("c.mmdb", Self.file("SA"))
        let first = folder.open()
        try folder.write("c.mmdb", Self.file("QA"))
        let second = first.refreshed()
        let address = try IPAddress("192.0.2.1")
        let answers = await withTaskGroup(of: Set<String>.self) { group in
            for index in 0..<8 {
                let databases = index % 2 == 0 ? first : second
                group.addTask {
                    Set(
                        (0..<500).map { _ in
                            "\(index % 2)\(databases.facts(of: address).country?.value.text ?? "")"
                        }
                    )
                }
            }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(answers == ["0SA", "1QA"])
    }

    @Test func `that would unfold without end is refused`() throws {
        // Forty arrays of two pointers each to the next: 2^40 values.
        let folder = try GeoFolder()
        var file = Self.file("SA")
        file.appendBomb(depth: 40, network: "198.51.100.0/24")
        try folder.write("c.mmdb", file)
        let databases = folder.open()
        #expect(databases.databases.isEmpty)
        #expect(databases.failures.first?.code == .damaged)
    }
}
