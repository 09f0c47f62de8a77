extension NameEvidence {
    // MARK: How the word is written

    /// Whether the word's capitals and underscores are those of identifiers: `System.Net`, `Agent.ET`, `My_File.zip`.
    func isWrittenLikeCode(_ labels: [ArraySlice<UInt8>]) -> Bool {
        guard let last = labels.last, labels.count >= 2 else { return false }
        let hasLower = bytes.contains { $0 &- 0x61 < 26 }
        if hasLower, last.contains(where: { $0 &- 0x41 < 26 }) { return true }
        if !hasLower, Self.capitalProducts.contains(Self.lower(bytes)) { return true }
        if labels[labels.count - 2].contains(UInt8(ascii: "_")) { return true }
        if labels.dropFirst().contains(where: { $0.first == UInt8(ascii: "_") }) { return true }
        // A random or composed file name: capitals inside, a short ending that is some country's.
        if labels.count == 2, last.count == 2, hasLower,
            labels[0].dropFirst().contains(where: { $0 &- 0x41 < 26 })
        {
            return true
        }
        return labels.count == 2 && labels[0].count == 1 && last.count == 2 && !(after == UInt8(ascii: "/"))
    }

    /// Products and programs whose names are written like domains.
    private static let capitalProducts: Set<String> = [
        "asp.net", "vb.net", "ado.net", "ml.net", "command.com", "ntdetect.com",
    ]

    /// Whether the word is a package or bundle name, a domain written backwards (`com.android.app`), or a Kubernetes group.
    func isPackage(_ labels: [ArraySlice<UInt8>], _ ending: String) -> Bool {
        guard let first = labels.first.map(Self.lower), labels.count >= 3 || first == "com" else {
            return false
        }
        if labels.suffix(2).map(Self.lower).joined(separator: ".") == "kubernetes.io" { return true }
        if labels.suffix(2).map(Self.lower).joined(separator: ".") == "k8s.io" { return true }
        if Self.packageRoots.contains(first) { return true }
        return Self.reversedEndings.contains(first)
            && !["com", "net", "org", "info", "biz", "example"].contains(ending)
    }

    private static let packageRoots: Set<String> = [
        "java", "javax", "android", "androidx", "kotlin", "kotlinx",
    ]

    private static let reversedEndings: Set<String> = ["com", "org", "net", "io", "edu", "gov"]

    /// Whether the word is a scanner's name for malware: `Trojan.Agent.ml`, `Win32.Injector.md`.
    func isDetection(_ labels: [ArraySlice<UInt8>]) -> Bool {
        guard let first = labels.first, let last = labels.last, last.count <= 3 else { return false }
        let word = Self.lower(first)
        guard Self.detectionWords.contains(word) else { return false }
        return labels.count >= 3 || first.contains { $0 &- 0x41 < 26 }
    }

    private static let detectionWords: Set<String> = [
        "adware", "agent", "android", "backdoor", "bat", "downloader", "dropper", "exploit", "filecoder",
        "gen", "generic",
        "hacktool", "heur", "html", "injector", "js", "kryptik", "linux", "macro", "mal", "malware", "msil",
        "msoffice",
        "not-a-virus", "osx", "packed", "ps1", "pua", "pup", "ransom", "riskware", "rootkit", "spy",
        "spyware", "troj",
        "trojan", "trojandownloader", "trojandropper", "vba", "vbs", "virus", "w32", "w64", "win32", "win64",
        "wingo", "worm",
    ]

    /// Whether the word begins with what code calls the object at hand: `self.tk`, `this.ie`.
    func isMember(_ labels: [ArraySlice<UInt8>], _ ending: String) -> Bool {
        guard let first = labels.first, !["com", "net", "org"].contains(ending) else { return false }
        return ["self", "this", "cls", "super"].contains(Self.lower(first))
    }

    /// Whether the word is a member of a well-known object, of a variable of one letter, or all in capitals.
    func isMemberOfObject(_ labels: [ArraySlice<UInt8>]) -> Bool {
        guard let first = labels.first else { return false }
        if labels.count == 2, first.count == 1 || Self.objects.contains(Self.lower(first)) { return true }
        return !bytes.contains { $0 &- 0x61 < 26 }
    }

    /// Whether the word is a file that builds or sets up a program: `Makefile.in`, `meson.build`.
    func isBuildFile(_ labels: [ArraySlice<UInt8>]) -> Bool {
        guard let first = labels.first else { return false }
        if labels.dropLast().last.map(Self.lower) == "h" { return true }
        return ["makefile", "configure", "config", "meson", "setup", "readme", "index", "main"].contains(
            Self.lower(first)
        )
    }

    private static let objects: Set<String> = [
        "this", "self", "window", "document", "navigator", "location", "console", "event", "evt", "math",
        "json", "object",
        "array", "string", "process", "module", "exports", "request", "response", "res", "req", "ctx", "err",
        "error", "obj",
        "args", "opts", "options", "config", "settings", "data", "item", "elem", "element", "el", "node",
        "system", "os",
        "sys", "std", "fmt", "path", "user", "file", "form", "layer", "socket", "jquery", "cls", "super",
        "params", "result",
        "row", "key", "value", "msg", "message", "record", "entry", "package", "project", "target", "input",
        "output",
    ]

    // MARK: Where the word stands

    /// Whether a path follows, or the first label is one that only hosts have.
    func hasNameContext(_ labels: [ArraySlice<UInt8>]) -> Bool {
        if after == UInt8(ascii: "/") {
            return scanner.byte(range.upperBound + 1).isASCIIAlphanumeric && !isBundle
        }
        guard labels.count >= 3, let first = labels.first.map(Self.lower) else { return false }
        if TopLevelDomain.isPublicSuffix(labels.suffix(2).map(Self.lower).joined(separator: ".")) {
            return true
        }
        let stem = first.prefix { !$0.isNumber }
        return ["www", "ns", "mail", "smtp", "pop", "imap", "mx", "ftp", "cdn", "api", "vpn", "webmail"]
            .contains(stem)
    }

    /// Whether the word is the folder of a macOS application.
    var isBundle: Bool {
        scanner.text[range.upperBound...].starts(with: "/Contents".utf8)
            || bytes.suffix(4).elementsEqual(".app".utf8) && (bytes.first ?? 0) &- 0x41 < 26
    }

    /// Whether the word is all there is between two quotes.
    var isQuoted: Bool {
        before == after && (before == UInt8(ascii: "\"") || before == UInt8(ascii: "'"))
    }

    /// Whether a call or an assignment follows directly. `name(203.0.113.7)` is none.
    var isCall: Bool {
        let next = scanner.byte(range.upperBound + 1)
        if after == UInt8(ascii: "(") { return !next.isDecimalDigit && next != UInt8(ascii: "[") }
        return after == UInt8(ascii: "=")
    }
}

extension ProseScanner {
    /// Whether a word is a domain name in its place.
    mutating func accepts(_ evidence: NameEvidence) -> Bool {
        switch evidence.verdict() {
        case .name: return true
        case .noName: return false
        case .nameAmongNames: return isAmongNames(evidence.range)
        case .nameOutsideCode:
            let index = evidence.range.lowerBound
            if !codeLine.range.contains(index) {
                let line = line(around: index, limit: 512)
                codeLine = (line, isCode(line))
            }
            return !codeLine.isCode
        }
    }

    /// Whether a line is one of source code.
    private func isCode(_ line: Range<Int>) -> Bool {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1].isASCIIWhitespace { end -= 1 }
        let last = byte(end - 1)
        if end > line.lowerBound, last == UInt8(ascii: ";") || last == UInt8(ascii: "{") { return true }
        if end > line.lowerBound, last == UInt8(ascii: ":"),
            text[line].holds("if ") || text[line].holds("for ")
        {
            return true
        }
        let bytes = text[line]
        return Self.signsOfCode.contains { bytes.holds($0) } || hasCall(line)
    }

    private static let signsOfCode: [StaticString] = [
        "();", "=>", "->", "==", "!=", "+=", " = ", "/*", "::", "#include", "#define", "function",
        "import ",
        "return ", "var ", "let ", "const ", "def ", "func ", "class ", "struct ", "assert", "elif ",
        "raise ",
    ]

    /// Whether a bracket follows a letter directly, as in a call.
    private func hasCall(_ line: Range<Int>) -> Bool {
        for index in line.dropFirst() where text[index] == UInt8(ascii: "(") {
            let next = byte(index + 1)
            if text[index - 1].isASCIILetter,
                next != UInt8(ascii: "s") || byte(index + 2) != UInt8(ascii: ")")
            {
                return true
            }
        }
        return false
    }

    /// The line that holds the byte at `index`, or the part of it within `limit` bytes.
    func line(around index: Int, limit: Int) -> Range<Int> {
        var start = index
        while start > 0, index - start < limit, text[start - 1] != 0x0A { start -= 1 }
        var end = index
        while end < text.count, end - index < limit, text[end] != 0x0A { end += 1 }
        return start..<end
    }

    /// Whether a word is all there is in its line, and the line before or after is a name in the same way.
    func isAmongNames(_ range: Range<Int>) -> Bool {
        let line = line(around: range.lowerBound, limit: 256)
        guard let word = loneWord(in: line), word == range else { return false }
        if line.lowerBound > 0 {
            let previous = self.line(around: line.lowerBound - 1, limit: 256)
            if isLoneName(previous) { return true }
        }
        return line.upperBound < text.count && isLoneName(self.line(around: line.upperBound + 1, limit: 256))
    }

    /// Whether a word is all there is in its line.
    func isAlone(_ range: Range<Int>) -> Bool {
        loneWord(in: line(around: range.lowerBound, limit: 256)) == range
    }

    private func isLoneName(_ line: Range<Int>) -> Bool {
        guard let word = loneWord(in: line), let dot = text[word].lastIndex(of: 0x2E) else { return false }
        let kind = TopLevelDomain(NameEvidence.lower(text[dot + 1..<word.upperBound]))
        switch kind {
        case .ordinary, .codeLike: return true
        case .unknown, .fileLike: return isDefanged(word)
        }
    }

    /// The dotted word of a line with nothing else but blanks, bullets, quotes and emphasis.
    private func loneWord(in line: Range<Int>) -> Range<Int>? {
        var start = line.lowerBound
        var end = line.upperBound
        while start < end, !text[start].isNameByte || text[start] == UInt8(ascii: "-") || text[start] >= 0x80
        { start += 1 }
        while end > start, !text[end - 1].isASCIIAlphanumeric { end -= 1 }
        guard start < end, text[start..<end].allSatisfy({ $0.isNameCharacter || $0 == 0x2E }) else {
            return nil
        }
        return start..<end
    }
}

extension ArraySlice<UInt8> {
    /// Whether a capital letter follows a small one, as in `fileName`.
    fileprivate var hasCapitalInside: Bool {
        zip(self, dropFirst()).contains { $0 &- 0x61 < 26 && $1 &- 0x41 < 26 }
    }

    /// Whether the bytes hold `text`.
    func holds(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        for start in startIndex...endIndex - length where self[start] == text.utf8Start[0] {
            if (1..<length).allSatisfy({ self[start + $0] == text.utf8Start[$0] }) { return true }
        }
        return false
    }
}
