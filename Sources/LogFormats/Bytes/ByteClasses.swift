extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    var isAlphanumeric: Bool { isDigit || isLetter }

    /// Space, tab, line feed or carriage return.
    var isBlank: Bool { self == 0x20 || self &- 0x09 < 5 }

    /// The lower-case form of an ASCII letter, any other byte unchanged.
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    var hexadecimalValue: UInt8? {
        if self &- 0x30 < 10 { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    /// Whether the byte may stand in a host name.
    var isNameByte: Bool {
        isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}

extension Span<UInt8> {
    /// The first place of `byte` in `start..<end`.
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func lastIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        var index = end - 1
        while index >= start {
            if self[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    /// The first place at or after `start` that is not blank, or `end`.
    func skippingBlanks(from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, self[index].isBlank { index += 1 }
        return index
    }

    /// `start..<end` without blanks at both ends.
    func trimmed(_ start: Int, _ end: Int) -> Range<Int> {
        let first = skippingBlanks(from: start, to: end)
        var last = end
        while last > first, self[last - 1].isBlank { last -= 1 }
        return first..<last
    }

    /// Whether `word`, in lower case, stands at `position`, whatever the case in the text.
    func starts(with word: StaticString, at position: Int, end: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard length <= end - position else { return false }
        let start = word.utf8Start
        for index in 0..<length where self[position + index].lowercased != start[index] { return false }
        return true
    }

    /// Whether `start..<end` is `word`, given in lower case, whatever the case in the text.
    func equals(_ word: StaticString, _ range: Range<Int>) -> Bool {
        range.count == word.utf8CodeUnitCount
            && starts(with: word, at: range.lowerBound, end: range.upperBound)
    }

    /// The first place of `word`, given in lower case, in `start..<end`.
    func firstIndex(of word: StaticString, from start: Int, to end: Int) -> Int? {
        let first = word.utf8Start[0]
        var index = start
        while index + word.utf8CodeUnitCount <= end {
            if self[index].lowercased == first, starts(with: word, at: index, end: end) { return index }
            index += 1
        }
        return nil
    }

    /// The number that the digits of the range make; nil when there are none, other bytes, or too many.
    func number(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for index in range {
            guard self[index].isDigit else { return nil }
            value = value * 10 + Int(self[index] &- 0x30)
        }
        return value
    }
}
