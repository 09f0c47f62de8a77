/// What a device did with what it saw.
public enum LogAction: UInt8, Sendable, CaseIterable, Hashable {
    /// The log does not say, or says something else.
    case unstated
    case allowed
    case blocked

    /// The word in JSON.
    public var name: String {
        switch self {
        case .unstated: "unstated"
        case .allowed: "allowed"
        case .blocked: "blocked"
        }
    }
}

extension LogAction {
    /// Words that mean one of two things, by their beginning and without regard to case.
    private static let words: [(StaticString, LogAction)] = [
        ("accept", .allowed), ("allow", .allowed), ("pass", .allowed), ("permit", .allowed),
        ("built", .allowed),
        ("observed", .allowed), ("authorized", .allowed), ("forward", .allowed), ("ok", .allowed),
        ("success", .allowed),
        ("block", .blocked), ("deny", .blocked), ("denied", .blocked), ("drop", .blocked),
        ("reject", .blocked),
        ("discard", .blocked), ("reset", .blocked), ("refuse", .blocked), ("prevent", .blocked),
        ("forbid", .blocked), ("quarantine", .blocked), ("sinkhole", .blocked), ("tcp_denied", .blocked),
        ("not allowed", .blocked), ("policy_denied", .blocked),
    ]

    /// The action that the bytes of a field name.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self = .unstated
        guard let first = range.first else { return }
        if range.count == 1 {
            switch bytes[first] | 0x20 {
            case UInt8(ascii: "p"), UInt8(ascii: "a"): self = .allowed
            case UInt8(ascii: "b"), UInt8(ascii: "d"): self = .blocked
            default: break
            }
            return
        }
        for (word, action) in Self.words where bytes.starts(with: word, at: first, end: range.upperBound) {
            self = action
            return
        }
    }
}
