extension ProseScanner {
    /// Handles a word with a dot in it and says where to go on.
    mutating func name(_ word: Range<Int>, _ block: Span<UInt8>) -> Int {
        var start = word.lowerBound
        var end = word.upperBound
        if isEscaped(start) { start += 1 }
        while end > start, text[end - 1].isWordEdge || text[end - 1] == UInt8(ascii: "_") { end -= 1 }
        let isEmphasised = end < word.upperBound && byte(end) == UInt8(ascii: "_")
        while start < end, text[start].isWordEdge || (isEmphasised && text[start] == UInt8(ascii: "_")) {
            start += 1
        }
        guard start < end else { return word.upperBound }
        var evidence = NameEvidence(start..<end, in: self)
        if !accepts(evidence) {
            guard let shorter = evidence.withoutNextSentence(), accepts(shorter) else {
                return word.upperBound
            }
            evidence = shorter
        }
        return emitName(evidence, block)
    }

    private mutating func emitName(_ evidence: NameEvidence, _ block: Span<UInt8>) -> Int {
        let name = evidence.range
        var end = name.upperBound
        if !evidence.isInEmail, !evidence.isBelowPlaceholder {
            if let port = portEnd(from: end) { end = port }
            let next = byte(end)
            if next == UInt8(ascii: "/") || (next == UInt8(ascii: "?") && byte(end + 1).isASCIIAlphanumeric) {
                let path = pathEnd(from: end, opener: name.lowerBound)
                if isTooLong(end..<path) {
                    _ = emit(name, block)
                    return path
                }
                if path > end + 1, emit(name.lowerBound..<path, block) { return path }
            }
        }
        if emit(name.lowerBound..<end, block) { return end }
        _ = emit(name, block)
        return name.upperBound
    }

    /// Whether the letter at `index` belongs to an escape such as the `\n` of a JSON string.
    private func isEscaped(_ index: Int) -> Bool {
        guard byte(index - 1) == UInt8(ascii: "\\"), byte(index - 2) != UInt8(ascii: "\\"),
            "nrt".utf8.contains(text[index])
        else { return false }
        var before = index - 2
        while before >= 0, index - before < Self.contextLength, text[before] > 0x20,
            text[before] != UInt8(ascii: "\"")
        {
            let isEscape = text[before] == UInt8(ascii: "\\") && "nrt".utf8.contains(byte(before + 1))
            if text[before] == UInt8(ascii: "%") || (text[before] == UInt8(ascii: "\\") && !isEscape) {
                return false
            }
            if text[before] == UInt8(ascii: ":"), byte(before + 1) == UInt8(ascii: "\\") { return false }
            before -= 1
        }
        return true
    }
}

extension UInt8 {
    /// Whether the byte is no part of a name at the edge of a word.
    fileprivate var isWordEdge: Bool { self == UInt8(ascii: ".") || self == UInt8(ascii: "-") }
}
