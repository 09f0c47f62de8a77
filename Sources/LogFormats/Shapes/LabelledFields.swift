/// The custom fields of CEF, whose meaning stands in a field of its own: `cs4=www.example cs4Label=query_name`.
struct LabelledFields {
    /// Most custom fields of a record.
    private static let maximum = 32

    private var values: [(key: UInt64, range: Range<Int>)] = []
    private var labels: [(key: UInt64, label: FieldHash)] = []

    /// Notes a field when it is a custom one or a label; false when it is neither.
    mutating func note(_ key: Range<Int>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let first = bytes[key.lowerBound] | 0x20
        guard first == UInt8(ascii: "c") || first == UInt8(ascii: "f") || first == UInt8(ascii: "d"),
            key.count >= 3,
            values.count < Self.maximum, labels.count < Self.maximum
        else { return false }
        let labelStart = key.upperBound - 5
        if key.count > 5, bytes.equals("label", labelStart..<key.upperBound) {
            labels.append(
                (FieldHash(bytes, key.lowerBound, labelStart).value, FieldHash(bytes, start, max(start, end)))
            )
            return true
        }
        guard bytes[key.upperBound - 1].isDigit else { return false }
        values.append((FieldHash(bytes, key.lowerBound, key.upperBound).value, start..<max(start, end)))
        return true
    }

    /// Offers the custom fields whose labels are known names.
    func settle(_ bytes: Span<UInt8>, _ draft: inout EventDraft, _ lookup: FieldLookup) {
        for (key, label) in labels {
            guard let value = values.first(where: { $0.key == key }), let meaning = lookup.meaning(label)
            else { continue }
            draft.take(
                meaning.role,
                Int(meaning.rank) + 30,
                bytes,
                bytes.trimmed(value.range.lowerBound, value.range.upperBound)
            )
        }
    }
}
