import Addresses
import Testing

@Suite struct `Extents of address keys` {
    private static func extent(_ bytes: [UInt8]) -> AddressKey.Extent? {
        bytes.withUnsafeBytes { AddressKey.extent(in: $0) }
    }

    private static func host(_ address: Address) -> Address {
        guard case .url(let url) = address else { return address }
        switch url.host {
        case .domain(let name): return .domain(name)
        case .ip(let ip): return .ip(ip)
        }
    }

    @Test func `end where the key ends, whatever follows it`() {
        for address in `Address keys`.universe {
            let key = address.key.bytes
            let host = Self.host(address).key.bytes.count
            for tail in [[], [0x02], [0x02, 0, 1, 2, 0xFF], [0x2C], [0x2C, 0x61, 0]] as [[UInt8]] {
                let extent = Self.extent(key + tail)
                #expect(extent?.whole == key.count, "\(address), \(tail)")
                #expect(extent?.host == host, "\(address), \(tail)")
                #expect((key + tail).withUnsafeBytes { AddressKey.hostLength(in: $0) } == host)
            }
        }
    }

    @Test func `of a prefix of a host are that prefix again`() {
        for address in `Address keys`.universe {
            let host = Self.host(address).key.bytes
            #expect(host.withUnsafeBytes { AddressKey.hostLength(in: $0) } == host.count)
        }
    }

    @Test func `are none for bytes that begin with no key`() {
        for bytes in [
            [], [0x00], [0x04, 1, 2], [0x06, 0], [0x0A, 0, 0], [0x0D], [0x0D, 0x61], [0x0D, 0x02],
        ] as [[UInt8]] {
            #expect(Self.extent(bytes) == nil, "\(bytes)")
        }
        for address in `Address keys`.universe where address.kind != .network {
            let key = address.key.bytes
            for length in 0..<key.count {
                if let extent = Self.extent(Array(key.prefix(length))) { #expect(extent.whole <= length) }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func `name the names above a host as the containers do`(maximumLabels: Int) {
        for address in `Address keys`.universe {
            let key = address.key.bytes
            var above: [Address?] = []
            key.withUnsafeBytes { bytes in
                AddressKey.forEachNameAbove(bytes, maximumLabels: maximumLabels) { length in
                    above.append(Address(key: AddressKey(bytes: Array(key.prefix(length)))))
                }
            }
            let host = Self.host(address)
            let expected = address.containers.filter { container in
                guard case .domain(let name) = container else { return false }
                return container != host && name.labelCount <= maximumLabels
            }
            #expect(above == expected, "\(address)")
        }
    }
}
