extension ProseScanner {
    private static let webSchemes = URLAddress.Scheme.allCases.map { Array($0.name.utf8) }

    /// Most lines that one wrapped URL goes over.
    private static let maximumWraps = 16

    /// Handles a word with `://` behind it and says where to go on.
    mutating func url(word: Range<Int>, _ block: Span<UInt8>) -> Int {
        let host = word.upperBound + 3
        guard let start = webSchemeStart(word) else { return service(from: host, block) }
        let authority = authorityEnd(from: host)
        guard authority > host else { return host }
        if isPlaceholder(host..<authority) { return pathEnd(from: authority, opener: start) }
        var end = authority
        let next = byte(authority)
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "?") || next == UInt8(ascii: "#") {
            end = wrappedEnd(pathEnd(from: authority, opener: start), opener: start)
            if isTooLong(authority..<end) {
                _ = emit(start..<authority, block)
                return end
            }
        }
        if emit(start..<end, block) { return end }
        return end > authority && emit(start..<authority, block) ? authority : host
    }

    /// Where the web scheme at the end of a word begins; letters before it are glued text.
    private func webSchemeStart(_ word: Range<Int>) -> Int? {
        var longest: Int?
        for scheme in Self.webSchemes where scheme.count <= word.count {
            let start = word.upperBound - scheme.count
            let isThere = zip(text[start..<word.upperBound], scheme).allSatisfy { $0.asciiLowercased == $1 }
            // "foows://" is another scheme, "seehttp://" is not.
            guard isThere, start == word.lowerBound || scheme.first == UInt8(ascii: "h") else { continue }
            longest = min(longest ?? start, start)
        }
        return longest
    }

    /// The URL of another scheme: its host counts as if it stood alone.
    private mutating func service(from host: Int, _ block: Span<UInt8>) -> Int {
        let authority = authorityEnd(from: host)
        guard authority > host else { return host }
        var start = host
        var end = authority
        if let at = text[host..<authority].lastIndex(of: UInt8(ascii: "@")) {
            // WebDAV paths carry the port behind the host: `file://host@80/`, `file://host@SSL/`.
            let tail = text[at + 1..<authority]
            let isPort = tail.allSatisfy(\.isDecimalDigit) || NameEvidence.lower(tail) == "ssl"
            if isPort { end = at } else { start = at + 1 }
        }
        let rest = pathEnd(from: authority, opener: host)
        let range = start..<end
        guard !range.isEmpty else { return host }
        if text[start] == UInt8(ascii: "[")
            || text[range].allSatisfy({ $0.isDecimalDigit || $0 == 0x2E || $0 == 0x3A })
        {
            return emit(range, block) ? rest : host
        }
        let name = start..<text.wordEnd(from: start)
        guard case .name = NameEvidence(name, in: self).verdict(afterScheme: true) else {
            return max(host, rest)
        }
        return emit(range, block) ? rest : host
    }

    // MARK: Host

    /// The end of user information, host and port.
    private func authorityEnd(from start: Int) -> Int {
        var index = start
        if let user = userEnd(from: start) { index = user }
        if byte(index) == UInt8(ascii: "[") {
            let inside = index + 1
            var closing = inside
            while closing - inside <= 64,
                byte(closing).hexadecimalDigit != nil || byte(closing) == 0x3A || byte(closing) == 0x2E
            {
                closing += 1
            }
            if byte(closing) == UInt8(ascii: "]"), closing > inside {
                index = closing + 1
            } else {
                index = inside
            }
        }
        let host = index
        var hasDot = false
        var hasComma = false
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: ".") { hasDot = true }
            if byte == UInt8(ascii: ",") {
                // Four numbers or a name with commas for dots; elsewhere a comma ends the host.
                guard !hasDot, self.byte(index + 1).isASCIIAlphanumeric else { break }
                hasComma = true
            } else if byte == UInt8(ascii: "]") {
                guard index > host, text[start..<index].contains(UInt8(ascii: "[")),
                    self.byte(index + 1) == 0x3A || self.byte(index + 1) == 0x2F
                else { break }
            } else if byte >= 0x80 {
                let width = text.letterWidth(at: index)
                guard width > 0, !(text.isDenseScript(at: index) && text[index - 1].isASCIIAlphanumeric)
                else { break }
                index += width - 1
            } else if !(byte.isNameCharacter || byte == 0x2E || byte == 0x3A || byte == UInt8(ascii: "%")) {
                break
            }
            index += 1
        }
        if hasComma, !isCommaHost(host..<index) {
            index = text[host..<index].firstIndex(of: UInt8(ascii: ",")) ?? index
        }
        while index > start,
            byte(index - 1) == 0x2E || byte(index - 1) == 0x3A || byte(index - 1) == UInt8(ascii: "%")
        { index -= 1 }
        return index
    }

    /// The place after the `@` of user information; nil when there is none.
    private func userEnd(from start: Int) -> Int? {
        var index = start
        var found: Int?
        while index < text.count, index - start < 256 {
            let byte = text[index]
            if byte <= 0x20 || byte >= 0x7F || "/?#\"<>`|\\'(){}[]".utf8.contains(byte) { break }
            if byte == UInt8(ascii: "@") { found = index + 1 }
            index += 1
        }
        return found
    }

    private func isCommaHost(_ range: Range<Int>) -> Bool {
        let labels = text[range].prefix { $0 != 0x3A }.split(
            separator: UInt8(ascii: ","),
            omittingEmptySubsequences: false
        )
        if labels.count == 4, labels.allSatisfy({ $0.allSatisfy(\.isDecimalDigit) }) { return true }
        guard labels.count <= 4, let last = labels.last else { return false }
        if case .unknown = TopLevelDomain(String(decoding: last.map(\.asciiLowercased), as: UTF8.self)) {
            return false
        }
        return true
    }

    /// Whether a host is an example's, with a last label that stands for any.
    private func isPlaceholder(_ range: Range<Int>) -> Bool {
        let last = text[range].prefix { $0 != 0x3A }.split(separator: 0x2E).last ?? []
        return TopLevelDomain.placeholders.contains(
            String(decoding: last.map(\.asciiLowercased), as: UTF8.self)
        )
    }

    // MARK: Wrapped lines

    /// The end of a URL that goes on in the next, indented line, which holds nothing else; `end` when it does not.
    private func wrappedEnd(_ end: Int, opener: Int) -> Int {
        var end = end
        for _ in 0..<Self.maximumWraps {
            var lineEnd = end
            if byte(lineEnd) == UInt8(ascii: "?") { lineEnd += 1 }
            let last = byte(lineEnd - 1)
            var index = lineEnd
            while index - lineEnd < 4, byte(index) == 0x20 || byte(index) == 0x0D { index += 1 }
            guard index < text.count, text[index] == 0x0A, "?&=/".utf8.contains(last) else { return end }
            let indentation = index + 1
            index = indentation
            while index - indentation < 64, byte(index) == 0x20 || byte(index) == 0x09 { index += 1 }
            let next = byte(index)
            guard index > indentation, next.isASCIIAlphanumeric || next == UInt8(ascii: "=") else {
                return end
            }
            let stop = pathEnd(from: index, opener: opener)
            var after = stop
            if byte(after) == UInt8(ascii: "?") { after += 1 }
            while byte(after) == 0x20 || byte(after) == 0x0D { after += 1 }
            let part = text[index..<stop]
            guard byte(after) == 0x0A, !part.starts(with: "http".utf8),
                part.contains(UInt8(ascii: "=")) || last == UInt8(ascii: "=") && part.count >= 8,
                last != UInt8(ascii: "/") || part.contains(UInt8(ascii: "/"))
            else { return end }
            end = stop
        }
        return end
    }
}
