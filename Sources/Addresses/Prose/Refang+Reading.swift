extension Refang {
    /// Whether a text has bytes that the plain reading of an address could misread as part of it.
    static func shouldPrecedePlainReading(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "<"),
                UInt8(ascii: "\\"),
                UInt8(ascii: "\""), UInt8(ascii: "`"), 0x0A, 0xC2, 0xE2:
                return true
            default: continue
            }
        }
        return false
    }

    /// The one address that a text holds, without the quotes, brackets and punctuation that stand around it.
    ///
    /// Beside defanging this mends a comma in the place of a dot, a stray bracket before a URL's host, and a URL's IPv6
    /// host without brackets.
    static func oneAddress(_ input: Span<UInt8>) -> Refang {
        let (start, end) = unwrapped(input)
        var text = Refang(input.extracting(start..<end), as: .oneAddress)
        text.shift(by: start)
        if start > 0 || end < input.count { text.noteOmission() }
        text.mendHost()
        return text
    }

    /// The range of a text inside its quotes and brackets, without sentence punctuation at its end.
    private static func unwrapped(_ input: Span<UInt8>) -> (start: Int, end: Int) {
        var start = 0
        var end = input.count
        var previous = -1
        while end - start != previous {
            previous = end - start
            while start < end, input[start].isASCIIWhitespace { start += 1 }
            while end > start, input[end - 1].isASCIIWhitespace { end -= 1 }
            guard end - start > 1 else { break }
            if let width = input.quoteWidth(at: start) { start += width }
            if let width = input.quoteWidth(endingAt: end), end - width > start { end -= width }
            let last = input[end - 1]
            let first = input[start]
            if last == UInt8(ascii: ",") || last == UInt8(ascii: ";") || last == UInt8(ascii: ".")
                || last == UInt8(ascii: "!")
            {
                end -= 1
            } else if last.isOpeningBracket {
                end -= 1
            } else if last.isClosingBracket, !input.isBalanced(last, from: start, to: end) {
                end -= 1
            } else if first.isOpeningBracket, last.isClosingBracket, wraps(input, from: start, to: end) {
                start += 1
                end -= 1
            } else if first.isOpeningBracket, !input.extracting(start..<end).hasClosing(first) {
                start += 1
            }
        }
        return (start, end)
    }

    /// Whether the brackets at both ends are a pair around everything and not those of an IPv6 address.
    private static func wraps(_ input: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard input[end - 1] == input[start].closingBracket else { return false }
        var depth = 0
        for index in start..<end {
            if input[index] == input[start] { depth += 1 }
            if input[index] == input[end - 1] { depth -= 1 }
            if depth == 0 {
                return index == end - 1
                    && (try? IPAddress(utf8: input.extracting(start + 1..<end - 1))) == nil
            }
        }
        return false
    }

    // MARK: The host

    private mutating func mendHost() {
        guard let range = hostRange else { return }
        mendCommas(in: range)
        guard let scheme = schemeEnd else {
            if bytes[range].last == UInt8(ascii: "]"), !bytes[range].contains(UInt8(ascii: "[")) {
                remove(at: range.upperBound - 1)
            }
            return
        }
        if bytes[range].first == UInt8(ascii: "[") {
            let inside = bytes[range].dropFirst().prefix { $0 != UInt8(ascii: "]") }
            guard !inside.contains(UInt8(ascii: ":")) || inside.contains(UInt8(ascii: ".")) else { return }
            if scheme + 1 + inside.count < range.upperBound { remove(at: scheme + 1 + inside.count) }
            remove(at: scheme)
        } else if bytes[range].count(where: { $0 == UInt8(ascii: ":") }) >= 2,
            !bytes[range].contains(UInt8(ascii: "@")), (try? IPAddress(utf8: bytes[range].span)) != nil
        {
            insert(UInt8(ascii: "]"), at: range.upperBound)
            insert(UInt8(ascii: "["), at: range.lowerBound)
        }
    }

    /// The place after `://`.
    private var schemeEnd: Int? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            bytes[colon...].starts(with: "://".utf8)
        else { return nil }
        return colon + 3
    }

    /// Host and port, and user information if there is some.
    private var hostRange: Range<Int>? {
        let start = schemeEnd ?? 0
        let end = bytes[start...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
        return start < end ? start..<end : nil
    }

    /// Commas for dots, where the text is a URL or four numbers and no dot is there.
    private mutating func mendCommas(in range: Range<Int>) {
        guard bytes[range].contains(UInt8(ascii: ",")), !bytes[range].contains(UInt8(ascii: ".")) else {
            return
        }
        let isNumeric = bytes[range].allSatisfy {
            $0.isDecimalDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":")
        }
        guard schemeEnd != nil || (isNumeric && bytes[range].count(where: { $0 == UInt8(ascii: ",") }) == 3)
        else { return }
        for index in range where bytes[index] == UInt8(ascii: ",") {
            replace(at: index, by: UInt8(ascii: "."))
        }
    }
}

extension UInt8 {
    var closingBracket: UInt8? {
        switch self {
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "<"): UInt8(ascii: ">")
        default: nil
        }
    }
}

extension Span<UInt8> {
    /// Bytes of a quotation mark at `index`, ASCII or typographic.
    fileprivate func quoteWidth(at index: Int) -> Int? {
        if self[index] == UInt8(ascii: "\"") || self[index] == UInt8(ascii: "'")
            || self[index] == UInt8(ascii: "`")
        {
            return 1
        }
        if index + 1 < count, self[index] == 0xC2, self[index + 1] == 0xAB || self[index + 1] == 0xBB {
            return 2
        }
        if index + 2 < count, self[index] == 0xE2, self[index + 1] == 0x80,
            (0x98...0x9F).contains(self[index + 2])
        {
            return 3
        }
        return nil
    }

    fileprivate func quoteWidth(endingAt end: Int) -> Int? {
        for width in 1...3 where end >= width && quoteWidth(at: end - width) == width { return width }
        return nil
    }

    /// Whether there are as many opening brackets as closing ones of the kind `closing`.
    fileprivate func isBalanced(_ closing: UInt8, from start: Int, to end: Int) -> Bool {
        var depth = 0
        for index in start..<end {
            if self[index] == closing { depth -= 1 }
            if self[index].closingBracket == closing { depth += 1 }
        }
        return depth >= 0
    }

    fileprivate func hasClosing(_ opening: UInt8) -> Bool {
        opening.closingBracket.map { contains($0) } ?? false
    }
}
