public import Addresses

/// The order-preserving key of an observation among those of its day.
///
/// ```
/// address key ‖ marker ‖ hour of day ‖ sensor u16 ‖ inside host: 00 | 04 aaaaaaaa | 06 aaaaaaaaaaaaaaaa…
/// ```
/// The address stands first, so that what was met of an address, of a network, of a domain with its subdomains or of a
/// URL's host is one range of keys. The marker is one of ``AddressKey/followers``; whoever stores the keys says which.
public struct ObservationKey: Hashable, Sendable {
    /// Most bytes behind the address key.
    public static let maximumTailLength = 1 + 1 + 2 + 17
    /// Longest address key, in bytes: the longest URL with every byte percent-encoded, and the longest name.
    public static let maximumAddressLength = 3 * URLAddress.maximumLength + DomainName.maximumLength + 8

    /// Bytes of the address key in front.
    public let addressLength: Int
    /// The byte behind the address.
    public let marker: UInt8
    /// The hour, 0…23.
    public let hourOfDay: UInt8
    /// The sensor.
    public let sensor: SensorNumber
    /// The inside host.
    public let inside: IPAddress?
    /// Bytes of the whole key; more may have followed.
    public let length: Int

    /// Reads the key with which `bytes` begin; nil when they begin with none.
    public init?(prefixOf bytes: UnsafeRawBufferPointer) {
        guard let extent = AddressKey.extent(in: bytes) else { return nil }
        self.init(prefixOf: bytes, addressLength: extent.whole)
    }

    /// The same where the length of the address key is known.
    @inline(__always)
    public init?(prefixOf bytes: UnsafeRawBufferPointer, addressLength: Int) {
        let tail = addressLength &+ 5
        guard addressLength >= 0, tail <= bytes.count else { return nil }
        self.addressLength = addressLength
        marker = bytes[addressLength]
        hourOfDay = bytes[addressLength &+ 1]
        sensor = SensorNumber(UInt16(bytes[addressLength &+ 2]) << 8 | UInt16(bytes[addressLength &+ 3]))
        switch bytes[addressLength &+ 4] {
        case Self.noHost:
            inside = nil
            length = tail
        case Self.ipv4 where tail &+ 4 <= bytes.count:
            let value = bytes.loadUnaligned(fromByteOffset: tail, as: UInt32.self)
            inside = IPAddress(v4: UInt32(bigEndian: value))
            length = tail &+ 4
        case Self.ipv6 where tail &+ 16 <= bytes.count:
            let high = bytes.loadUnaligned(fromByteOffset: tail, as: UInt64.self)
            let low = bytes.loadUnaligned(fromByteOffset: tail &+ 8, as: UInt64.self)
            inside = IPAddress(bits: UInt128(UInt64(bigEndian: high)) << 64 | UInt128(UInt64(bigEndian: low)))
            length = tail &+ 16
        default: return nil
        }
        guard hourOfDay < Day.hours, AddressKey.followers.contains(marker) else { return nil }
    }

    /// Appends what follows the address key.
    @inline(__always)
    public static func appendTail(
        marker: UInt8,
        hourOfDay: UInt8,
        sensor: SensorNumber,
        inside: IPAddress?,
        to bytes: inout [UInt8]
    ) {
        bytes.append(marker)
        bytes.append(hourOfDay)
        bytes.append(UInt8(sensor.rawValue >> 8))
        bytes.append(UInt8(truncatingIfNeeded: sensor.rawValue))
        guard let inside else {
            bytes.append(noHost)
            return
        }
        if inside.isIPv4 {
            bytes.append(ipv4)
            withUnsafeBytes(of: inside.v4.bigEndian) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(ipv6)
            withUnsafeBytes(of: inside.bits.bigEndian) { bytes.append(contentsOf: $0) }
        }
    }

    private static let noHost: UInt8 = 0x00
    private static let ipv4: UInt8 = 0x04
    private static let ipv6: UInt8 = 0x06
}
