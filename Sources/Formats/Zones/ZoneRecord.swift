/// A resource record of a master file (RFC 1035 §5.1) as its words.
struct ZoneRecord {
    /// Place of the owner in the line; nil when the record takes the last one's.
    var owner: Range<Int>?
    /// Class and lifetime left out.
    var type: Range<Int>
    /// Place of the first word of the data.
    var data: Range<Int>?

    /// The record of a line that begins outside parentheses; nil when it has no type.
    init?(_ line: Span<UInt8>) {
        var words = Self.words(line)
        guard let first = words.first else { return nil }
        if !line[0].isBlank {
            owner = first
            words.removeFirst()
        }
        while let word = words.first, Self.isClassOrLifetime(line.extracting(word)) { words.removeFirst() }
        guard let type = words.first else { return nil }
        self.type = type
        data = words.count > 1 ? words[1] : nil
    }

    /// The words of a line before its comment; a quoted text is one word.
    static func words(_ line: Span<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = line.startOfWord(from: 0)
        while start < line.count, line[start] != UInt8(ascii: ";") {
            var end = start
            var isQuoted = false
            while end < line.count, isQuoted || !line[end].isBlank && line[end] != UInt8(ascii: ";") {
                if line[end] == 0x22 { isQuoted.toggle() }
                if line[end] == UInt8(ascii: "\\"), end + 1 < line.count { end += 1 }
                end += 1
            }
            words.append(start..<end)
            start = line.startOfWord(from: end)
        }
        return words
    }

    private static func isClassOrLifetime(_ word: Span<UInt8>) -> Bool {
        if word.equals("in") || word.equals("ch") || word.equals("hs") { return true }
        guard word[0].isDigit else { return false }
        for index in word.indices where !word[index].isDigit {
            guard "smhdw".utf8.contains(word[index].lowercased) else { return false }
        }
        return true
    }

    /// How many more parentheses the line opens than it closes, outside quotes and comments.
    static func parenthesisBalance(_ line: Span<UInt8>) -> Int {
        var balance = 0
        var isQuoted = false
        for index in line.indices {
            switch line[index] {
            case 0x22: isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted: return balance
            case UInt8(ascii: "(") where !isQuoted: balance += 1
            case UInt8(ascii: ")") where !isQuoted: balance -= 1
            default: break
            }
        }
        return balance
    }
}
