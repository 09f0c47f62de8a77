/// The text of a field: UTF-8, and Latin-1 where the bytes are not valid UTF-8.
enum FieldText {
    /// The bytes as a string.
    static func string(_ bytes: Span<UInt8>) -> String {
        let copy = bytes.copy
        if copy.allSatisfy({ $0 < 0x80 }) { return String(decoding: copy, as: UTF8.self) }
        return String(validating: copy, as: UTF8.self)
            ?? String(decoding: utf8(fromLatin1: copy), as: UTF8.self)
    }

    /// A trimmed text of at most `limit` bytes, cut at a character; nil when nothing is left.
    static func string(_ bytes: Span<UInt8>, limit: Int) -> String? {
        let range = bytes.trimmedRange
        guard !range.isEmpty else { return nil }
        return cut(string(bytes.extracting(range)), limit: limit)
    }

    /// `text` cut at a character so that it has at most `limit` bytes of UTF-8.
    static func cut(_ text: String, limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.startIndex
        var length = 0
        while end < text.endIndex {
            length += text[end].utf8.count
            guard length <= limit else { break }
            end = text.index(after: end)
        }
        return String(text[..<end])
    }

    /// The UTF-8 form of bytes in ISO 8859-1.
    static func utf8(fromLatin1 bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                result.append(0xC0 | byte >> 6)
                result.append(0x80 | byte & 0x3F)
            }
        }
        return result
    }

    /// A printable piece of at most ``Reject/maximumExcerptLength`` bytes.
    static func excerpt(_ bytes: Span<UInt8>) -> String {
        let range = bytes.trimmedRange
        let length = min(range.count, Reject.maximumExcerptLength)
        let piece = bytes.extracting(range.lowerBound..<range.lowerBound + length).copy
        if piece.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(decoding: piece, as: UTF8.self) }
        let text = String(decoding: piece, as: UTF8.self)
        let printable = text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control || scalar == "\u{FFFD}" ? "?" : scalar
        }
        return cut(String(String.UnicodeScalarView(printable)), limit: Reject.maximumExcerptLength)
    }
}
