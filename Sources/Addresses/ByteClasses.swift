extension UInt8 {
    /// The value of a decimal digit.
    var decimalDigit: UInt8? {
        self &- 0x30 < 10 ? self &- 0x30 : nil
    }

    /// The value of a hexadecimal digit of either case.
    var hexadecimalDigit: UInt8? {
        if self &- 0x30 < 10 { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    var isDecimalDigit: Bool { self &- 0x30 < 10 }

    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    var isASCIIAlphanumeric: Bool { isDecimalDigit || isASCIILetter }

    /// Space, tab, line feed, form feed or carriage return.
    var isASCIIWhitespace: Bool {
        self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D
    }

    /// The lower-case form of an ASCII letter, any other byte unchanged.
    var asciiLowercased: UInt8 {
        self &- 0x41 < 26 ? self | 0x20 : self
    }
}

extension Span<UInt8> {
    func contains(_ byte: UInt8) -> Bool {
        firstIndex(of: byte) != nil
    }

    /// The first place of `byte` at or after `start`.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func lastIndex(of byte: UInt8) -> Int? {
        var index = count - 1
        while index >= 0 {
            if self[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    /// Whether the bytes begin with `prefix` (given in lower case), whatever the case of their ASCII letters.
    func hasPrefix(ignoringCase prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        for index in 0..<prefix.utf8CodeUnitCount where self[index].asciiLowercased != prefix.utf8Start[index]
        {
            return false
        }
        return true
    }

    /// The bytes without ASCII white space at both ends, and where they begin.
    func trimmed() -> (start: Int, end: Int) {
        var start = 0
        var end = count
        while start < end, self[start].isASCIIWhitespace { start += 1 }
        while end > start, self[end - 1].isASCIIWhitespace { end -= 1 }
        return (start, end)
    }
}
