/// How many lines of a sample have the shape of each list format.
struct ListEvidence {
    private var content = 0
    private var adblock = 0
    private var dnsmasq = 0
    private var unbound = 0
    private var hosts = 0
    private var wildcard = 0
    private var zone = 0
    private var hasZoneHead = false
    private var isZeekIntel = false
    private var hasAdblockHead = false
    private var hasDefaultValue = false
    private var script = 0
    private var drop = 0
    private var indicators = 0
    private var ranges = 0
    private var addressAndNumber = 0
    private var wholeLines = 0
    private var singleWords = 0
    private var references = 0
    private var defanged = 0
    private var encoded = 0
    private var isDROP = false
    private var isDShield = false

    init(_ sample: FeedSample) {
        var evidence = self
        sample.forEachLine { line, number in
            let range = line.trimmedRange
            guard !range.isEmpty else { return }
            evidence.count(line.extracting(range), line: line, number: number)
        }
        self = evidence
    }

    private mutating func count(_ text: Span<UInt8>, line: Span<UInt8>, number: Int) {
        if text.has("#fields"), text.firstRange(of: "indicator") != nil { isZeekIntel = true }
        if text.has("[adblock") { hasAdblockHead = true }
        if text.has("$ttl") || text.has("$origin") || text.firstRange(of: " soa ") != nil {
            hasZoneHead = true
        }
        if text.has("# reference:") || number <= 5 && text.has("#") && text.firstRange(of: "maltrail") != nil
        {
            references += 1
        }
        if text.firstRange(of: "[.]") != nil || text.has("hxxp") || text.firstRange(of: " hxxp") != nil {
            defanged += 1
        }
        if ListComment.begins(text, at: 0) {
            if text.firstRange(of: "spamhaus") != nil { isDROP = true }
            if text.firstRange(of: "dshield") != nil { isDShield = true }
        }
        let isRule = text.has("##") && text.count > 2 && !text[2].isBlank && text[2] != UInt8(ascii: "#")
        guard isRule || !ListComment.begins(text, at: 0) else { return }
        content += 1
        countShapes(text)
        countWords(text)
    }

    /// Formats that a line's first bytes or marks tell.
    private mutating func countShapes(_ text: Span<UInt8>) {
        let isAnchored = text[0] == UInt8(ascii: "|") && text.count > 3 && !text[1].isBlank
        if isAnchored || text.has("@@") || text.firstRange(of: "##") != nil
            || text.firstRange(of: "#@#") != nil
            || text[text.count - 1] == UInt8(ascii: "^")
        {
            adblock += 1
        }
        let options: [StaticString] = [
            "address=/", "server=/", "local=/", "bogus-nxdomain=", "ipset=/", "nftset=/",
        ]
        for option in options where text.has(option) { dnsmasq += 1 }
        if text.has("local-zone:") || text.has("local-data:") || text.equals("server:") { unbound += 1 }
        if text.has("*.") { wildcard += 1 }
        if text.has(":127.") { hasDefaultValue = true }
        if Self.isZoneLine(text) { zone += 1 }
    }

    /// A directive, or an owner, optional lifetime and class, and a type of the zones of this kind.
    private static func isZoneLine(_ text: Span<UInt8>) -> Bool {
        if text.has("$ttl") || text.has("$origin") { return true }
        let words = ZoneRecord.words(text)
        guard words.count >= 3 else { return words.count == 2 && text.extracting(words[0]).equals("ns") }
        return words[1..<min(4, words.count - 1)].contains { place in
            let word = text.extracting(place)
            return word.equals("cname") || word.equals("soa") || word.equals("ns")
                || (word.equals("a") || word.equals("aaaa") || word.equals("txt"))
                    && text.extracting(words[0]).first(UInt8(ascii: ".")) != nil
        }
    }

    /// Formats that the words of a line tell.
    private mutating func countWords(_ text: Span<UInt8>) {
        if SuricataDatasetFormat.looksEncoded(text) { encoded += 1 }
        let end = text.endOfWord(from: 0)
        let word = text.extracting(0..<end)
        let next = text.startOfWord(from: end)
        let second = text.extracting(next..<text.endOfWord(from: next))
        if ScriptLine.isCommand(word) { script += 1 }
        if second.isEmpty || second[0] == UInt8(ascii: "#") { singleWords += 1 }
        if !second.isEmpty, HostsFormat.target(word) == .nowhere, !word.isDecimal || word.equals("0"),
            second[0] != UInt8(ascii: "#"), HostsFormat.target(second) == nil, second[0].isAlphanumeric,
            second.first(UInt8(ascii: ".")) != nil || second.equals("localhost"), !second.isDecimal,
            second.first(UInt8(ascii: ",")) == nil, second.first(UInt8(ascii: "/")) == nil
        {
            hosts += 1
        }
        guard FieldReading.looksLikeIndicator(word) || word[0] == UInt8(ascii: "/") && text.count > 1 else {
            return
        }
        indicators += 1
        if end == text.count { wholeLines += 1 }
        if !second.isEmpty, second[0] == UInt8(ascii: ";") || second[0] == UInt8(ascii: "#") { drop += 1 }
        if second.isDecimal, text.endOfWord(from: next) == text.count { addressAndNumber += 1 }
        if PlainColumns(text).range != nil { ranges += 1 }
    }

    private func isMost(_ count: Int) -> Bool { count * 2 > content }

    /// The format that a distinct syntax shows; nil when none does.
    var format: FeedFormat? {
        if isZeekIntel { return .zeekIntel }
        if hasZoneHead, zone > 0 { return .rpz }
        if hasAdblockHead || content > 0 && isMost(adblock) { return .adblock }
        if content == 0 { return .plain }
        if isMost(dnsmasq) { return .dnsmasq }
        if isMost(unbound) { return .unbound }
        if isMost(zone) { return .rpz }
        if isMost(hosts) { return .hosts }
        if isMost(wildcard) { return .wildcard }
        if hasDefaultValue { return .rbldnsd }
        if references > 0, isMost(singleWords) { return .maltrail }
        if isDROP, isMost(drop) || isMost(indicators) { return .spamhausDROP }
        if isDShield, isMost(ranges) || isMost(indicators) { return .dshield }
        if encoded * 10 >= content * 9 { return .suricataDataset }
        return isMost(script) || isMost(drop) || isMost(ranges) || isMost(addressAndNumber) ? .plain : nil
    }

    /// The format of lines of addresses, or of text with defanged addresses in it; nil for neither.
    var listFormat: FeedFormat? {
        if isMost(indicators) { return .plain }
        return defanged > 0 ? .prose : nil
    }

    /// Whether most lines are one word with the look of an indicator.
    var isListOfWords: Bool { isMost(wholeLines) }
}
