/// Why a text is no pattern that can be matched in bounded time, and where that shows.
public struct PatternError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case empty = "empty-pattern"
        case tooLong = "pattern-too-long"
        case tooLarge = "pattern-too-large"
        case tooDeep = "pattern-too-deep"
        case malformed = "malformed-pattern"
        case lookaround = "lookaround"
        case backreference = "backreference"
        case atomicGroup = "atomic-group"
        case unsupportedEscape = "unsupported-escape"
        case unsupportedFlag = "unsupported-flag"
        case unsupportedGroup = "unsupported-group"
    }

    /// What is wrong.
    public let reason: Reason
    /// Byte offset in the pattern as given, 0-based.
    public let offset: Int

    init(_ reason: Reason, at offset: Int = 0) {
        self.reason = reason
        self.offset = offset
    }
}

extension PatternError: CustomStringConvertible {
    /// One sentence for a person: what is wrong, at which byte.
    public var description: String { "\(explanation) (byte \(offset))" }

    private var explanation: String {
        switch reason {
        case .empty: "nothing there"
        case .tooLong: "longer than \(TextPattern.maximumSourceLength) bytes"
        case .tooLarge: "needs more than \(PatternProgram.maximumLength) steps"
        case .tooDeep: "groups are nested deeper than \(PatternParser.maximumDepth) levels"
        case .malformed: "not a regular expression"
        case .lookaround: "looking ahead or behind is not supported"
        case .backreference: "references to groups are not supported"
        case .atomicGroup: "atomic groups and possessive quantifiers are not supported"
        case .unsupportedEscape: "an escape that is not supported"
        case .unsupportedFlag: "a flag that is not supported; i, g, m, s and u are"
        case .unsupportedGroup: "a kind of group that is not supported"
        }
    }
}
