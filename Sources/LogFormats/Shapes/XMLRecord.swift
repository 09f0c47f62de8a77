/// One pass over a small XML document, as Windows writes its events: elements and attributes are fields, `Data` is
/// named by its `Name`.
struct XMLRecord: ~Escapable {
    private let bytes: Span<UInt8>
    private var position: Int
    private let end: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, at position: Int, to end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    mutating func read(into draft: inout EventDraft, _ lookup: inout FieldLookup) {
        while let open = bytes.firstIndex(of: UInt8(ascii: "<"), from: position, to: end) {
            position = open + 1
            guard position < end, bytes[position].isLetter else { continue }
            let nameStart = position
            while position < end, bytes[position].isNameByte || bytes[position] == UInt8(ascii: ":") {
                position += 1
            }
            var element = FieldHash(bytes, nameStart, position)
            attributes(&element, &draft, &lookup)
            guard position < end, bytes[position] == UInt8(ascii: ">") else { continue }
            let content = position + 1
            let close = bytes.firstIndex(of: UInt8(ascii: "<"), from: content, to: end) ?? end
            let trimmed = bytes.trimmed(content, close)
            if !trimmed.isEmpty, let meaning = lookup.meaning(element) {
                draft.take(meaning.role, Int(meaning.rank), bytes, trimmed, .xml)
            }
            position = close
        }
    }

    /// Offers the attributes of the element; `Name` becomes the name of its content.
    private mutating func attributes(
        _ element: inout FieldHash,
        _ draft: inout EventDraft,
        _ lookup: inout FieldLookup
    ) {
        let owner = element
        while true {
            position = bytes.skippingBlanks(from: position, to: end)
            let start = position
            while position < end, bytes[position].isNameByte || bytes[position] == UInt8(ascii: ":") {
                position += 1
            }
            guard position > start, position + 1 < end, bytes[position] == UInt8(ascii: "=") else {
                if position < end, bytes[position] == UInt8(ascii: "/") { position += 1 }
                return
            }
            let quote = bytes[position + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let close = bytes.firstIndex(of: quote, from: position + 2, to: end)
            else { return }
            let value = position + 2..<close
            position = close + 1
            if bytes.equals("name", start..<start + min(4, close - start)), value.lowerBound - start == 6 {
                element = FieldHash(bytes, value.lowerBound, value.upperBound)
            } else if let meaning = lookup.meaning(
                owner.followed(by: FieldHash(bytes, start, value.lowerBound - 2))
            ) {
                draft.take(meaning.role, Int(meaning.rank), bytes, value, .xml)
            }
        }
    }
}
