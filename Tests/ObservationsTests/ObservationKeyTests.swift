import Addresses
import Observations
import TestSupport
import Testing

@Suite struct `Observation keys` {
    static let texts = [
        "198.51.100.7", "198.51.100.8", "198.51.101.7", "203.0.113.255", "2001:db8::1", "2001:db8:0:1::1",
        "AS64496",
        "evil.example", "a.evil.example", "b.a.evil.example", "-x.evil.example", "notevil.example",
        "evil.example.org",
        "http://evil.example/", "http://evil.example/a", "http://evil.example/a/b?q",
        "https://evil.example:8443/a",
        "http://a.evil.example/", "http://198.51.100.7/x", "http://[2001:db8::1]/x",
    ]
    static let addresses = texts.compactMap { try? Address($0) }
    static let containers =
        addresses
        + ["198.51.100.0/24", "198.51.100.0/23", "0.0.0.0/0", "2001:db8::/32", "2001:db8::/48"].compactMap {
            try? Address($0)
        }
    static let insides = [nil, "10.0.0.1", "10.0.0.2", "2001:db8:a::1", "::"].map { text in
        text.flatMap { try? IPAddress($0) }
    }

    static func key(
        _ address: Address,
        _ hour: UInt8,
        _ sensor: UInt16,
        _ inside: IPAddress?,
        marker: UInt8 = 0x02
    ) -> [UInt8] {
        var bytes = address.key.bytes
        ObservationKey.appendTail(
            marker: marker,
            hourOfDay: hour,
            sensor: SensorNumber(sensor),
            inside: inside,
            to: &bytes
        )
        return bytes
    }

    @Test func `give their parts back, whatever follows`() throws {
        #expect(Self.addresses.count == Self.texts.count)
        for address in Self.addresses {
            for inside in Self.insides {
                for (hour, sensor) in [(0, 0), (23, 65_535), (7, 258)] as [(UInt8, UInt16)] {
                    let bytes = Self.key(address, hour, sensor, inside)
                    for tail in [[], [0], [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]] {
                        let key = try #require(
                            (bytes + tail).withUnsafeBytes { ObservationKey(prefixOf: $0) }
                        )
                        #expect(key.addressLength == address.key.bytes.count && key.marker == 0x02)
                        #expect(key.hourOfDay == hour && key.sensor == SensorNumber(sensor))
                        #expect(key.inside == inside && key.length == bytes.count)
                    }
                    for length in 0..<bytes.count {
                        #expect(bytes.prefix(length).withUnsafeBytes { ObservationKey(prefixOf: $0) } == nil)
                    }
                }
            }
        }
    }

    /// The property that hunts rest on.
    @Test func `lie in the range of an address exactly when it contains theirs`() {
        for container in Self.containers {
            let (lower, upper) = (container.key.bytes, container.lastContainedKey.bytes)
            for address in Self.addresses {
                for inside in Self.insides {
                    for marker in [0x02, 0x05, 0x2C] as [UInt8] {
                        let key = Self.key(address, 13, 1, inside, marker: marker)
                        let isInside =
                            lower.lexicographicallyPrecedes(key) && key.lexicographicallyPrecedes(upper)
                        #expect(isInside == container.contains(address), "\(container), \(address)")
                    }
                }
            }
        }
    }

    @Test func `are ordered by address, hour, sensor and inside host`() {
        var keys: [[UInt8]] = []
        for address in Self.addresses.sorted(by: {
            Self.key($0, 0, 0, nil).lexicographicallyPrecedes(Self.key($1, 0, 0, nil))
        }) {
            for hour in [0, 1, 23] as [UInt8] {
                for sensor in [0, 1, 256] as [UInt16] {
                    for inside in Self.insides.sorted(by: { InsideRank($0) < InsideRank($1) }) {
                        keys.append(Self.key(address, hour, sensor, inside))
                    }
                }
            }
        }
        for (left, right) in zip(keys, keys.dropFirst()) { #expect(left.lexicographicallyPrecedes(right)) }
    }

    @Test(
        arguments: [
            ("http://evil.example/%61dmin", "http://evil.example/admin"),
            ("http://evil.example/%7euser/%2d%2E", "http://evil.example/~user/-."),
            ("http://evil.example/a%2fb", "http://evil.example/a%2Fb"),
            ("http://evil.example/a?q=%41%zz%4", "http://evil.example/a?q=A%zz%4"),
            ("http://198.51.100.7/%2525", "http://198.51.100.7/%2525"),
        ]
    )
    func `of URLs have one notation`(written: String, kept: String) throws {
        let key = try Address(written).key.bytes
        let normalized = key.withUnsafeBytes { ObservedURL.normalized($0) } ?? key
        #expect(Address(key: AddressKey(bytes: normalized))?.description == kept)
        #expect(normalized.withUnsafeBytes { ObservedURL.normalized($0) } == nil)
    }
}
