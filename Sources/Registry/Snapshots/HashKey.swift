/// A secret 128-bit key under which a registry hashes address keys: without it nobody can make two of them meet.
public struct HashKey: Hashable, Sendable {
    /// Bytes in ``bytes``.
    public static let byteCount = 16

    let low: UInt64
    let high: UInt64

    /// A new random key, from a `generator` that is fit for secrets.
    public static func random(using generator: inout some RandomNumberGenerator) -> HashKey {
        HashKey(low: generator.next(), high: generator.next())
    }

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The key stored as `bytes`; nil when they are not ``byteCount`` bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        low = bytes[..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        high = bytes[8...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The key as stored, least significant byte first.
    public var bytes: [UInt8] {
        [low, high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    }
}

/// The 128 bits that stand for an address key in a snapshot.
public struct KeyHash: Hashable, Sendable, Comparable {
    /// The half that orders first.
    public let high: UInt64
    /// The half that orders within equal ``high``.
    public let low: UInt64

    /// A hash of two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// By ``high``, then ``low``.
    public static func < (left: KeyHash, right: KeyHash) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

extension HashKey {
    /// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012; the 128-bit form of the reference code).
    ///
    /// ``KeyHash/high`` is the first output word, ``KeyHash/low`` the second.
    public func hash(_ bytes: UnsafeRawBufferPointer) -> KeyHash {
        var state = SipState(key: self)
        let words = bytes.count & ~7
        var offset = 0
        while offset < words {
            state.absorb(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        var shift: UInt64 = 0
        while offset < bytes.count {
            last |= UInt64(bytes[offset]) << shift
            shift += 8
            offset += 1
        }
        state.absorb(last)
        return state.finish()
    }
}

private struct SipState {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    init(key: HashKey) {
        v0 = 0x736F_6D65_7073_6575 ^ key.low
        v1 = 0x646F_7261_6E64_6F6D ^ key.high ^ 0xEE
        v2 = 0x6C79_6765_6E65_7261 ^ key.low
        v3 = 0x7465_6462_7974_6573 ^ key.high
    }

    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    mutating func finish() -> KeyHash {
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let first = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return KeyHash(high: first, low: v0 ^ v1 ^ v2 ^ v3)
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = (v1 &<< 13 | v1 &>> 51) ^ v0
        v0 = v0 &<< 32 | v0 &>> 32
        v2 &+= v3
        v3 = (v3 &<< 16 | v3 &>> 48) ^ v2
        v0 &+= v3
        v3 = (v3 &<< 21 | v3 &>> 43) ^ v0
        v2 &+= v1
        v1 = (v1 &<< 17 | v1 &>> 47) ^ v2
        v2 = v2 &<< 32 | v2 &>> 32
    }
}
