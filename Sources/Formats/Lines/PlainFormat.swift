import Addresses
import Reports

/// One address per line; after it may stand a comment, or columns that say more of it.
struct PlainFormat: LineFormat {
    /// Most addresses read from one line.
    static let maximumAddressesPerLine = 256

    /// What the list says of all its addresses.
    var claim = FeedOutput.emptyClaim

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        if let address = FieldReading.plainAddress(line) {
            return output.accept(address, claim: claim)
        }
        let range = line.trimmedRange
        guard !range.isEmpty, !ListComment.begins(line, at: range.lowerBound) else { return output.skip() }
        let text = line.extracting(range)
        let wordEnd = text.endOfWord(from: 0)
        let end = Self.endOfAddress(text.extracting(0..<wordEnd))
        let word = text.extracting(0..<end)
        if end == text.count { return output.read(word, at: range.lowerBound, claim: claim) }
        if end == wordEnd, ScriptLine.isCommand(word) {
            return ScriptLine.read(text, at: range.lowerBound, into: output)
        }
        readMore(text, addressEnd: end, at: range.lowerBound, into: output)
    }

    /// Where the first word stops being the address: at a comment written right behind it.
    ///
    /// `#` and `;` may belong to a URL, so they end only what has no path: names, IP addresses, networks.
    private static func endOfAddress(_ word: Span<UInt8>) -> Int {
        var isNetworkSoFar = true
        var hasSlash = false
        for index in word.indices {
            let byte = word[index]
            if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
                return index > 0 && (!hasSlash || isNetworkSoFar) ? index : word.count
            }
            if byte == UInt8(ascii: "/") { hasSlash = true }
            if !byte.isHexadecimalDigit, byte != 0x2E, byte != 0x3A, byte != 0x2F { isNetworkSoFar = false }
        }
        return word.count > 1 && word[word.count - 1] == UInt8(ascii: ",") ? word.count - 1 : word.count
    }

    /// A line on which something follows the first address.
    private func readMore(_ text: Span<UInt8>, addressEnd: Int, at start: Int, into output: FeedOutput) {
        let restStart = text.startOfWord(from: addressEnd)
        let rest = text.extracting(restStart..<text.count)
        let word = text.extracting(0..<addressEnd)
        if ListComment.begins(text, at: restStart) || text[addressEnd] == UInt8(ascii: ";") {
            return output.read(word, at: start, claim: commented(by: rest))
        }
        if rest.isDecimal { return output.read(word, at: start, claim: claim) }
        let columns = PlainColumns(text)
        if let range = columns.range {
            let claim = commented(by: text.extracting(range.end..<text.count))
            return output.read(range.text.span, at: start, claim: claim)
        }
        if let addresses = columns.addresses {
            for part in addresses {
                output.read(text.extracting(part), at: start + part.lowerBound, claim: claim)
            }
            return
        }
        if output.summary.accepted == 0, columns.isHeader { return output.skip() }
        output.read(word, at: start, claim: commented(by: rest))
    }

    private func commented(by comment: Span<UInt8>) -> Claim {
        guard let text = ListComment.text(comment, limit: Claim.maximumTextLength) else { return claim }
        var commented = claim
        commented.comment = text
        return commented
    }
}
