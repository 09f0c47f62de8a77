import Reports

/// A value on a ``JSONTape``: valid until the tape takes the next one.
struct JSONNode {
    let tape: JSONTape
    let index: Int

    private var token: JSONToken { tape.tokens[index] }

    var kind: JSONKind { token.kind }

    /// Where a string or number stands in the tape's bytes.
    var range: Range<Int> {
        let token = token
        return Int(token.start)..<Int(token.end)
    }

    /// Where the value stands in the file: of a string, its first character.
    var place: JSONPlace {
        let token = token
        return JSONPlace(
            line: tape.firstLine + Int(token.line),
            offset: tape.firstOffset + Int64(token.start)
        )
    }

    var isObject: Bool { token.kind == .object }

    var isArray: Bool { token.kind == .array }

    var isString: Bool { token.kind == .string }

    /// The value of a key, the first where there are several; nil when this is no object or has none.
    subscript(key: StaticString) -> JSONNode? {
        guard isObject else { return nil }
        let end = Int(token.next)
        var child = index + 1
        while child < end {
            if tape.equals(child, key) {
                return tape.tokens[child + 1].kind == .null ? nil : JSONNode(tape: tape, index: child + 1)
            }
            child = Int(tape.tokens[child + 1].next)
        }
        return nil
    }

    /// The keys and values of an object; empty for anything else.
    var members: JSONMembers {
        JSONMembers(tape: tape, position: index + 1, end: isObject ? Int(token.next) : 0)
    }

    /// The elements of an array; empty for anything else.
    var elements: JSONElements {
        JSONElements(tape: tape, position: index + 1, end: isArray ? Int(token.next) : 0)
    }

    /// The members of nothing.
    var noMembers: JSONMembers { JSONMembers(tape: tape, position: 0, end: 0) }

    /// The elements of the array under a key; empty without one.
    func elements(of key: StaticString) -> JSONElements {
        self[key]?.elements ?? JSONElements(tape: tape, position: 0, end: 0)
    }

    /// The elements of an array, or the value itself.
    var elementsOrSelf: JSONElements {
        isArray ? elements : JSONElements(tape: tape, position: index, end: Int(token.next))
    }

    /// Whether a string or number reads `text`, byte for byte.
    func equals(_ text: StaticString) -> Bool { tape.equals(index, text) }

    /// Whether a string or number begins with `text`.
    func hasPrefix(_ text: StaticString) -> Bool {
        let token = token
        let length = text.utf8CodeUnitCount
        guard Int(token.end - token.start) >= length else { return false }
        return (0..<length).allSatisfy { tape.bytes[Int(token.start) + $0] == text.utf8Start[$0] }
    }

    /// What `body` makes of the bytes of a string or number.
    func withText<Value>(_ body: (Span<UInt8>) -> Value) -> Value {
        let bytes = tape.bytes
        return body(bytes.span.extracting(range))
    }

    /// The text of a string or number, cut at a character so that it has at most `limit` bytes, without blanks at both
    /// ends; nil when nothing is left.
    func text(limit: Int) -> String? {
        guard kind == .string || kind == .number else { return nil }
        return withText { FieldText.string($0, limit: limit) }
    }

    /// The text of a string or number; nil for anything else, for a longer one and for an empty one.
    var word: String? {
        guard kind == .string || kind == .number, range.count <= Self.maximumWordLength else { return nil }
        return withText { FieldText.string($0, limit: Self.maximumWordLength) }
    }

    /// Longest ``word`` in bytes.
    private static let maximumWordLength = 256

    /// The value of a number, or of a string of digits, without sign or fraction.
    var integer: Int? {
        guard kind == .string || kind == .number else { return nil }
        return withText { $0.decimalValue }
    }

    /// The value of a number, or of a string that is one.
    var double: Double? {
        guard kind == .string || kind == .number, range.count <= 32 else { return nil }
        return Double(withText { FieldText.string($0) })
    }

    /// The moment a string or number stands for.
    var timestamp: Timestamp? {
        kind == .string || kind == .number ? withText { DateReading.timestamp($0) } : nil
    }

    /// What a flag says, written as a JSON truth value, as `0` or `1`, or as a word; nil for anything else.
    var flag: Bool? {
        switch kind {
        case .true: true
        case .false: false
        case .string, .number:
            if equals("1") || equals("true") || equals("True") {
                true
            } else if equals("0") || equals("false") || equals("False") {
                false
            } else {
                nil
            }
        default: nil
        }
    }
}

extension JSONTape {
    fileprivate func equals(_ index: Int, _ text: StaticString) -> Bool {
        let token = tokens[index]
        let length = text.utf8CodeUnitCount
        guard Int(token.end - token.start) == length else { return false }
        var position = Int(token.start)
        for offset in 0..<length {
            guard bytes[position] == text.utf8Start[offset] else { return false }
            position += 1
        }
        return true
    }
}

/// The members of an object, in order.
struct JSONMembers: Sequence, IteratorProtocol {
    fileprivate let tape: JSONTape
    fileprivate var position: Int
    fileprivate let end: Int

    init(tape: JSONTape, position: Int, end: Int) {
        self.tape = tape
        self.position = position
        self.end = end
    }

    var isEmpty: Bool { position >= end }

    mutating func next() -> (key: JSONNode, value: JSONNode)? {
        guard position < end else { return nil }
        let key = JSONNode(tape: tape, index: position)
        let value = JSONNode(tape: tape, index: position + 1)
        position = Int(tape.tokens[position + 1].next)
        return (key, value)
    }
}

/// The elements of an array, in order.
struct JSONElements: Sequence, IteratorProtocol {
    fileprivate let tape: JSONTape
    fileprivate var position: Int
    fileprivate let end: Int

    init(tape: JSONTape, position: Int, end: Int) {
        self.tape = tape
        self.position = position
        self.end = end
    }

    var isEmpty: Bool { position >= end }

    mutating func next() -> JSONNode? {
        guard position < end else { return nil }
        let node = JSONNode(tape: tape, index: position)
        position = Int(tape.tokens[position].next)
        return node
    }
}
