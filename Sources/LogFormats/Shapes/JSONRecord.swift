/// One pass over a JSON object that offers its fields to a draft. Nothing is built, nothing is recursive.
struct JSONRecord: ~Escapable {
    /// Deepest nesting whose fields are looked at; what lies deeper is passed over.
    static let maximumDepth = 24
    /// Most flow tuples of one record.
    static let maximumTuples = 1 << 16

    let bytes: Span<UInt8>
    private(set) var position: Int
    private let end: Int
    /// The log line that the record carries, and how it is written.
    private(set) var inner: (range: Range<Int>, escaping: Escaping)?
    /// The sentence that the record carries.
    private(set) var prose: (range: Range<Int>, escaping: Escaping)?
    private(set) var tuples: [Range<Int>] = []
    private var depth = 0

    /// An object or array that is open.
    struct Level {
        var isArray = false
        var path = FieldHash()
        var pair = FieldHash()
        var last = FieldHash()
        /// Objects above that have names; arrays do not count.
        var names = 0
        /// The name that the object's `name` field gives to its `value` field.
        var pairName = FieldHash()
    }

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, at position: Int, to end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    /// Room for the objects and arrays that are open at one time, used again for every record.
    static func levels() -> [Level] {
        Array(repeating: Level(), count: maximumDepth + 1)
    }

    /// Reads the object at the position.
    /// - Returns: whether the object ends within the bytes.
    mutating func read(
        into draft: inout EventDraft,
        _ lookup: inout FieldLookup,
        _ levels: inout [Level]
    ) -> Bool {
        guard position < end, bytes[position] == UInt8(ascii: "{") else { return false }
        position += 1
        depth = 1
        levels[1] = Level()
        while true {
            skipSeparators()
            guard position < end else { return false }
            let byte = bytes[position]
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                position += 1
                depth -= 1
                if depth == 0 { return true }
                continue
            }
            var here = levels[depth]
            if !here.isArray {
                guard byte == UInt8(ascii: "\""), let key = string() else {
                    // Not JSON any more: pass over what is there.
                    position += 1
                    continue
                }
                skipSeparators()
                let last = FieldHash(bytes, key.range.lowerBound, key.range.upperBound)
                here.names += 1
                here.pair = here.last.followed(by: last)
                here.path = here.path.followed(by: last)
                here.last = last
            }
            guard value(here, &draft, &lookup, &levels) else { return false }
        }
    }

    private mutating func value(
        _ here: Level,
        _ draft: inout EventDraft,
        _ lookup: inout FieldLookup,
        _ levels: inout [Level]
    ) -> Bool {
        guard position < end else { return false }
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.maximumDepth else { return passOver() }
            let isArray = bytes[position] == UInt8(ascii: "[")
            position += 1
            depth += 1
            levels[depth] = here
            levels[depth].isArray = isArray
        case UInt8(ascii: "\""):
            guard let found = string() else { return false }
            leaf(here, found.range, found.isEscaped ? .json : .none, &draft, &lookup, &levels)
        default:
            let start = position
            while position < end, !bytes[position].endsJSONLiteral { position += 1 }
            if position == start {
                position += 1
            } else if !bytes[start].isLetter {
                leaf(here, start..<position, .none, &draft, &lookup, &levels)
            }
        }
        return true
    }

    private mutating func leaf(
        _ here: Level,
        _ range: Range<Int>,
        _ escaping: Escaping,
        _ draft: inout EventDraft,
        _ lookup: inout FieldLookup,
        _ levels: inout [Level]
    ) {
        guard !range.isEmpty,
            var (meaning, penalty) = lookup.meaning(
                path: here.path,
                pair: here.pair,
                last: here.last,
                depth: here.names
            )
        else { return }
        if let format = meaning.format, lookup.format == .json {
            lookup.use(format)
            if let again = lookup.meaning(
                path: here.path,
                pair: here.pair,
                last: here.last,
                depth: here.names
            ) {
                (meaning, penalty) = again
            }
        }
        switch meaning.role {
        case .none, .marker: return
        case .inner: if inner == nil { inner = (range, escaping) }
        case .prose: if prose == nil { prose = (range, escaping) }
        case .flowTuple: if tuples.count < Self.maximumTuples { tuples.append(range) }
        case .pairName:
            levels[depth].pairName = FieldHash(bytes, range.lowerBound, range.upperBound)
        case .pairValue:
            let name = levels[depth].pairName
            guard name.value != 0,
                let found = lookup.meaning(
                    path: levels[depth].last.followed(by: name),
                    pair: name,
                    last: name,
                    depth: 3
                )
            else { return }
            draft.take(found.meaning.role, Int(found.meaning.rank) + found.penalty, bytes, range, escaping)
        default: draft.take(meaning.role, Int(meaning.rank) + penalty, bytes, range, escaping)
        }
    }

    /// The string at the position, without its quotes; nil when it does not end.
    private mutating func string() -> (range: Range<Int>, isEscaped: Bool)? {
        let start = position + 1
        var index = start
        var isEscaped = false
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return (start..<index, isEscaped)
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                index += 1
            }
            index += 1
        }
        position = end
        return nil
    }

    private mutating func skipSeparators() {
        while position < end, bytes[position].isJSONSeparator { position += 1 }
    }

    /// Passes over a value that lies too deep.
    private mutating func passOver() -> Bool {
        var open = 0
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: "\""):
                guard string() != nil else { return false }
                continue
            default: break
            }
            position += 1
            if open == 0 { return true }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isJSONSeparator: Bool {
        isBlank || self == UInt8(ascii: ",") || self == UInt8(ascii: ":")
    }

    fileprivate var endsJSONLiteral: Bool {
        isJSONSeparator || self == UInt8(ascii: "}") || self == UInt8(ascii: "]")
            || self == UInt8(ascii: "\"")
    }
}
