/// The fields of one record, row or object, in one buffer that is used again for the next.
struct RecordFields {
    struct Field {
        let role: FieldRole
        let place: Range<Int>
        /// Where the field stands: 1-based line, and offset in the file.
        let line: Int
        let offset: Int64
        /// Whether it is a JSON number.
        let isNumber: Bool
    }

    private(set) var bytes: [UInt8] = []
    private(set) var fields: [Field] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
    }

    /// Adds a field unless its value says that there is none.
    mutating func add(
        _ role: FieldRole,
        _ value: Span<UInt8>,
        line: Int,
        offset: Int64,
        isNumber: Bool = false
    ) {
        let range = value.trimmedRange
        let text = value.extracting(range)
        guard !Self.isAbsent(text) else { return }
        let start = bytes.count
        for index in text.indices { bytes.append(text[index]) }
        fields.append(
            Field(
                role: role,
                place: start..<bytes.count,
                line: line,
                offset: offset + Int64(range.lowerBound),
                isNumber: isNumber
            )
        )
    }

    /// Whether a value stands for nothing.
    static func isAbsent(_ text: Span<UInt8>) -> Bool {
        if text.isEmpty { return true }
        if text.count == 1 { return !text[0].isAlphanumeric && text[0] < 0x80 }
        guard text.count <= 7 else { return false }
        return text.equals("null") || text.equals("none") || text.equals("n/a") || text.equals("na")
            || text.equals("nan") || text.equals("nil") || text.equals("unknown") || text.equals("---")
            || text.equals("--")
    }

    /// The roles that are present.
    var roles: Set<FieldRole> { Set(fields.map(\.role)) }
}
