import Addresses
import Reports

/// Options of Unbound that keep names from resolving; other options are skipped.
struct UnboundFormat: LineFormat {
    private var plain = PlainFormat()
    /// The name read last: a zone and the data in it are one report.
    private var lastName: [UInt8] = []

    private static let permissiveZones: Set<String> = [
        "transparent", "typetransparent", "nodefault", "inform", "always_transparent", "noview",
    ]

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "#") else { return output.skip() }
        let text = line.extracting(range)
        guard let colon = text.first(UInt8(ascii: ":")) else {
            guard text.first(UInt8(ascii: ".")) != nil else { return output.skip() }
            return plain.read(line, into: output)
        }
        let option = text.extracting(0..<colon)
        let words = Self.words(text, from: colon + 1)
        if option.equals("local-zone") {
            guard words.count >= 2 else { return output.reject(.missingField, text, at: range.lowerBound) }
            let kind = FieldText.string(text.extracting(words[1])).lowercased()
            guard !Self.permissiveZones.contains(kind) else { return output.skip() }
            readName(text, words[0], at: range.lowerBound, into: output)
        } else if option.equals("local-data"), let data = words.first {
            readName(
                text,
                data.lowerBound..<text.extracting(0..<data.upperBound).endOfWord(from: data.lowerBound),
                at: range.lowerBound,
                into: output
            )
        } else {
            output.skip()
        }
    }

    /// Words and quoted texts, without their quotes, up to a comment.
    private static func words(_ text: Span<UInt8>, from start: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = text.startOfWord(from: start)
        while position < text.count, text[position] != UInt8(ascii: "#") {
            let quote = text[position]
            if quote == 0x22 || quote == 0x27 {
                let end = text.first(quote, from: position + 1) ?? text.count
                words.append(position + 1..<end)
                position = text.startOfWord(from: min(end + 1, text.count))
            } else {
                let end = text.endOfWord(from: position)
                words.append(position..<end)
                position = text.startOfWord(from: end)
            }
        }
        return words
    }

    private mutating func readName(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        at start: Int,
        into output: FeedOutput
    ) {
        let name = text.extracting(range)
        guard !name.isEqual(to: lastName.span) else { return output.skip() }
        lastName = name.copy
        output.read(name, at: start + range.lowerBound, claim: FeedOutput.emptyClaim)
    }
}
