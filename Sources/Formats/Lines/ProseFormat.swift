import Addresses
import Reports

/// Text for people. What finds the addresses in it is given from outside.
struct ProseFormat: LineFormat {
    /// Calls back with the place of each candidate in a line of text.
    typealias Finder = (_ line: Span<UInt8>, _ found: (Range<Int>, [Address]) -> Void) -> Void

    private let find: Finder

    init(find: @escaping Finder = ProseFormat.words) {
        self.find = find
    }

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        var count = 0
        find(line) { _, addresses in
            for address in addresses { output.accept(address, claim: FeedOutput.emptyClaim) }
            count += 1
        }
        if count == 0 { output.skip() }
    }

    /// The words of a line, without the punctuation around them, that are addresses.
    static func words(_ line: Span<UInt8>, _ found: (Range<Int>, [Address]) -> Void) {
        var start = 0
        while start < line.count {
            guard !isSeparator(line[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < line.count, !isSeparator(line[end]) { end += 1 }
            var wordEnd = end
            while wordEnd > start, isTrailing(line[wordEnd - 1]) { wordEnd -= 1 }
            if let addresses = try? FieldReading.addresses(line.extracting(start..<wordEnd)) {
                found(start..<wordEnd, addresses)
            }
            start = end
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte.isBlank || byte == UInt8(ascii: ",") || byte == 0x22 || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: ">") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
    }

    private static func isTrailing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "!")
            || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "'")
    }
}
