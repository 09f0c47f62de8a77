internal import Crypto

/// A UUID made from a name (RFC 9562, version 5): the same name gives the same UUID everywhere.
struct NamedUUID {
    /// The namespace of what Marsad names.
    private static let namespace: [UInt8] = [
        0x5E, 0x0F, 0x7A, 0x31, 0x84, 0xC6, 0x4D, 0x2B, 0xA9, 0x13, 0x6D, 0x41, 0xC8, 0x77, 0x1E, 0x92,
    ]

    /// Lower case, with hyphens.
    let text: String

    /// The UUID of several parts that cannot run into each other.
    init(_ parts: String...) {
        var hash = Insecure.SHA1()
        hash.update(data: Self.namespace)
        hash.update(data: Array(parts.joined(separator: "\u{0}").utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        text = String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            func put(_ byte: UInt8) {
                buffer[place] = byte
                place += 1
            }
            for (index, byte) in bytes.enumerated() {
                if [4, 6, 8, 10].contains(index) { put(UInt8(ascii: "-")) }
                put(digits[Int(byte >> 4)])
                put(digits[Int(byte & 0xF)])
            }
            return place
        }
    }
}
