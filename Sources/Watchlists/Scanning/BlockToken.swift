/// A run of at most 64 ASCII name bytes without dots, hyphens and underscores at the end and without dots at the start.
struct BlockToken {
    let start: Int
    let end: Int
    /// One bit for each byte that is a dot, the first byte lowest; at least one, never two in a row.
    let dots: UInt64
    /// One bit for each byte that is a digit.
    let digits: UInt64

    var range: Range<Int> { start..<end }

    /// Behind the last dot.
    @inline(__always)
    var lastLabel: Int { start &+ (64 &- dots.leadingZeroBitCount) }

    /// Behind the last dot but one, or the start.
    @inline(__always)
    var secondLabel: Int {
        let others = dots & ~(1 &<< UInt64(truncatingIfNeeded: 63 &- dots.leadingZeroBitCount))
        return start &+ (64 &- others.leadingZeroBitCount)
    }

    /// The dots without the first two. Baseline x86-64 has no instruction that counts bits.
    @inline(__always)
    private var laterDots: UInt64 {
        let rest = dots & (dots &- 1)
        return rest & (rest &- 1)
    }

    /// Whether there are three dots.
    @inline(__always)
    var hasThreeDots: Bool { laterDots != 0 && laterDots & (laterDots &- 1) == 0 }

    /// Whether there are three dots or more.
    @inline(__always)
    var hasManyDots: Bool { laterDots != 0 }

    /// The IPv4 address of a token of digits and three dots; nil also for one that only ``IPv4Reader`` can judge.
    /// - Parameter text: holds the token, and at least four bytes before it.
    /// - Returns: its 32 bits.
    @inline(__always)
    func address(in text: UnsafePointer<UInt8>) -> UInt32? {
        let first = dots.trailingZeroBitCount
        let rest = dots & (dots &- 1)
        let second = rest.trailingZeroBitCount
        let third = (rest & (rest &- 1)).trailingZeroBitCount
        let one = Self.octet(text, endingAt: start &+ first, length: first)
        let two = Self.octet(text, endingAt: start &+ second, length: second &- first &- 1)
        let three = Self.octet(text, endingAt: start &+ third, length: third &- second &- 1)
        let four = Self.octet(text, endingAt: end, length: end &- start &- third &- 1)
        guard one | two | three | four <= 255 else { return nil }
        return one &<< 24 | two &<< 16 | three &<< 8 | four
    }

    /// The number of `length` digits that ends before `end`; above 255 where it has more than three, is greater, or begins
    /// with an idle zero. Without branches: which lengths come next cannot be predicted.
    @inline(__always)
    private static func octet(_ text: UnsafePointer<UInt8>, endingAt end: Int, length: Int) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: length &* 8)
        let bytes = UnsafeRawPointer(text).number(at: end &- 4, as: UInt32.self)
        let kept = bytes & ~(~0 &>> bits)
        let value = (kept &>> 8 & 0xF) &* 100 &+ (kept &>> 16 & 0xF) &* 10 &+ (kept &>> 24 & 0xF)
        let first = bytes &>> (32 &- bits) & 0xF
        let isLong: UInt32 = length > 3 ? 0x100 : 0
        let isIdleZero: UInt32 = length > 1 && first == 0 ? 0x100 : 0
        return value | isLong | isIdleZero
    }
}
