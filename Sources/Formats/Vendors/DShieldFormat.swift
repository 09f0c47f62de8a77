import Reports

/// Text lists of DShield: ranges or addresses with columns behind them; each number of an address may be padded to three
/// digits with zeros, which the lists say of themselves.
struct DShieldFormat: LineFormat {
    private var plain: PlainFormat

    init(claim: Claim) {
        plain = PlainFormat(claim: claim)
    }

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        guard let text = Self.unpadded(line) else { return plain.read(line, into: output) }
        plain.read(text.span, into: output)
    }

    /// The line with the zeros taken out of addresses of four numbers of three digits; nil when it has none.
    private static func unpadded(_ line: Span<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var isChanged = false
        var start = 0
        while start < line.count {
            let end = line.endOfWord(from: start)
            let word = line.extracting(start..<end)
            if isPadded(word) {
                isChanged = true
                let numbers = word.copy.split(separator: UInt8(ascii: ".")).compactMap {
                    $0.span.decimalValue
                }
                text += Array(numbers.map(String.init).joined(separator: ".").utf8)
            } else {
                text += word.copy
            }
            start = line.startOfWord(from: end)
            for index in end..<start { text.append(line[index]) }
        }
        return isChanged ? text : nil
    }

    private static func isPadded(_ word: Span<UInt8>) -> Bool {
        guard word.count == 15 else { return false }
        for index in word.indices {
            guard index % 4 == 3 ? word[index] == UInt8(ascii: ".") : word[index].isDigit else {
                return false
            }
        }
        return true
    }
}
