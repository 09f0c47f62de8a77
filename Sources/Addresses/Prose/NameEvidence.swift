/// Decides whether a dotted word is a domain name or something else that has dots.
///
/// A defanged word is a name unless it ends like a file only. Any other must end in a top-level domain, must not stand in a
/// path, a local part or a call, and must not be written like an identifier. Where the top-level domain is also a file
/// ending or a word of code, something more must speak for a name.
struct NameEvidence {
    /// The word, without dots and hyphens at its edges.
    let range: Range<Int>
    let scanner: ProseScanner
    private let isDefanged: Bool

    init(_ range: Range<Int>, in scanner: ProseScanner) {
        self.range = range
        self.scanner = scanner
        isDefanged = scanner.isDefanged(range)
    }

    // MARK: Parts

    var bytes: ArraySlice<UInt8> { scanner.text[range] }

    var before: UInt8 { scanner.byte(range.lowerBound - 1) }

    var after: UInt8 { scanner.byte(range.upperBound) }

    var labels: [ArraySlice<UInt8>] { bytes.split(separator: 0x2E, omittingEmptySubsequences: false) }

    static func lower(_ label: ArraySlice<UInt8>) -> String {
        String(decoding: label.map(\.asciiLowercased), as: UTF8.self)
    }

    /// Whether the word is the domain of an e-mail address.
    var isInEmail: Bool {
        guard before == UInt8(ascii: "@") else { return false }
        let local = scanner.byte(range.lowerBound - 2)
        return local.isNameByte || local == UInt8(ascii: "\"") || local == UInt8(ascii: "]")
            || local == UInt8(ascii: ">")
            || local == UInt8(ascii: "*")
    }

    /// Whether something unnamed stands before the word as the first label: `<host>.evil.example`, `*.evil.example`.
    var isBelowPlaceholder: Bool {
        guard before == UInt8(ascii: "."), range.lowerBound >= 2 else { return false }
        let opener = scanner.byte(range.lowerBound - 2)
        return opener.isClosingBracket || opener == UInt8(ascii: "]") || opener == UInt8(ascii: "*")
    }

    // MARK: Decision

    /// What the word by itself and the bytes beside it say.
    enum Verdict {
        case name
        case noName
        /// A name unless the line is one of source code.
        case nameOutsideCode
        /// A name if the lines beside it hold names and nothing else.
        case nameAmongNames
    }

    /// Whether the word is a domain name.
    /// - Parameter afterScheme: whether `scheme://` stands before it, of a scheme that is not the web's.
    /// - Returns: the verdict, final unless it names a condition.
    func verdict(afterScheme: Bool = false) -> Verdict {
        let labels = labels
        guard labels.count >= 2, let last = labels.last, labels.allSatisfy({ !$0.isEmpty }), isTopLevel(last)
        else { return .noName }
        let ending = Self.lower(last)
        guard !isLocalPart else { return .noName }
        let kind = TopLevelDomain(ending)
        if isDefanged {
            guard case .unknown = kind else { return .name }
            let isFile = TopLevelDomain.fileEndings.contains(ending)
            return isFile || TopLevelDomain.placeholders.contains(ending) ? .noName : .name
        }
        if case .unknown = kind { return .noName }
        // Blanks around a mark join words of a sentence about defanging: "write [.] in place of a dot".
        if scanner.isSpacedMark(last.startIndex - 1), !scanner.isAlone(range) {
            guard case .ordinary = kind, !TopLevelDomain.shortWords.contains(ending) else { return .noName }
        }
        guard standsFree(afterScheme: afterScheme), !labels.contains(where: \.hasHyphenAtEdge),
            !isWrittenLikeCode(labels), !isPackage(labels, ending),
            !isDetection(labels), !isMember(labels, ending)
        else { return .noName }
        if afterScheme || isInEmail { return .name }
        switch kind {
        case .unknown: return .noName
        case .ordinary: return isCall && after == UInt8(ascii: "(") ? .noName : .name
        case .fileLike: return hasNameContext(labels) ? .name : .nameAmongNames
        case .codeLike:
            if hasNameContext(labels) { return .name }
            if isCall || isMemberOfObject(labels) || isBundle || isBuildFile(labels) { return .noName }
            return isQuoted ? .name : .nameOutsideCode
        }
    }

    /// The word without its last label, when that looks like the beginning of the next sentence.
    func withoutNextSentence() -> NameEvidence? {
        guard labels.count >= 3, let last = labels.last, let first = last.first,
            first &- 0x41 < 26,
            last.dropFirst().allSatisfy({ $0 &- 0x61 < 26 })
        else { return nil }
        return NameEvidence(range.lowerBound..<last.startIndex - 1, in: scanner)
    }

    private func isTopLevel(_ label: ArraySlice<UInt8>) -> Bool {
        if label.allSatisfy({ $0.isASCIILetter }) { return label.count >= 2 }
        if label.allSatisfy({ $0 >= 0x80 }) { return true }
        return Self.lower(label).hasPrefix("xn--") || Self.lower(label) == "i2p"
    }

    /// Whether the word is the local part of an e-mail address, or the beginning of one.
    private var isLocalPart: Bool {
        var index = range.upperBound
        if before == UInt8(ascii: "\\"), scanner.byte(range.lowerBound - 2) == before { return false }
        while index - range.upperBound < ProseScanner.contextLength {
            let byte = scanner.byte(index)
            if byte == UInt8(ascii: "@") {
                let next = scanner.byte(index + 1)
                return next.isNameByte || next == UInt8(ascii: "[") || next == UInt8(ascii: "<")
            }
            guard byte.isNameCharacter || ".+=~&!#$%*'^".utf8.contains(byte) else { return false }
            index += 1
        }
        return false
    }

    /// Whether the bytes before and after the word let it stand for itself, not for a part of a path or an expression.
    private func standsFree(afterScheme: Bool) -> Bool {
        if afterScheme { return true }
        switch before {
        case UInt8(ascii: "/"):
            let isDoubled = scanner.byte(range.lowerBound - 2) == before
            let opener = scanner.byte(range.lowerBound - 3)
            return isDoubled && !opener.isNameByte && opener != before && after != UInt8(ascii: "(")
        case UInt8(ascii: "\\"):
            let isDoubled = scanner.byte(range.lowerBound - 2) == before
            return isDoubled && !scanner.byte(range.lowerBound - 3).isNameByte
                && scanner.byte(range.lowerBound - 3) != 0x3A
        case UInt8(ascii: "@"): return isInEmail
        case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "%"), UInt8(ascii: "&"):
            return false
        case UInt8(ascii: "."):
            if TopLevelDomain.isPublicSuffix(Self.lower(bytes)) { return false }
            return isBelowPlaceholder
                || !scanner.byte(range.lowerBound - 2).isASCIIAlphanumeric
                    && scanner.byte(range.lowerBound - 2) != 0x29
        default: break
        }
        // A name at a path's end would be followed by more of it; a lone `\` belongs to a Windows path.
        return after != UInt8(ascii: "\\") || scanner.byte(range.upperBound + 1) == UInt8(ascii: "n")
            || scanner.byte(range.upperBound + 1) == UInt8(ascii: "\"")
            || scanner.byte(range.upperBound + 1) == UInt8(ascii: "r")
    }
}

extension ArraySlice<UInt8> {
    /// Whether a label begins or ends with a hyphen, as no registered one does.
    fileprivate var hasHyphenAtEdge: Bool { first == UInt8(ascii: "-") || last == UInt8(ascii: "-") }
}
