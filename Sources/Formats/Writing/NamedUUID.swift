internal import Crypto

/// A UUID made from a name (RFC 9562, version 5): the same name gives the same UUID everywhere.
struct NamedUUID {
    /// The namespace of STIX cyber observables (STIX 2.1, §2.9).
    static let observables = NamedUUID(bytes: [
        0x00, 0xAB, 0xED, 0xB4, 0xAA, 0x42, 0x46, 0x6C, 0x9C, 0x01, 0xFE, 0xD2, 0x33, 0x15, 0xA9, 0xB7,
    ])
    /// The namespace of all else that Marsad names.
    static let marsad = NamedUUID(bytes: [
        0x5E, 0x0F, 0x7A, 0x31, 0x84, 0xC6, 0x4D, 0x2B, 0xA9, 0x13, 0x6D, 0x41, 0xC8, 0x77, 0x1E, 0x92,
    ])

    private let bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The UUID of a name within a namespace.
    init(_ name: some Sequence<UInt8>, in namespace: NamedUUID) {
        var digest = Array(Insecure.SHA1.hash(data: namespace.bytes + Array(name)).prefix(16))
        digest[6] = digest[6] & 0x0F | 0x50
        digest[8] = digest[8] & 0x3F | 0x80
        bytes = digest
    }

    /// The UUID of several parts that cannot run into each other.
    init(_ parts: String..., in namespace: NamedUUID = .marsad) {
        self.init(parts.joined(separator: "\u{0}").utf8, in: namespace)
    }

    /// Lower case, with hyphens.
    var text: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// MD5 in hexadecimal, as MISP's feeds index their values.
enum MD5Text {
    static func hexadecimal(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        for byte in Insecure.MD5.hash(data: Array(text.utf8)) {
            result += [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
        }
        return String(decoding: result, as: UTF8.self)
    }
}
