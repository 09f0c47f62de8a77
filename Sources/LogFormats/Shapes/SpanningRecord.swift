/// A record that spans lines, as far as it has come.
struct SpanningRecord {
    enum Kind { case json, xml }

    private(set) var kind = Kind.json
    private(set) var isOpen = false
    var bytes: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    mutating func open(_ kind: Kind, _ line: Span<UInt8>, _ range: Range<Int>) {
        self.kind = kind
        isOpen = true
        bytes.removeAll(keepingCapacity: true)
        depth = 0
        isInString = false
        isEscaped = false
        _ = append(line, range)
    }

    mutating func close() {
        isOpen = false
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds a line.
    /// - Returns: where in the line the record ends; nil when it does not.
    mutating func append(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if kind == .xml {
            bytes.append(line, range)
            bytes.append(0x20)
            return nil
        }
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = line[index]
            index += 1
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
                if depth <= 0 {
                    bytes.append(line, range.lowerBound..<index)
                    return index
                }
            }
        }
        bytes.append(line, range)
        bytes.append(0x20)
        isEscaped = false
        return nil
    }
}
