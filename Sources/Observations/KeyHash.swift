/// A hash of byte strings with a secret, for tables whose keys an attacker may choose.
///
/// Eight bytes at a time are mixed by the folded 128-bit product of two words, each joined with a secret.
public struct KeyHash: Sendable {
    private let seed: UInt64
    private let multiplier: UInt64

    /// A hash with a secret drawn from `generator`.
    public init(using generator: inout some RandomNumberGenerator) {
        seed = generator.next()
        multiplier = generator.next() | 1
    }

    /// The hash of `bytes`.
    @inline(__always)
    public func callAsFunction(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index &+ 8 <= bytes.count {
            state = Self.fold(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self), multiplier)
            index &+= 8
        }
        guard index < bytes.count else { return joining(0, to: state) }
        var rest: UInt64 = 0
        if bytes.count >= 8 {
            rest = bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
        } else {
            while index < bytes.count {
                rest = rest << 8 | UInt64(bytes[index])
                index &+= 1
            }
        }
        return joining(rest, to: state)
    }

    /// The hash of what `state` is the hash of, followed by `word`.
    @inline(__always)
    public func joining(_ word: UInt64, to state: UInt64) -> UInt64 {
        Self.fold(state ^ word, multiplier ^ 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
