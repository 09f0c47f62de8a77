/// A hash of a field's name without regard to case and to `_ - . / ( ) @` and spaces, so that `src_ip`, `SrcIP` and
/// `source: { ip }` meet their entries in one table.
///
/// A polynomial: the hash of two names joined follows from the hashes of both.
struct FieldHash {
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    private(set) var value: UInt64 = 0
    private(set) var power: UInt64 = 1

    init() {}

    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            append(bytes[index])
            index += 1
        }
    }

    init(_ name: String) {
        for byte in name.utf8 { append(byte) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        let lower = byte.lowercased
        guard lower.isAlphanumeric || lower >= 0x80 else { return }
        value = value &* Self.base &+ UInt64(lower)
        power = power &* Self.base
    }

    /// The hash of this name with `other` behind it.
    func followed(by other: FieldHash) -> FieldHash {
        var joined = FieldHash()
        joined.value = value &* other.power &+ other.value
        joined.power = power &* other.power
        return joined
    }
}
