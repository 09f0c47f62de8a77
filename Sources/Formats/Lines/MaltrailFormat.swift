import Addresses
import Reports

/// Trails of Maltrail: names, addresses, `address:port`, networks, `host/path` and bare paths, in blocks under
/// `# Reference:` lines.
///
/// The first reference of a block goes with its trails; a comment that begins another block ends it.
struct MaltrailFormat: LineFormat {
    private var exact = FeedOutput.emptyClaim
    private var prefix = Claim(scope: .pathPrefix)
    private var isInHead = false

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty else {
            isInHead = false
            return output.skip()
        }
        let text = line.extracting(range)
        if text[0] == UInt8(ascii: "#") {
            readHead(text)
            return output.skip()
        }
        isInHead = false
        let end = Self.endOfTrail(text)
        let trail = text.extracting(text.trimmed(0..<end))
        if !trail.isEmpty, trail[0] == UInt8(ascii: "/") {
            return output.reject(RejectReason(.pathOnly), trail, at: range.lowerBound)
        }
        var claim = Self.hasPath(trail) ? prefix : exact
        if end < text.count {
            let comment = text.extracting(end..<text.count)
            claim.comment = ListComment.text(comment, limit: Claim.maximumTextLength)
        }
        output.read(trail, at: range.lowerBound, claim: claim)
    }

    /// A comment line: the first of a block forgets the last block's reference, and the first reference is kept.
    private mutating func readHead(_ text: Span<UInt8>) {
        if !isInHead { setReference(nil) }
        isInHead = true
        guard exact.reference == nil, let reference = Self.reference(text) else { return }
        setReference(reference)
    }

    private mutating func setReference(_ reference: String?) {
        exact.reference = reference
        prefix.reference = reference
    }

    /// The value of a `# Reference:` line, of which the tree has a dozen spellings.
    private static func reference(_ text: Span<UInt8>) -> String? {
        let start = text.startOfWord(from: 1)
        guard text.has("ref", at: start), let colon = text.first(UInt8(ascii: ":"), from: start),
            colon - start < 12
        else { return nil }
        let value = text.trimmed(colon + 1..<text.count)
        guard !value.isEmpty else { return nil }
        let isURL = text.has("http", at: value.lowerBound)
        let end = isURL ? min(text.endOfWord(from: value.lowerBound), value.upperBound) : value.upperBound
        return FieldText.string(text.extracting(value.lowerBound..<end), limit: Claim.maximumTextLength)
    }

    /// Where a comment begins: at a `#` after a blank, or at the first `#` of what is no URL.
    private static func endOfTrail(_ text: Span<UInt8>) -> Int {
        var hasSlash = false
        for index in text.indices {
            if text[index] == UInt8(ascii: "/") { hasSlash = true }
            if text[index] == UInt8(ascii: "#"), index > 0, text[index - 1].isBlank || !hasSlash {
                return index
            }
        }
        return text.count
    }

    private static func hasPath(_ trail: Span<UInt8>) -> Bool {
        var start = 0
        if let mark = trail.firstRange(of: "://") { start = mark.upperBound }
        guard let slash = trail.first(UInt8(ascii: "/"), from: start) else { return false }
        return slash + 1 < trail.count
    }
}
