extension Refang {
    /// What a bracket holds.
    private enum Core {
        case dot
        case at
        case colon
        case schemeMark
        case slashes(Int)
    }

    /// Longest run of blanks that people put around a bracketed dot.
    private static let maximumBlanks = 3

    /// Handles an opening bracket at `index` if it begins a mark of defanging.
    mutating func bracketed(_ input: Span<UInt8>, at index: Int) -> Int? {
        if let end = bracketedLetters(input, at: index) { return end }
        var position = index + 1
        let isDoubled = position < input.count && input[position] == input[index]
        if isDoubled { position += 1 }
        position = input.skippingBlanks(from: position, limit: 2)
        guard let (core, coreEnd) = Self.core(input, at: position) else { return nil }
        var end = input.skippingBlanks(from: coreEnd, limit: 2)
        let isClosed = end < input.count && input[end].isClosingBracket
        if isClosed { end += 1 }
        if isClosed, isDoubled, end < input.count, input[end].isClosingBracket { end += 1 }
        if !isClosed { end = coreEnd }
        switch core {
        case .dot: return dot(input, from: index, to: end, isClosed: isClosed)
        case .at: return isClosed ? at(input, from: index, to: end) : nil
        case .colon:
            if let after = schemeMark(input, after: end, origin: index) { return after }
            guard isClosed, input[index] != UInt8(ascii: "("),
                endsInNameByte || bytes.last == UInt8(ascii: ":")
            else { return nil }
            rewriteSchemeWord(onlyDefanged: true)
            append(UInt8(ascii: ":"), from: index, mark: .certain)
        case .schemeMark:
            guard rewriteSchemeWord(onlyDefanged: false) || isClosed else { return nil }
            appendSchemeMark(from: index)
        case .slashes(let count):
            guard isClosed, input[index] != UInt8(ascii: "("), let last = bytes.last,
                last.isNameByte || last == UInt8(ascii: ":") || last == UInt8(ascii: "/")
            else { return nil }
            for _ in 0..<count { append(UInt8(ascii: "/"), from: index, mark: .certain) }
        }
        return end
    }

    /// The mark inside a bracket at `index`, and its end.
    private static func core(_ input: Span<UInt8>, at index: Int) -> (Core, Int)? {
        guard index < input.count else { return nil }
        let rest = input.extracting(index..<input.count)
        switch input[index] {
        case UInt8(ascii: "."), UInt8(ascii: ","): return (.dot, index + 1)
        case UInt8(ascii: "@"): return (.at, index + 1)
        case UInt8(ascii: ":"):
            return rest.hasPrefix(ignoringCase: "://") ? (.schemeMark, index + 3) : (.colon, index + 1)
        case UInt8(ascii: "/"):
            return rest.hasPrefix(ignoringCase: "//") ? (.slashes(2), index + 2) : (.slashes(1), index + 1)
        default: break
        }
        if rest.hasPrefix(ignoringCase: "dot") || rest.hasPrefix(ignoringCase: "d0t") {
            return (.dot, index + 3)
        }
        if rest.hasPrefix(ignoringCase: "at") { return (.at, index + 2) }
        return nil
    }

    /// A dot in brackets, whole or half, with or without blanks around it.
    private mutating func dot(_ input: Span<UInt8>, from index: Int, to end: Int, isClosed: Bool) -> Int? {
        let isWord = input[end - 1].isASCIILetter
        guard isClosed || !isWord else { return nil }
        let hasNext = end < input.count && (input[end].isNameByte || input[end].isOpeningBracket)
        if endsInNameByte || bytes.last == UInt8(ascii: "/") || bytes.last == UInt8(ascii: ".")
            || bytes.last == UInt8(ascii: "*")
        {
            if hasNext {
                guard isClosed || endsInNameByte else { return nil }
                append(UInt8(ascii: "."), from: index, mark: isClosed ? .certain : .likely)
                return end
            }
            let next = input.skippingWrap(from: end, limit: Self.maximumBlanks)
            if isClosed, endsInNameByte, next > end, next < input.count, input[next].isASCIIAlphanumeric {
                append(UInt8(ascii: "."), from: index, mark: .likely)
                return next
            }
            guard isClosed, isOneAddress || next == end else { return nil }
            append(UInt8(ascii: "."), from: index, mark: .certain)
            return end
        }
        let blanks = trailingBlanks
        let next = input.skippingWrap(from: end, limit: Self.maximumBlanks)
        guard isClosed, (1...Self.maximumBlanks).contains(blanks), bytes.count > blanks,
            bytes[bytes.count - blanks - 1].isASCIIAlphanumeric, next < input.count,
            input[next].isASCIIAlphanumeric
        else { return nil }
        removeLast(blanks)
        append(UInt8(ascii: "."), from: index, mark: .likely)
        return next
    }

    /// An at sign in brackets, with or without blanks around it.
    private mutating func at(_ input: Span<UInt8>, from index: Int, to end: Int) -> Int? {
        let blanks = trailingBlanks
        guard blanks <= 1, bytes.count > blanks, bytes[bytes.count - blanks - 1].isNameByte else {
            return nil
        }
        let next = input.skippingBlanks(from: end, limit: 1)
        guard next < input.count, input[next].isNameByte else { return nil }
        removeLast(blanks)
        append(UInt8(ascii: "@"), from: index, mark: .certain)
        return next
    }

    private var trailingBlanks: Int {
        var count = 0
        while count < bytes.count, count <= Self.maximumBlanks,
            bytes[bytes.count - 1 - count] == 0x20 || bytes[bytes.count - 1 - count] == 0x09
        {
            count += 1
        }
        return count
    }

    /// Brackets around letters of a name or a scheme: `e[x]ample`, `h[tt]p`, `6f4c:[e]001`.
    private mutating func bracketedLetters(_ input: Span<UInt8>, at index: Int) -> Int? {
        guard input[index] == UInt8(ascii: "["), isInHost, let last = bytes.last, index + 2 < input.count,
            input[index + 1].isASCIIAlphanumeric
        else { return nil }
        var closing = index + 2
        if input[closing] != UInt8(ascii: "]") { closing += 1 }
        guard closing + 1 < input.count, input[closing] == UInt8(ascii: "]") else { return nil }
        let next = input[closing + 1]
        if closing == index + 3 {
            guard last | 0x20 == UInt8(ascii: "h"), next | 0x20 == UInt8(ascii: "p") else { return nil }
        } else {
            let isInGroup = last == UInt8(ascii: ":") && next.hexadecimalDigit != nil
            let isInName =
                last.isASCIIAlphanumeric && (next.isASCIIAlphanumeric || (isOneAddress && next == 0x2E))
            guard isInGroup || isInName else { return nil }
        }
        for position in index + 1..<closing { append(input[position], from: position, mark: .likely) }
        return closing + 1
    }
}

extension UInt8 {
    var isOpeningBracket: Bool {
        self == UInt8(ascii: "[") || self == UInt8(ascii: "(") || self == UInt8(ascii: "{")
            || self == UInt8(ascii: "<")
    }

    var isClosingBracket: Bool {
        self == UInt8(ascii: "]") || self == UInt8(ascii: ")") || self == UInt8(ascii: "}")
            || self == UInt8(ascii: ">")
    }
}

extension Span<UInt8> {
    /// The place after at most `limit` blanks at `start`.
    func skippingBlanks(from start: Int, limit: Int) -> Int {
        var index = start
        while index < count, index - start < limit, self[index] == 0x20 || self[index] == 0x09 { index += 1 }
        return index
    }

    /// The place after blanks at `start`, or after one line break and the indentation that follows it.
    func skippingWrap(from start: Int, limit: Int) -> Int {
        var index = skippingBlanks(from: start, limit: limit)
        if index < count, self[index] == 0x0D { index += 1 }
        guard index < count, self[index] == 0x0A else { return index }
        return skippingBlanks(from: index + 1, limit: 16)
    }
}
