import Addresses

/// The columns of a line of a plain list, separated by blanks.
struct PlainColumns {
    /// A range that takes several columns, and where they end.
    let range: (text: [UInt8], end: Int)?
    /// The places of the addresses, when the line holds more than the one it begins with.
    let addresses: [Range<Int>]?
    /// Whether the line names columns instead of filling them.
    let isHeader: Bool

    private static let maximumColumns = PlainFormat.maximumAddressesPerLine
    private static let headerWords: Set<String> = [
        "start", "ip", "address", "ipaddress", "domain", "host", "hostname", "network", "netblock",
        "indicator", "url",
        "name", "cidr", "prefix", "source",
    ]

    init(_ text: Span<UInt8>) {
        let columns = Self.split(text)
        range = Self.range(columns, in: text)
        addresses = range == nil ? Self.addresses(columns, in: text) : nil
        let first = columns.first.map { FieldText.string(text.extracting($0)).lowercased() } ?? ""
        isHeader = Self.headerWords.contains(first)
    }

    /// The words before a comment.
    private static func split(_ text: Span<UInt8>) -> [Range<Int>] {
        var columns: [Range<Int>] = []
        var start = text.startOfWord(from: 0)
        while start < text.count, columns.count <= maximumColumns, !ListComment.begins(text, at: start) {
            let end = text.endOfWord(from: start)
            columns.append(start..<end)
            start = text.startOfWord(from: end)
        }
        return columns
    }

    /// `first last length` as DShield writes its netblocks, and `first - last` with spaces.
    private static func range(_ columns: [Range<Int>], in text: Span<UInt8>) -> (text: [UInt8], end: Int)? {
        guard columns.count >= 3, let first = try? IPAddress(utf8: text.extracting(columns[0])) else {
            return nil
        }
        let dash = UInt8(ascii: "-")
        if columns[1].count == 1, text[columns[1].lowerBound] == dash {
            let last = text.extracting(columns[2])
            guard let end = try? IPAddress(utf8: last) else { return nil }
            return (Array("\(first)-\(end)".utf8), columns[2].upperBound)
        }
        let third = text.extracting(columns[2])
        guard let last = try? IPAddress(utf8: text.extracting(columns[1])), let length = third.decimalValue,
            let network = IPNetwork(containing: first, prefixLength: length), network.base == first,
            network.last == last
        else { return nil }
        return (Array("\(network)".utf8), columns[2].upperBound)
    }

    /// Several IP addresses and networks side by side, or what follows a sign that the first column is empty.
    private static func addresses(_ columns: [Range<Int>], in text: Span<UInt8>) -> [Range<Int>]? {
        guard columns.count >= 2, columns.count <= maximumColumns, let first = columns.first else {
            return nil
        }
        if isPlaceholder(text.extracting(first)) {
            let found = columns.dropFirst().filter { FieldReading.isAddress(text.extracting($0)) }
            return found.isEmpty ? nil : found
        }
        for column in columns {
            guard let read = try? FieldReading.addresses(text.extracting(column)),
                read.allSatisfy({ $0.kind == .ip || $0.kind == .network })
            else { return nil }
        }
        return columns
    }

    private static func isPlaceholder(_ word: Span<UInt8>) -> Bool {
        word.count == 1 && !word[0].isAlphanumeric || word.equals("n/a") || word.equals("na")
            || word.equals("null")
    }
}
