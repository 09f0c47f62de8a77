import Addresses
import TestSupport
import Testing

@Suite struct `Address keys` {
    static let universe: [Address] = {
        var addresses: [Address] = []
        for length in 28...32 {
            for offset in stride(from: UInt32(0), to: 16, by: 1 << UInt32.Stride(32 - length)) {
                let base = IPAddress(v4: 0xC000_0200 + offset)
                if let network = IPNetwork(containing: base, prefixLength: length) {
                    addresses.append(Address(network))
                }
            }
        }
        for length in [0, 1, 32, 33, 64, 127, 128] {
            if let base = try? IPAddress("2001:db8::8000:0:0:1"),
                let network = IPNetwork(containing: base, prefixLength: length)
            {
                addresses.append(Address(network))
            }
        }
        let names = [
            "a.example", "b.a.example", "-a.a.example", "ba.example", "a.b.a.example", "a.a.example.org",
        ]
        let hosts = names + ["192.0.2.7", "[2001:db8::8000:0:0:1]"]
        addresses += names.compactMap { try? Address($0) }
        for host in hosts {
            for path in ["", "a", "a/", "a/b", "ab", "a?q", "~"] {
                for scheme in ["http", "https"] {
                    addresses += ["\(scheme)://\(host)/\(path)", "\(scheme)://\(host):8080/\(path)"]
                        .compactMap { try? Address($0) }
                }
            }
        }
        addresses += [1, 64496, 4_294_967_294].compactMap { ASN($0).map(Address.asn) }
        return Array(Set(addresses))
    }()

    /// Containment without keys: prefix bits, label suffixes, hosts.
    static func oracleContains(_ outer: Address, _ inner: Address) -> Bool {
        switch (outer, inner) {
        case (.network(let block), .ip(let address)): return block.contains(address)
        case (.network(let block), .network(let other)): return block.contains(other)
        case (.domain(let name), .domain(let other)):
            return name == other || other.text.hasSuffix(".\(name.text)")
        case (_, .url(let url)) where outer.kind != .url:
            switch url.host {
            case .domain(let name): return oracleContains(outer, .domain(name))
            case .ip(let address): return oracleContains(outer, .ip(address))
            }
        default: return outer == inner
        }
    }

    @Test func `hold containment as one range, over every pair of a small universe`() {
        #expect(Self.universe.count > 150)
        for outer in Self.universe {
            for inner in Self.universe where outer.contains(inner) != Self.oracleContains(outer, inner) {
                Issue.record("\(outer) and \(inner): the key says \(outer.contains(inner))")
            }
        }
    }

    @Test func `name every container of an address`() {
        for inner in Self.universe {
            let outers = Self.universe.filter { Self.oracleContains($0, inner) }
            #expect(Set(inner.containers).isSuperset(of: outers), "containers of \(inner)")
            #expect(inner.containers.allSatisfy { Self.oracleContains($0, inner) }, "containers of \(inner)")
            #expect(inner.containers.last == inner)
        }
    }

    @Test func `give their address back`() {
        for address in Self.universe {
            #expect(Address(key: address.key) == address)
            #expect((try? Address(address.description)) == address)
        }
    }

    @Test func `differ for different addresses and sort an address before its contents`() {
        let keys = Self.universe.map(\.key)
        #expect(Set(keys).count == keys.count)
        for outer in Self.universe {
            for inner in Self.universe where inner != outer && Self.oracleContains(outer, inner) {
                #expect(outer.key < inner.key)
            }
        }
    }

    @Test func `that are damaged give no address or the one whose key they became`() {
        var random = SeededGenerator(seed: 7)
        for address in Self.universe {
            let key = address.key.bytes
            for length in 0..<key.count {
                let cut = AddressKey(bytes: Array(key.prefix(length)))
                if let other = Address(key: cut) { #expect(other.key == cut) }
            }
            for _ in 0..<20 {
                var bytes = key
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
                let damaged = AddressKey(bytes: bytes)
                if let other = Address(key: damaged) { #expect(other.key == damaged) }
            }
        }
    }
}
