import Reports

/// One JSON value per line.
struct JSONLinesFormat: LineFormat {
    private var records: JSONRecords

    init(mapping: FieldMapping) {
        records = JSONRecords(mapping: mapping)
    }

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty else { return output.skip() }
        let (number, offset) = (output.line, output.offset)
        var parser = JSONParser(line.copy, line: number, offset: offset)
        do throws(JSONError) {
            let value = try parser.value()
            guard parser.isAtEnd() else { throw parser.failure("more follows the JSON value") }
            let wasRead = records.read(value, isList: true, inherited: FeedOutput.emptyClaim, into: output)
            output.begin(line: number, offset: offset)
            if !wasRead { output.reject(.missingField, line) }
        } catch {
            output.reject(.malformedJSON, line, at: Int(error.offset - offset))
        }
    }
}

/// A whole JSON text, of one value or several after each other.
struct JSONDocumentFormat {
    /// Longest text in bytes: 256 MiB.
    static let maximumLength = 256 << 20

    private var records: JSONRecords

    init(mapping: FieldMapping) {
        records = JSONRecords(mapping: mapping)
    }

    /// Reads the text; the elements of an outermost array are read one after the other.
    /// - Returns: whether there was a record that could have held an address.
    mutating func read(_ bytes: [UInt8], into output: FeedOutput) throws(JSONError) -> Bool {
        var parser = JSONParser(bytes)
        var hasContent = false
        while !parser.isAtEnd() {
            if parser.take(UInt8(ascii: "[")) {
                if try readElements(&parser, into: output) { hasContent = true }
            } else {
                let value = try parser.value()
                _ = records.read(value, isList: false, inherited: FeedOutput.emptyClaim, into: output)
                if case .object(let members) = value, members.isEmpty { continue }
                hasContent = true
            }
        }
        output.begin(line: parser.place.line, offset: parser.place.offset)
        return hasContent
    }

    private mutating func readElements(
        _ parser: inout JSONParser,
        into output: FeedOutput
    ) throws(JSONError) -> Bool {
        if parser.take(UInt8(ascii: "]")) { return false }
        var gaps = JSONGaps()
        while true {
            let value = try parser.value()
            gaps.note(
                records.read(value, isList: true, inherited: FeedOutput.emptyClaim, into: output),
                value
            )
            if parser.take(UInt8(ascii: "]")) { break }
            guard parser.take(UInt8(ascii: ",")) else {
                throw parser.failure("a comma or closing bracket should stand here")
            }
        }
        gaps.reject(into: output)
        return true
    }
}
