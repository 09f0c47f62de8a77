/// One IPv4 or IPv6 address.
///
/// IPv4 is held in its IPv4-mapped form (`::ffff:a.b.c.d`, RFC 4291 §2.5.5.2), so a mapped address and the
/// IPv4 address it carries are one value, and comparing addresses compares one number.
public struct IPAddress: Hashable, Sendable, Comparable {
    /// All 128 bits, most significant first.
    public let bits: UInt128

    private static let mappedPrefix = UInt128(0xFFFF) << 32

    /// The address with these 128 bits; `::ffff:0:0/96` is IPv4.
    public init(bits: UInt128) {
        self.bits = bits
    }

    /// The IPv4 address with these 32 bits.
    public init(v4: UInt32) {
        bits = Self.mappedPrefix | UInt128(v4)
    }

    /// Whether this is an IPv4 address.
    public var isIPv4: Bool { bits >> 32 == 0xFFFF }

    /// The 32 bits of an IPv4 address; the low 32 bits otherwise.
    public var v4: UInt32 { UInt32(truncatingIfNeeded: bits) }

    /// Bits in an address of this family: 32 or 128.
    public var width: Int { isIPv4 ? 32 : 128 }

    /// Lower addresses first; all IPv4 addresses together.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.bits < right.bits
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952 text.
    public var description: String {
        var text = ASCIIText(capacity: 46)
        append(to: &text)
        return text.string
    }

    func append(to text: inout ASCIIText) {
        if isIPv4 {
            let value = v4
            text.append(decimal: value >> 24)
            text.append(UInt8(ascii: "."))
            text.append(decimal: value >> 16 & 0xFF)
            text.append(UInt8(ascii: "."))
            text.append(decimal: value >> 8 & 0xFF)
            text.append(UInt8(ascii: "."))
            text.append(decimal: value & 0xFF)
            return
        }
        let gap = longestZeroRun
        var index = 0
        while index < 8 {
            if index == gap.lowerBound, !gap.isEmpty {
                text.append(UInt8(ascii: ":"))
                text.append(UInt8(ascii: ":"))
                index = gap.upperBound
                continue
            }
            if index > 0, index != gap.upperBound || gap.isEmpty { text.append(UInt8(ascii: ":")) }
            text.append(hexadecimal: group(index))
            index += 1
        }
    }

    private func group(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * index))
    }

    /// The first longest run of two or more zero groups (RFC 5952 §4.2.3), or an empty range.
    private var longestZeroRun: Range<Int> {
        var best = 0..<0
        var start = 0
        while start < 8 {
            guard group(start) == 0 else {
                start += 1
                continue
            }
            var end = start + 1
            while end < 8, group(end) == 0 { end += 1 }
            if end - start >= 2, end - start > best.count { best = start..<end }
            start = end
        }
        return best
    }
}
