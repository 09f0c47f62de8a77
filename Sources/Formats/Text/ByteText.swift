extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    var isAlphanumeric: Bool { isDigit || isLetter }

    var isHexadecimalDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8 { isDigit ? self & 0xF : self & 0xF + 9 }

    /// Space or any control that separates words in a line.
    var isBlank: Bool { self == 0x20 || self &- 0x09 < 5 }

    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// The bytes in `start..<end` without the blanks at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// All bytes without the blanks at both ends.
    var trimmedRange: Range<Int> { trimmed(0..<count) }

    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func first(_ byte: UInt8, from start: Int = 0) -> Int? {
        first(byte, in: start..<Swift.max(start, count))
    }

    func last(_ byte: UInt8) -> Int? {
        var index = count - 1
        while index >= 0 {
            if self[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    /// The end of the word that begins at `start`: the next blank, or the end.
    func endOfWord(from start: Int) -> Int {
        var index = start
        while index < count, !self[index].isBlank { index += 1 }
        return index
    }

    /// The start of the next word at or after `start`, or the end.
    func startOfWord(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isBlank { index += 1 }
        return index
    }

    /// Whether `text` stands at `start`, whatever the case of its ASCII letters (`text` is given in lower case).
    func has(_ text: StaticString, at start: Int = 0) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, count - start >= length else { return false }
        for index in 0..<length where self[start + index].lowercased != text.utf8Start[index] { return false }
        return true
    }

    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && has(text)
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        has(text, at: count - text.utf8CodeUnitCount)
    }

    /// The first place of `text` (given in lower case) at or after `start`.
    func firstRange(of text: StaticString, from start: Int = 0) -> Range<Int>? {
        let length = text.utf8CodeUnitCount
        var index = start
        while index + length <= count {
            if has(text, at: index) { return index..<index + length }
            index += 1
        }
        return nil
    }

    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    var isDecimal: Bool {
        guard !isEmpty else { return false }
        for index in indices where !self[index].isDigit { return false }
        return true
    }

    /// The value of a decimal number of at most 18 digits.
    var decimalValue: Int? {
        guard isDecimal, count <= 18 else { return nil }
        var value = 0
        for index in indices { value = value * 10 + Int(self[index] & 0xF) }
        return value
    }

    var copy: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in indices { buffer[index] = self[index] }
            filled = count
        }
    }
}
