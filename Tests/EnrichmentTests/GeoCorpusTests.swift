import Addresses
import Enrichment
import Foundation
import TestSupport
import Testing

/// MaxMind's test databases against the sources they were written from.
@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `The test databases of the corpus`
{
    static let sources = [
        "GeoIP-Anonymous-Plus-Test", "GeoIP-Residential-Proxy-Test", "GeoIP2-Anonymous-IP-Test",
        "GeoIP2-City-Test",
        "GeoIP2-Connection-Type-Test", "GeoIP2-Country-Test", "GeoIP2-DensityIncome-Test",
        "GeoIP2-Domain-Test",
        "GeoIP2-Enterprise-Test", "GeoIP2-IP-Risk-Test", "GeoIP2-ISP-Test",
        "GeoIP2-Precision-Enterprise-Test",
        "GeoIP2-Static-IP-Score-Test", "GeoIP2-User-Count-Test", "GeoLite2-ASN-Test", "GeoLite2-City-Test",
        "GeoLite2-Country-Test",
    ]

    static func database(_ name: String) throws -> GeoDatabase {
        try GeoDatabase(path: try Corpus.url("geoip/test-data/\(name).mmdb").path)
    }

    /// Networks and records of a source, in order; IPv4 in its own form.
    static func source(_ name: String) throws -> [(network: IPNetwork, record: NSDictionary)] {
        let data = try Data(contentsOf: try Corpus.url("geoip/source-data/\(name).json"))
        let rows = try JSONSerialization.jsonObject(with: data) as? [NSDictionary] ?? []
        return try rows.flatMap { row in
            try row.map { key, value in
                let network = try IPNetwork(key as? String ?? "")
                return (plain(network), value as? NSDictionary ?? [:])
            }
        }
    }

    /// `::1.2.3.0/120` is 1.2.3.0/24.
    private static func plain(_ network: IPNetwork) -> IPNetwork {
        guard !network.isIPv4, network.prefixLength >= 96, network.base.bits >> 32 == 0 else {
            return network
        }
        let base = IPAddress(v4: UInt32(truncatingIfNeeded: network.base.bits))
        return IPNetwork(containing: base, prefixLength: network.prefixLength - 96) ?? network
    }

    @Test(arguments: sources)
    func `say what their sources say`(name: String) throws {
        let database = try Self.database(name)
        let rows = try Self.source(name)
        #expect(!rows.isEmpty)
        var compared = 0
        for row in rows {
            for address in [row.network.base, row.network.last] {
                // Of networks in each other, the one written last holds.
                guard let expected = rows.last(where: { $0.network.contains(address) }) else { continue }
                let found = try #require(try database.record(of: address), "\(name) \(address)")
                #expect(matches(found.value, expected.record), "\(name) \(address): \(found.value)")
                #expect(found.network.contains(address))
                #expect(expected.network.contains(found.network) || found.network.contains(expected.network))
                compared += 1
            }
        }
        #expect(compared >= rows.count)
    }

    @Test(arguments: [
        "GeoIP2-City-Shield-Test", "GeoIP2-Country-Shield-Test", "GeoIP2-Enterprise-Shield-Test",
        "GeoIP2-Precision-Enterprise-Shield-Test",
    ])
    func `of protected kinds say the same`(name: String) throws {
        let database = try Self.database(name)
        for row in try Self.source(name.replacing("-Shield", with: "")).prefix(50) {
            #expect(try database.record(of: row.network.base) != nil)
        }
    }

    private func matches(_ value: GeoValue, _ json: Any) -> Bool {
        switch (value, json) {
        case (.map(let members), let object as NSDictionary):
            return members.count == object.count
                && members.allSatisfy { key, value in object[key].map { matches(value, $0) } == true }
        case (.array(let elements), let array as NSArray):
            return elements.count == array.count && zip(elements, array).allSatisfy(matches)
        case (.string(let text), let string as String): return text == string
        case (.boolean(let flag), let number as NSNumber): return flag == number.boolValue
        case (.unsigned(let number), let json as NSNumber): return Double(number) == json.doubleValue
        case (.signed(let number), let json as NSNumber): return Double(number) == json.doubleValue
        case (.double(let number), let json as NSNumber): return number == json.doubleValue
        case (.float(let number), let json as NSNumber): return number == json.floatValue
        default: return false
        }
    }

    @Test(arguments: [
        ("MaxMind-DB-test-ipv4-24", 4), ("MaxMind-DB-test-ipv4-28", 4), ("MaxMind-DB-test-ipv4-32", 4),
        ("MaxMind-DB-test-ipv6-24", 6), ("MaxMind-DB-test-ipv6-28", 6), ("MaxMind-DB-test-ipv6-32", 6),
        ("MaxMind-DB-test-mixed-24", 6), ("MaxMind-DB-test-mixed-28", 6), ("MaxMind-DB-test-mixed-32", 6),
    ])
    func `of all tree shapes give the network of an answer`(name: String, version: Int) throws {
        let database = try Self.database(name)
        #expect(database.ipVersion == version)
        if !name.contains("ipv6") {
            for (text, key, network) in [
                ("1.1.1.1", "1.1.1.1", "1.1.1.1/32"), ("1.1.1.3", "1.1.1.2", "1.1.1.2/31"),
                ("1.1.1.15", "1.1.1.8", "1.1.1.8/29"), ("1.1.1.31", "1.1.1.16", "1.1.1.16/28"),
            ] {
                let found = try #require(try database.record(of: try IPAddress(text)))
                #expect(found.value["ip"] == .string(name.contains("mixed") ? "::\(key)" : key))
                #expect(found.network.description == network)
            }
            #expect(try database.record(of: try IPAddress("1.1.1.33")) == nil)
        }
        let six = try database.record(of: try IPAddress("::2:0:58"))
        if version == 6 {
            #expect(six?.value["ip"] == .string("::2:0:58") && six?.network.description == "::2:0:58/127")
        } else {
            #expect(six == nil)
        }
    }

    @Test func `of all value types are read`() throws {
        let found = try #require(
            try Self.database("MaxMind-DB-test-decoder").record(of: try IPAddress("1.1.1.0"))
        )
        #expect(found.value["array"] == .array([.unsigned(1), .unsigned(2), .unsigned(3)]))
        #expect(found.value["boolean"] == .boolean(true))
        #expect(found.value["bytes"] == .bytes([0, 0, 0, 42]))
        #expect(found.value["double"] == .double(42.123456))
        #expect(found.value["float"] == .float(1.1))
        #expect(found.value["int32"] == .signed(-268_435_456))
        #expect(found.value["map"]?["mapX"]?["utf8_stringX"] == .string("hello"))
        #expect(found.value["uint16"] == .unsigned(100) && found.value["uint32"] == .unsigned(268_435_456))
        #expect(found.value["uint64"] == .unsigned(1 << 60) && found.value["uint128"] == .unsigned(1 << 120))
        #expect(found.value["utf8_string"] == .string("unicode! ☯ - ♫"))
        let zero = try #require(
            try Self.database("MaxMind-DB-test-decoder").record(of: try IPAddress("::0.0.0.0"))
        )
        #expect(zero.value["uint128"] == .unsigned(0) && zero.value["utf8_string"] == .string(""))
        let nested = try #require(
            try Self.database("MaxMind-DB-test-nested").record(of: try IPAddress("1.1.1.1"))
        )
        #expect(nested.value["map1"]?["map2"]?["array"] != nil)
        let text = try #require(
            try Self.database("MaxMind-DB-string-value-entries").record(of: try IPAddress("1.1.1.1"))
        )
        #expect(text.value == .string("1.1.1.1/32"))
    }

    @Test func `without IPv4, with pointers in the metadata or in records are read`() throws {
        let six = try Self.database("MaxMind-DB-no-ipv4-search-tree")
        let four = try #require(try six.record(of: try IPAddress("1.1.1.1")))
        #expect(four.value == .string("::/64") && four.network.description == "0.0.0.0/0")
        #expect(try Self.database("MaxMind-DB-test-metadata-pointers").type == "Lots of pointers in metadata")
        #expect(
            try Self.database("MaxMind-DB-test-pointer-decoder").record(of: try IPAddress("1.1.1.0"))?.value[
                "map"
            ]?["mapX"] != nil
        )
    }

    @Test(arguments: [
        "MaxMind-DB-test-broken-pointers-24", "MaxMind-DB-test-broken-search-tree-24",
        "GeoIP2-City-Test-Broken-Double-Format", "GeoIP2-City-Test-Invalid-Node-Count",
    ])
    func `that are broken on purpose are refused with one error`(name: String) throws {
        let error = #expect(throws: GeoError.self) { try Self.database(name) }
        print(name, error.map(\.description) ?? "")
        #expect(error?.code == .damaged || error?.code == .notADatabase)
        #expect(error?.file.hasSuffix("\(name).mmdb") == true)
    }

    @Test func `and everything else in their folder is read or refused`() throws {
        for file in try Corpus.files(below: "geoip/test-data") {
            do throws(GeoError) {
                let database = try GeoDatabase(path: file.path)
                _ = try database.record(of: IPAddress(v4: 0x0101_0101))
            } catch { print(error) }
        }
    }
}
