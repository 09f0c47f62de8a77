extension ProseScanner {
    // MARK: IPv4

    /// Handles a word of digits, dots and hyphens.
    mutating func ipv4(_ word: Range<Int>, _ block: Span<UInt8>) -> Int {
        var start = word.lowerBound
        var end = word.upperBound
        while start < end, !text[start].isDecimalDigit { start += 1 }
        while end > start, !text[end - 1].isDecimalDigit { end -= 1 }
        guard start < end else { return word.upperBound }
        if let hyphen = text[start..<end].firstIndex(of: UInt8(ascii: "-")) {
            guard isQuad(start..<hyphen), isQuad(hyphen + 1..<end) else { return word.upperBound }
        } else {
            guard isQuad(start..<end) else { return word.upperBound }
        }
        guard acceptsQuad(start..<end) else {
            versionEnd = end
            return end
        }
        let whole = extendedQuad(start..<end)
        if emit(start..<whole, block) {
            lastIPEnd = whole
            return whole
        }
        if whole > end, emit(start..<end, block) { lastIPEnd = end }
        return end
    }

    /// Whether a range holds four numbers of up to three digits.
    private func isQuad(_ range: Range<Int>) -> Bool {
        guard (7...15).contains(range.count) else { return false }
        return text[range].count { $0 == UInt8(ascii: ".") } == 3
            && (try? IPAddress(utf8: text[range].span)) != nil
    }

    /// Whether what stands around four numbers allows them to be an address.
    private func acceptsQuad(_ range: Range<Int>) -> Bool {
        if isDefanged(range) { return true }
        let before = byte(range.lowerBound - 1)
        if before == UInt8(ascii: "/") {
            return byte(range.lowerBound - 2) == before || range.lowerBound - 1 == lastIPEnd
        }
        if before == UInt8(ascii: "\\") { return byte(range.lowerBound - 2) == before }
        if before == UInt8(ascii: "$") || before == UInt8(ascii: "%") { return false }
        return !isVersion(range)
    }

    /// Port, path, prefix length or the end of a range after four numbers.
    private func extendedQuad(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        if let port = portEnd(from: end) {
            end = port
            if byte(end) != UInt8(ascii: "/") { return end }
        }
        if byte(end) == UInt8(ascii: "/") {
            if end == range.upperBound, let length = lengthEnd(from: end) { return length }
            let path = pathEnd(from: end, opener: range.lowerBound)
            let rest = text[min(end + 1, path)..<max(path, min(end + 1, path))]
            if rest.isEmpty || rest.elementsEqual("tcp".utf8) || rest.elementsEqual("udp".utf8) { return end }
            if end == range.upperBound, rest.allSatisfy({ $0.isDecimalDigit || $0 == UInt8(ascii: ".") }) {
                let isPair =
                    isQuad(end + 1..<path)
                    && (try? IPNetwork(utf8: text[range.lowerBound..<path].span)) == nil
                return isPair ? end : path
            }
            return path
        }
        if end == range.upperBound, let last = rangeEnd(after: range) { return last }
        return end
    }

    /// The end of a prefix length at `slash`, with nothing of a path behind it.
    private func lengthEnd(from slash: Int) -> Int? {
        var end = slash + 1
        while end - slash <= 2, byte(end).isDecimalDigit { end += 1 }
        let next = byte(end)
        let isPath =
            next.isNameByte || "/?%#=&~+@(".utf8.contains(next) || (next == 0x2E && byte(end + 1).isNameByte)
        return end > slash + 1 && !isPath ? end : nil
    }

    /// The end of ` - address` after four numbers, when both are of one /16 and in order.
    private func rangeEnd(after range: Range<Int>) -> Int? {
        var index = range.upperBound
        while index - range.upperBound < 2, byte(index) == 0x20 { index += 1 }
        if byte(index) == UInt8(ascii: "-") {
            index += 1
        } else if byte(index) == 0xE2, byte(index + 1) == 0x80,
            byte(index + 2) == 0x93 || byte(index + 2) == 0x94
        {
            index += 3
        } else {
            return nil
        }
        let blank = index
        while index - blank < 2, byte(index) == 0x20 { index += 1 }
        var end = index
        while end - index <= 15, byte(end).isDecimalDigit || byte(end) == UInt8(ascii: ".") { end += 1 }
        while end > index, byte(end - 1) == UInt8(ascii: ".") { end -= 1 }
        guard (7...15).contains(end - index), let first = try? IPAddress(utf8: text[range].span),
            let last = try? IPAddress(utf8: text[index..<end].span)
        else { return nil }
        return first.v4 >> 16 == last.v4 >> 16 && first < last ? end : nil
    }

    /// The end of `:port` at `index`, if there is one.
    func portEnd(from index: Int) -> Int? {
        guard byte(index) == UInt8(ascii: ":") else { return nil }
        var end = index + 1
        while end - index <= 6, byte(end).isDecimalDigit { end += 1 }
        guard (2...6).contains(end - index), !byte(end).isNameCharacter else { return nil }
        return end
    }

    // MARK: Versions

    private static let versionWords: Set<String> = [
        "version", "versions", "ver", "vers", "v", "build", "builds", "release", "releases", "rev",
        "revision", "firmware",
        "fw", "sdk", "fileversion", "productversion", "assemblyversion", "oid", "section", "chapter",
        "chrome", "chromium",
        "firefox", "safari", "opera", "edge", "edg", "opr", "kernel", "java", "jre", "jdk", "openssl", "php",
        "agent",
        "server", "rfc", "clause", "patch", "hotfix",
    ]

    /// Words between a version word and the number: "version of 1.2.3.4", "build number: 1.2.3.4".
    private static let fillers: Set<String> = [
        "of", "is", "was", "number", "no", "to", "from", "the", "before", "prior",
    ]

    /// Words between version numbers of one list.
    private static let joiners: Set<String> = ["and", "or", "to", "through", "until", "up", "till", "before"]

    /// Whether four numbers stand behind a word such as "version", or in a list with others that do.
    private func isVersion(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var steps = 0
        var isList = versionEnd >= 0 && range.lowerBound - versionEnd <= Self.contextLength
        while steps < 4 {
            var gap = ""
            while index > 0, !text[index - 1].isASCIIAlphanumeric,
                range.lowerBound - index < Self.contextLength
            {
                index -= 1
                if text[index] == 0x0A { return false }
                gap.unicodeScalars.append(Unicode.Scalar(text[index]))
            }
            if isList, index <= versionEnd { return true }
            if gap.contains(";") || gap.contains(")") || gap.contains("|") { return false }
            var start = index
            while start > 0, text[start - 1].isASCIIAlphanumeric, index - start < 24 { start -= 1 }
            let word = String(decoding: text[start..<index].map(\.asciiLowercased), as: UTF8.self)
            if Self.versionWords.contains(word) {
                let isProduct =
                    word == "server" || word == "agent" || word == "java" || word == "php" || word == "edge"
                return !isProduct || gap == "/"
            }
            isList = isList && (Self.joiners.contains(word) || Self.fillers.contains(word))
            guard isList || Self.fillers.contains(word) else { return false }
            index = start
            steps += 1
        }
        return false
    }

    // MARK: IPv6

    /// Handles an IPv6 address at `start`, with its brackets if it has some; nil when there is none.
    mutating func ipv6(at start: Int, _ block: Span<UInt8>) -> Int? {
        let isBracketed = text[start] == UInt8(ascii: "[")
        let first = isBracketed ? start + 1 : start
        if !isBracketed {
            let before = byte(start - 1)
            guard !before.isNameCharacter, before != UInt8(ascii: "."), !before.isNameByte else { return nil }
            if before == UInt8(ascii: ":"), isGroup(endingAt: start - 1) { return nil }
        }
        var group = first
        while group - first <= 4, byte(group).hexadecimalDigit != nil { group += 1 }
        guard group - first <= 4, byte(group) == UInt8(ascii: ":"),
            group > first || byte(group + 1) == UInt8(ascii: ":")
        else { return nil }
        var end = first
        while end - first <= IPAddress.maximumTextLength, byte(end).isIPv6Byte { end += 1 }
        while end > first, byte(end - 1) == UInt8(ascii: ".") || isLoneColon(at: end - 1) { end -= 1 }
        guard first < end, end - first <= IPAddress.maximumTextLength, !byte(end).isNameByte,
            byte(end) != UInt8(ascii: "%"),
            isIPv6(first..<end)
        else { return nil }
        return emitIPv6(first..<end, isBracketed: isBracketed, block)
    }

    private mutating func emitIPv6(_ range: Range<Int>, isBracketed: Bool, _ block: Span<UInt8>) -> Int? {
        var end = range.upperBound
        if isBracketed, byte(end) == UInt8(ascii: "]") {
            let start = range.lowerBound - 1
            end += 1
            if let port = portEnd(from: end) { end = port }
            if byte(end) == UInt8(ascii: "/") {
                let path = pathEnd(from: end, opener: start)
                if path > end + 1, emit(start..<path, block) { return path }
            }
            return emit(start..<end, block) ? end : nil
        }
        if byte(end) == UInt8(ascii: "/") {
            var length = end + 1
            while length - end <= 3, byte(length).isDecimalDigit { length += 1 }
            if length > end + 1, !byte(length).isNameCharacter, emit(range.lowerBound..<length, block) {
                return length
            }
        }
        return emit(range, block) ? end : nil
    }

    /// Whether the colon at `end` follows another or what may be a group of an IPv6 address.
    ///
    /// The colon of `IPv6:2001:db8::1` follows neither.
    private func isGroup(endingAt end: Int) -> Bool {
        if byte(end - 1) == UInt8(ascii: ":") { return true }
        var index = end
        while end - index < 5, byte(index - 1).hexadecimalDigit != nil { index -= 1 }
        return index < end && !byte(index - 1).isNameCharacter
    }

    private func isLoneColon(at index: Int) -> Bool {
        byte(index) == UInt8(ascii: ":") && byte(index - 1) != UInt8(ascii: ":")
    }

    /// Whether a range is IPv6 text and not a scope (`a::b`), a time, a hardware address or a serial number.
    private func isIPv6(_ range: Range<Int>) -> Bool {
        let bytes = text[range]
        guard (try? IPAddress(utf8: bytes.span)) != nil else { return false }
        let groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if isDefanged(range), groups.count >= 4 { return true }
        if groups.count == 8, groups.allSatisfy({ $0.count == 2 }) { return false }
        if groups.allSatisfy({ !$0.isEmpty }) { return true }
        if bytes.elementsEqual("::1".utf8) { return true }
        guard bytes.contains(where: \.isDecimalDigit) else { return false }
        guard let first = groups.first, !first.isEmpty else {
            return groups.count >= 5 || bytes.contains(UInt8(ascii: "."))
        }
        return first.count >= 3 && (first.contains(where: \.isDecimalDigit) || groups.count >= 4)
    }
}

extension UInt8 {
    fileprivate var isIPv6Byte: Bool {
        hexadecimalDigit != nil || self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
    }
}
