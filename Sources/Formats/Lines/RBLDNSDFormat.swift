import Addresses
import Reports

/// Data sets of rbldnsd: `:value:text` gives the default of what follows; `!` excludes; `$` directives are skipped.
struct RBLDNSDFormat: LineFormat {
    private var standard = FeedOutput.emptyClaim

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty else { return output.skip() }
        let text = line.extracting(range)
        switch text[0] {
        case UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "$"): output.skip()
        case UInt8(ascii: ":"):
            standard = Self.claim(value: text) ?? FeedOutput.emptyClaim
            output.skip()
        default:
            let end = text.endOfWord(from: 0)
            let rest = text.extracting(text.startOfWord(from: end)..<text.count)
            output.read(
                text.extracting(0..<end),
                at: range.lowerBound,
                claim: Self.claim(value: rest) ?? standard
            )
        }
    }

    /// The claim of `:127.0.0.2:text`; nil for a text that says nothing.
    private static func claim(value: Span<UInt8>) -> Claim? {
        guard !value.isEmpty else { return nil }
        var start = 0
        if value[0] == UInt8(ascii: ":") { start = (value.first(UInt8(ascii: ":"), from: 1) ?? 0) + 1 }
        let text = value.extracting(start..<value.count)
        guard let comment = FieldText.string(text, limit: Claim.maximumTextLength) else { return nil }
        return Claim(category: category(text) ?? CategoryWords.category(in: text), comment: comment)
    }

    /// The list a SURBL text names in brackets.
    private static func category(_ text: Span<UInt8>) -> Category? {
        if text.firstRange(of: "[mw]") != nil { return .malwareDistribution }
        if text.firstRange(of: "[ph]") != nil { return .phishing }
        if text.firstRange(of: "[cr]") != nil { return .systemCompromise }
        return text.firstRange(of: "[abuse]") != nil ? .spam : nil
    }
}
