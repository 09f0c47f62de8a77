/// A comment in the manner of HTML before a list, as licence tools put it there.
enum LeadingComment {
    static func begins(_ line: Span<UInt8>) -> Bool { line.has("<!--") }

    static func ends(_ line: Span<UInt8>) -> Bool { line.firstRange(of: "-->") != nil }
}

/// The beginning of a file, from which its format is told.
struct FeedSample {
    /// How much of a file is looked at, in bytes.
    static let length = 64 << 10
    private static let maximumContentLines = 400

    let bytes: [UInt8]
    /// Whether this is all there is.
    let isWhole: Bool
    /// The lines without their ends; one that the sample cuts is left out, one of a leading comment is empty.
    let lines: [Range<Int>]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isWhole = bytes.count < Self.length
        var lines: [Range<Int>] = []
        var start = 0
        let span = bytes.span
        var contentLines = 0
        var isInComment = LeadingComment.begins(span)
        while start < span.count, contentLines < Self.maximumContentLines {
            let end = span.first(0x0A, from: start)
            if end == nil, !isWhole, !lines.isEmpty { break }
            var lineEnd = end ?? span.count
            if lineEnd > start, span[lineEnd - 1] == 0x0D { lineEnd -= 1 }
            if isInComment {
                isInComment = !LeadingComment.ends(span.extracting(start..<lineEnd))
                lines.append(start..<start)
                start = (end ?? span.count) + 1
                continue
            }
            lines.append(start..<lineEnd)
            let content = span.trimmed(start..<lineEnd)
            if !content.isEmpty, !ListComment.begins(span, at: content.lowerBound) { contentLines += 1 }
            start = (end ?? span.count) + 1
        }
        self.lines = lines
    }

    /// A sample of bytes that may begin with a UTF-8 byte order mark.
    init(marked bytes: [UInt8]) {
        self.init(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    }

    /// Calls `body` with each line and its number, from 1.
    func forEachLine(_ body: (Span<UInt8>, Int) -> Void) {
        for (index, line) in lines.enumerated() { body(bytes.span.extracting(line), index + 1) }
    }

    /// Whether the bytes are no text: many control characters, or hardly any valid UTF-8 or Latin-1 words.
    var isBinary: Bool {
        var controls = 0
        var high = 0
        for byte in bytes {
            if byte < 0x20, !byte.isBlank, byte != 0x1B { controls += 1 }
            if byte >= 0x80 { high += 1 }
        }
        if controls >= 4, controls * 50 > bytes.count { return true }
        return high * 2 > bytes.count
            && String(validating: Self.withoutCutCharacter(bytes), as: UTF8.self) == nil
    }

    private static func withoutCutCharacter(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var end = bytes.count
        while end > 0, bytes.count - end < 3, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
        if end > 0, bytes[end - 1] >= 0xC0 { end -= 1 }
        return bytes[..<end]
    }
}
