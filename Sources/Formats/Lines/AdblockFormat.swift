import Addresses
import Reports

/// Filter lists of AdBlock Plus, uBlock Origin, AdGuard and AdGuard Home.
///
/// Read are the rules that name a host or a URL; `@@` exceptions claim nothing; rules that hide parts of pages or match
/// parts of URLs are rejects.
struct AdblockFormat: LineFormat {
    private var hosts = HostsFormat()
    private static let prefixClaim = Claim(scope: .pathPrefix)

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        let text = line.extracting(range)
        let start = range.lowerBound
        guard !text.isEmpty, !Self.isComment(text), !text.has("@@"), !text.has("[adblock") else {
            return output.skip()
        }
        if Self.isCosmetic(text) { return output.reject(.cosmeticRule, text, at: start) }
        if text[0] == UInt8(ascii: "#") { return output.skip() }
        if text[0] == UInt8(ascii: "/"), text.count > 1, text[text.count - 1] == UInt8(ascii: "/") {
            return output.reject(.patternRule, text, at: start)
        }
        guard text[0] == UInt8(ascii: "|") else { return readBare(line, text, at: start, into: output) }
        let options = Self.optionsStart(text)
        if text.extracting(options..<text.count).firstRange(of: "badfilter") != nil { return output.skip() }
        let rule = text.extracting(0..<options)
        if rule.has("||") {
            readHost(rule.extracting(2..<rule.count), at: start + 2, into: output)
        } else {
            readURL(rule.extracting(1..<rule.count), at: start + 1, into: output)
        }
    }

    private static func isComment(_ text: Span<UInt8>) -> Bool {
        if text[0] == UInt8(ascii: "!") { return true }
        guard text[0] == UInt8(ascii: "#") else { return false }
        var index = 0
        while index < text.count, text[index] == UInt8(ascii: "#") { index += 1 }
        return index == text.count || text[index].isBlank || index > 3
    }

    /// `##`, `#@#`, `#?#`, `#$#`, `#%#` and `$$`, `$@$` between names and a selector or script.
    private static func isCosmetic(_ text: Span<UInt8>) -> Bool {
        for index in text.indices.dropLast() {
            if text[index] == UInt8(ascii: "#") {
                var end = index + 1
                while end < text.count, end < index + 4, isCosmeticMark(text[end]) { end += 1 }
                if end < text.count, text[end] == UInt8(ascii: "#") { return true }
            } else if text[index] == UInt8(ascii: "$"), index > 0 {
                let next = text[index + 1]
                if next == UInt8(ascii: "$") || next == UInt8(ascii: "@") { return true }
            }
        }
        return false
    }

    private static func isCosmeticMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "@") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "$")
            || byte == UInt8(ascii: "%")
    }

    /// Where the options begin: the last `$` that a letter or `~` follows.
    private static func optionsStart(_ text: Span<UInt8>) -> Int {
        guard let mark = text.last(UInt8(ascii: "$")), mark > 0, mark + 1 < text.count,
            text[mark + 1].isLetter || text[mark + 1] == UInt8(ascii: "~")
        else { return text.count }
        return mark
    }

    /// What follows `||`: a host up to `^`, or a host and the beginning of a path.
    private func readHost(_ rule: Span<UInt8>, at start: Int, into output: FeedOutput) {
        let end = rule.first(UInt8(ascii: "^")) ?? Self.endWithoutMarks(rule)
        let rest = rule.extracting(end..<rule.count)
        let isWhole =
            rest.isEmpty || rest.equals("^") || rest.equals("^|") || rest.equals("^*") || rest.equals("|")
        guard isWhole, end > 0, rule.extracting(0..<end).first(UInt8(ascii: "*"), from: 2) == nil else {
            return output.reject(.patternRule, rule, at: start)
        }
        let host = rule.extracting(0..<end)
        let claim = Self.hasPath(host) ? Self.prefixClaim : FeedOutput.emptyClaim
        output.read(host, at: start, claim: claim)
    }

    /// What follows `|`: the beginning of a URL, or with `|` behind it the whole URL.
    private func readURL(_ rule: Span<UInt8>, at start: Int, into output: FeedOutput) {
        let end = rule.first(UInt8(ascii: "^")) ?? Self.endWithoutMarks(rule)
        let url = rule.extracting(0..<end)
        guard url.firstRange(of: "://") != nil, url.first(UInt8(ascii: "*")) == nil else {
            return output.reject(.patternRule, rule, at: start)
        }
        let isWhole = end < rule.count && rule[end] == UInt8(ascii: "|")
        output.read(url, at: start, claim: isWhole ? FeedOutput.emptyClaim : Self.prefixClaim)
    }

    private static func endWithoutMarks(_ rule: Span<UInt8>) -> Int {
        guard rule.count > 0 else { return 0 }
        return rule[rule.count - 1] == UInt8(ascii: "|") ? rule.count - 1 : rule.count
    }

    /// Whether something follows the slash behind the host.
    private static func hasPath(_ host: Span<UInt8>) -> Bool {
        guard let slash = host.first(UInt8(ascii: "/")), slash + 1 < host.count else { return false }
        return !host.extracting(slash + 1..<host.count).isDecimal
    }

    /// A rule without anchor: a name or a line of a hosts file is read, a piece of a URL is not.
    private mutating func readBare(
        _ line: Span<UInt8>,
        _ text: Span<UInt8>,
        at start: Int,
        into output: FeedOutput
    ) {
        let wordEnd = text.endOfWord(from: 0)
        if wordEnd < text.count || HostsFormat.target(text) != nil { return hosts.read(line, into: output) }
        let end = text.last(UInt8(ascii: "^")) ?? Self.optionsStart(text)
        let word = text.extracting(0..<end)
        let hasPath = word.first(UInt8(ascii: "/")) != nil && word.firstRange(of: "://") == nil
        if !hasPath, FieldReading.isAddress(word) {
            return output.read(word, at: start, claim: FeedOutput.emptyClaim)
        }
        output.reject(.patternRule, text, at: start)
    }
}
