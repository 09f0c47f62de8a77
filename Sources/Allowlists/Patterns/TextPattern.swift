/// A pattern for the canonical text of addresses: a part of it, or a regular expression that is matched in bounded time.
///
/// A pattern that cannot be matched so cannot be made.
public struct TextPattern: Sendable {
    /// Longest pattern in bytes.
    public static let maximumSourceLength = 2048

    /// How the pattern is written.
    public enum Syntax: Sendable, Hashable {
        /// Text that stands somewhere in the address.
        case substring
        /// A regular expression, bare or as `/expression/flags`, that matches somewhere in the address.
        case regularExpression
    }

    /// How it is written.
    public let syntax: Syntax
    /// The pattern as given.
    public let source: String
    /// A text without which nothing matches; the longest such, in lower case; empty when there is none.
    let requiredText: [UInt8]
    /// The machine of a regular expression; nil for a substring, which ``requiredText`` decides.
    let program: PatternProgram?

    /// The pattern of texts that hold `substring`, whatever the case of its letters.
    /// - Throws: ``PatternError`` when it is empty or too long.
    public init(substring: String) throws(PatternError) {
        guard !substring.isEmpty else { throw PatternError(.empty) }
        guard substring.utf8.count <= Self.maximumSourceLength else { throw PatternError(.tooLong) }
        syntax = .substring
        source = substring
        requiredText = substring.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        program = nil
    }

    /// Reads a regular expression.
    /// - Parameter source: `/expression/flags`, or the bare expression.
    /// - Throws: ``PatternError`` with the byte that is wrong or not supported.
    public init(regularExpression source: String) throws(PatternError) {
        try self.init(source, PatternParser.parse(source))
    }

    init(_ source: String, _ node: PatternNode) throws(PatternError) {
        syntax = .regularExpression
        self.source = source
        program = try PatternProgram(node)
        requiredText = node.requiredText
    }

    /// Whether a canonical text matches. The time is bounded by the text's length times the pattern's.
    public func matches(_ text: String) -> Bool {
        matches(text.utf8.span)
    }

    func matches(_ text: Span<UInt8>) -> Bool {
        if let program { return program.matches(text) }
        guard text.count >= requiredText.count else { return false }
        return (0...(text.count - requiredText.count)).contains { holdsRequiredText(text, at: $0) }
    }

    /// Whether ``requiredText`` stands at `start` of a text, whatever the case of the text's letters.
    func holdsRequiredText(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start >= 0, text.count - start >= requiredText.count else { return false }
        for index in requiredText.indices where text[start + index].lowercased != requiredText[index] {
            return false
        }
        return true
    }
}

extension TextPattern: Hashable {
    /// Patterns are equal when they are written alike.
    public static func == (left: TextPattern, right: TextPattern) -> Bool {
        left.syntax == right.syntax && left.source == right.source
    }

    /// Feeds syntax and source.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(syntax)
        hasher.combine(source)
    }
}

extension PatternNode {
    /// The longest run of single bytes that every match holds, in lower case.
    fileprivate var requiredText: [UInt8] {
        var best: [UInt8] = []
        var run: [UInt8] = []
        for node in flattened {
            if case .bytes(let set) = node, let byte = set.onlyByte {
                run.append(byte.lowercased)
                if run.count > best.count { best = run }
            } else if case .assertion = node {
                continue
            } else {
                run.removeAll()
            }
        }
        return best
    }

    /// The nodes of a sequence with those of sequences in it; any other node alone.
    var flattened: [PatternNode] {
        guard case .sequence(let nodes) = self else { return [self] }
        return nodes.flatMap(\.flattened)
    }
}

extension UInt8 {
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
