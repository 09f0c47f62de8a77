extension ProseScanner {
    /// Fewest digits of an AS number that stands behind `AS` without further context.
    private static let fewestDigits = 3

    /// Handles `AS64496`, `AS 64496`, `ASN 64496` and `ASN: 64496`; nil when the word is none of them.
    ///
    /// Without `ASN` the letters must be capitals, or four digits or more must follow them directly. `AS400`, dates
    /// (`AS 2025-10-14`), years in headings (`KNOWN AS 2021`) and `ASN1` are not AS numbers.
    mutating func asn(at start: Int, wordEnd: Int, _ block: Span<UInt8>) -> Int? {
        guard wordEnd - start <= 16, byte(start) | 0x20 == UInt8(ascii: "a"),
            byte(start + 1) | 0x20 == UInt8(ascii: "s")
        else { return nil }
        let before = byte(start - 1)
        guard before != UInt8(ascii: "/"), before != UInt8(ascii: "\\"), before != UInt8(ascii: "@") else {
            return nil
        }
        let hasN = byte(start + 2) | 0x20 == UInt8(ascii: "n")
        let isUpper = byte(start) == UInt8(ascii: "A") && byte(start + 1) == UInt8(ascii: "S")
        var index = start + (hasN ? 3 : 2)
        let letters = index
        if index == wordEnd {
            if hasN, byte(index) == UInt8(ascii: ":") { index += 1 }
            while index - letters < 3, byte(index) == 0x20 { index += 1 }
            guard index > letters, isUpper else { return nil }
        }
        var end = index
        while end - index <= 10, byte(end).isDecimalDigit { end += 1 }
        let digits = end - index
        guard (1...10).contains(digits), acceptsEnd(end) else { return nil }
        let isApart = index > letters
        if hasN, !isApart, digits == 1 { return nil }
        if !hasN {
            guard digits >= (isUpper ? Self.fewestDigits : 4) else { return nil }
            let number = text[index..<end]
            if number.elementsEqual("400".utf8) { return nil }
            if isApart, digits == 4, number.starts(with: "20".utf8) || number.starts(with: "19".utf8) {
                return nil
            }
        }
        return emit(start..<end, block) ? end : nil
    }

    /// Whether a number may end before the byte at `index`.
    private func acceptsEnd(_ index: Int) -> Bool {
        let next = byte(index)
        if next == UInt8(ascii: ".") || next == UInt8(ascii: "-") { return !byte(index + 1).isNameByte }
        return !next.isNameByte && next != UInt8(ascii: "@")
    }
}
