/// A 64-bit checksum for damage, not for signatures, at the speed of memory.
///
/// Eight lanes take a 64-bit word each in turn; every step is a bijection of the lane for a given word and of the word for
/// a given lane, so a change within one word is always noticed.
enum Checksum {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let laneCount = 8

    /// The checksum of `bytes`.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes = SIMD8<UInt64>(1, 2, 3, 4, 5, 6, 7, 8)
        var offset = 0
        if let start = bytes.baseAddress {
            let whole = bytes.count & ~63
            while offset < whole {
                let words = start.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
                lanes = step(lanes, words)
                offset += 64
            }
        }
        var tail = SIMD8<UInt64>(repeating: 0)
        var index = 0
        while offset < bytes.count {
            tail[index >> 3] |= UInt64(bytes[offset]) << UInt64(8 * (index & 7))
            offset += 1
            index += 1
        }
        lanes = step(lanes, tail)
        var sum = UInt64(bytes.count)
        for lane in 0..<laneCount { sum = mixed(sum ^ lanes[lane]) }
        return sum
    }

    /// Shift, add and exclusive-or only, which every vector unit has for 64-bit lanes.
    @inline(__always)
    private static func step(_ lanes: SIMD8<UInt64>, _ words: SIMD8<UInt64>) -> SIMD8<UInt64> {
        let joined = lanes ^ words
        let spread = joined &+ (joined &<< 21)
        return (spread ^ (spread &>> 35)) &+ multiplier
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var result = value &* multiplier
        result ^= result &>> 32
        return result &* 0xD6E8_FEB8_6659_FD93
    }
}
