/// A format in which each line, or a few lines together, make a record.
protocol LineFormat {
    /// Reads one line; `output` knows its number and place. Each line is skipped, accepted or rejected.
    mutating func read(_ line: Span<UInt8>, into output: FeedOutput)

    /// Is called after the last line.
    mutating func finish(into output: FeedOutput) throws(FeedError)
}

extension LineFormat {
    mutating func finish(into output: FeedOutput) throws(FeedError) {}
}

/// The comments of lists.
enum ListComment {
    /// Whether the line, whose first byte that is not blank stands at `start`, is a comment: `#`, `;`, `//` or `!`.
    static func begins(_ line: Span<UInt8>, at start: Int) -> Bool {
        guard start < line.count else { return false }
        switch line[start] {
        case UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "!"): return true
        case UInt8(ascii: "/"): return start + 1 < line.count && line[start + 1] == UInt8(ascii: "/")
        default: return false
        }
    }

    /// The text after the marks that begin a comment, where it has a letter; numbers alone say nothing to people.
    static func text(_ comment: Span<UInt8>, limit: Int) -> String? {
        var start = 0
        while start < comment.count, isMark(comment[start]) || comment[start].isBlank { start += 1 }
        let rest = comment.extracting(start..<comment.count)
        for index in rest.indices where rest[index].isLetter || rest[index] >= 0x80 {
            return FieldText.string(rest, limit: limit)
        }
        return nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "/")
    }
}
