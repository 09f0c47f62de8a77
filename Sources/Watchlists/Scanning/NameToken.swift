/// Where a name token begins and ends.
enum NameToken {
    /// Without dots at the start, and without dots, hyphens and underscores at the end.
    static func trimmed(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while end > start, isTrailing(text[end - 1]) { end -= 1 }
        while start < end, text[start] == UInt8(ascii: ".") { start += 1 }
        return start..<end
    }

    @inline(__always)
    static func isTrailing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// Whether the byte ends an escape such as `\n` when a backslash stands before it.
    @inline(__always)
    static func isEscapeLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            true
        default: false
        }
    }

    /// Where the name may begin, in order of preference: at the start of the token; behind the letter of `\n` and its
    /// like; behind hyphens and underscores at the start.
    static func readings(of token: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Readings {
        var readings = Readings()
        var start = token.lowerBound
        if start > 0, text[start - 1] == UInt8(ascii: "\\"), isEscapeLetter(text[start]) {
            var backslashes = 0
            while start - backslashes > 0, text[start - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            start += 1
            if backslashes % 2 == 1 {
                readings.append(start, before: token.upperBound)
                readings.append(token.lowerBound, before: token.upperBound)
            } else {
                readings.append(token.lowerBound, before: token.upperBound)
                readings.append(start, before: token.upperBound)
            }
        } else {
            readings.append(start, before: token.upperBound)
        }
        var bare = start
        while bare < token.upperBound, isTrailing(text[bare]) { bare += 1 }
        if bare > start { readings.append(bare, before: token.upperBound) }
        return readings
    }

    /// Up to three places, without an allocation.
    struct Readings: Sequence, IteratorProtocol {
        private var starts = SIMD4<Int>()
        private var count = 0
        private var taken = 0

        mutating func append(_ start: Int, before end: Int) {
            guard start < end else { return }
            starts[count] = start
            count += 1
        }

        mutating func next() -> Int? {
            guard taken < count else { return nil }
            taken += 1
            return starts[taken - 1]
        }
    }
}
