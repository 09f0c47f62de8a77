/// The fields of a line of the resume journal, between tabs.
struct FieldText {
    private var fields: ArraySlice<Substring>

    init(_ line: Substring) {
        fields = line.split(separator: "\t", omittingEmptySubsequences: false)[...]
    }

    var isAtEnd: Bool { fields.isEmpty }

    mutating func text() -> Substring? { fields.popFirst() }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        fields.popFirst().flatMap { Number($0) }
    }

    /// A number that is not negative.
    mutating func offset() -> Int64? {
        number(Int64.self).flatMap { $0 >= 0 ? $0 : nil }
    }

    mutating func source() -> SourceID? {
        fields.popFirst().flatMap { SourceID(String($0)) }
    }

    mutating func mark() -> ContentMark? {
        guard let parts = fields.popFirst()?.split(separator: ":"), parts.count == 2,
            let length = Int(parts[0]), length >= 0, let digest = SourceID(String(parts[1]))
        else { return nil }
        return ContentMark(
            length: length,
            digest: ContentMark.Digest(high: digest.high, low: digest.low)
        )
    }

    mutating func head() -> FileHead? {
        guard let bytes = mark(), let line = mark() else { return nil }
        return FileHead(bytes: bytes, line: line)
    }

    mutating func place() -> FileRecord.Place? {
        guard let position = offset(), let tail = mark() else { return nil }
        return FileRecord.Place(position: position, tail: tail)
    }

    /// What `read` reads; an inner nil for the field `-`, an outer one for a field that is damaged.
    mutating func optional<Value>(_ read: (inout FieldText) -> Value?) -> Value?? {
        if fields.first == "-" {
            fields.removeFirst()
            return .some(nil)
        }
        return read(&self).map { .some($0) }
    }

    /// `text` with what would part a line, and the sign of escapes itself, written as `%` and two digits.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "%" {
                result += scalar.value < 16 ? "%0" : "%"
                result += String(scalar.value, radix: 16)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// Reads what ``escaped(_:)`` wrote.
    static func unescaped(_ text: Substring) -> String? {
        var result = ""
        var rest = text.unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)), radix: 16) else { return nil }
            result.unicodeScalars.append(Unicode.Scalar(value))
            rest.removeFirst(2)
        }
        return result
    }
}

extension ContentMark {
    /// Length and digest, as a field of the resume journal.
    var field: String { "\(length):\(digest.high.hexadecimal)\(digest.low.hexadecimal)" }
}
