/// The values of a row, unquoted, in one buffer that is used again for the next.
struct DelimitedRow {
    struct Value {
        /// Place in ``bytes``.
        let place: Range<Int>
        /// First byte of the value in the row's text.
        let start: Int
    }

    private(set) var bytes: [UInt8] = []
    private(set) var values: [Value] = []
    /// Whether a quoted value does not end in the text.
    private(set) var isOpen = false

    private static let quote: UInt8 = 0x22

    /// Splits a text by RFC 4180: quotes count where a value begins with one, doubled quotes stand for one.
    ///
    /// Looser than the standard, blanks may stand before the quote, and bytes behind the closing quote are kept.
    mutating func split(_ text: Span<UInt8>, by delimiter: UInt8) {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        isOpen = false
        var index = 0
        while true {
            let valueStart = index
            let placeStart = bytes.count
            var position = index
            while position < text.count, text[position].isBlank, text[position] != delimiter { position += 1 }
            if position < text.count, text[position] == Self.quote {
                index = readQuoted(text, from: position + 1, by: delimiter)
            } else {
                while index < text.count, text[index] != delimiter {
                    bytes.append(text[index])
                    index += 1
                }
            }
            values.append(Value(place: placeStart..<bytes.count, start: valueStart))
            guard index < text.count, !isOpen else { return }
            index += 1
        }
    }

    /// Reads from behind the opening quote to the delimiter or the end.
    private mutating func readQuoted(_ text: Span<UInt8>, from start: Int, by delimiter: UInt8) -> Int {
        var index = start
        while index < text.count {
            if text[index] == Self.quote {
                guard index + 1 < text.count, text[index + 1] == Self.quote else {
                    index += 1
                    while index < text.count, text[index] != delimiter {
                        if !text[index].isBlank { bytes.append(text[index]) }
                        index += 1
                    }
                    return index
                }
                index += 1
            }
            bytes.append(text[index])
            index += 1
        }
        isOpen = true
        return index
    }

    /// Splits a text in which quotes mean nothing.
    mutating func splitLiterally(_ text: Span<UInt8>, by delimiter: UInt8) {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        isOpen = false
        for index in text.indices { bytes.append(text[index]) }
        var start = 0
        while true {
            let end = text.first(delimiter, from: start) ?? text.count
            values.append(Value(place: start..<end, start: start))
            guard end < text.count else { return }
            start = end + 1
        }
    }

    func withoutBlanks(_ value: Value) -> Range<Int> {
        bytes.span.trimmed(value.place)
    }
}
