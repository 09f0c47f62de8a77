/// Reads the regular expressions of allowlists: the common part of Perl's, PHP's, Python's and JavaScript's.
///
/// Literals, classes, groups, alternatives, quantifiers (lazy ones too: they change what is captured, not what
/// matches), `^ $ \A \z \Z \b \B`, `\d \w \s` and their opposites. Bytes, not characters: canonical addresses are ASCII.
/// What a bounded matcher cannot do (looking around, references) is refused by name.
struct PatternParser {
    /// Deepest nesting of groups.
    static let maximumDepth = 50
    /// Largest number in `{…}`.
    private static let maximumCount = 1000

    /// What may stand behind the last slash in Perl, PHP or JavaScript.
    private static let flags = ByteSet("ADJSUXdgimnsuvxy".utf8)

    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    private var index: Int
    private var depth = 0
    private var ignoresCase: Bool

    /// Reads `source`: `/pattern/flags`, or the bare pattern.
    static func parse(_ source: String) throws(PatternError) -> PatternNode {
        var parser = try PatternParser(source)
        return try parser.whole()
    }

    private init(_ source: String) throws(PatternError) {
        let bytes = Array(source.utf8)
        self.bytes = bytes
        guard bytes.count <= TextPattern.maximumSourceLength else { throw PatternError(.tooLong) }
        let slash = UInt8(ascii: "/")
        if bytes.count > 2, bytes[0] == slash, let last = bytes.lastIndex(of: slash), last > 0,
            bytes[(last + 1)...].allSatisfy(Self.flags.contains)
        {
            start = 1
            end = last
            ignoresCase = bytes[last...].contains(UInt8(ascii: "i"))
            if let flag = bytes.indices[(last + 1)...].first(where: { !"igmsu".utf8.contains(bytes[$0]) }) {
                throw PatternError(.unsupportedFlag, at: flag)
            }
        } else {
            start = 0
            end = bytes.count
            ignoresCase = false
        }
        index = start
        guard start < end else { throw PatternError(.empty) }
    }

    private mutating func whole() throws(PatternError) -> PatternNode {
        let node = try choice()
        guard index == end else { throw PatternError(.malformed, at: index) }
        return node
    }

    private func next(is byte: UInt8) -> Bool { index < end && bytes[index] == byte }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next(is: byte) else { return false }
        index += 1
        return true
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard end - index >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] {
            return false
        }
        index += text.utf8CodeUnitCount
        return true
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take(UInt8(ascii: "|")) { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while index < end, !next(is: UInt8(ascii: "|")), !next(is: UInt8(ascii: ")")) {
            if let node = try quantified() { nodes.append(node) }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// An atom and the quantifiers behind it; nil for what only changes flags.
    private mutating func quantified() throws(PatternError) -> PatternNode? {
        let place = index
        guard let node = try atom() else { return nil }
        guard let (minimum, maximum) = try quantifier() else { return node }
        if case .assertion = node { throw PatternError(.malformed, at: place) }
        _ = take(UInt8(ascii: "?"))
        if next(is: UInt8(ascii: "+")) { throw PatternError(.atomicGroup, at: index) }
        let again = index
        if try quantifier() != nil { throw PatternError(.malformed, at: again) }
        return .repeated(node, minimum: minimum, maximum: maximum)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take(UInt8(ascii: "*")) { return (0, nil) }
        if take(UInt8(ascii: "+")) { return (1, nil) }
        if take(UInt8(ascii: "?")) { return (0, 1) }
        guard next(is: UInt8(ascii: "{")) else { return nil }
        let place = index
        index += 1
        let minimum = number()
        var maximum = minimum
        if take(UInt8(ascii: ",")) { maximum = number() }
        // A brace that counts nothing is a brace.
        guard let minimum, take(UInt8(ascii: "}")) else {
            index = place
            return nil
        }
        guard minimum <= Self.maximumCount, (maximum ?? minimum) <= Self.maximumCount else {
            throw PatternError(.tooLarge, at: place)
        }
        if let maximum, maximum < minimum { throw PatternError(.malformed, at: place) }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let first = index
        var value = 0
        while index < end, bytes[index].isDigit {
            value = min(value * 10 + Int(bytes[index] & 15), Self.maximumCount + 1)
            index += 1
        }
        return index > first ? value : nil
    }

    private mutating func atom() throws(PatternError) -> PatternNode? {
        let place = index
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "("): return try group(at: place)
        case UInt8(ascii: "["): return .bytes(try byteClass(at: place))
        case UInt8(ascii: "."): return .bytes(.anyButNewline)
        case UInt8(ascii: "^"): return .assertion(.start)
        case UInt8(ascii: "$"): return .assertion(.end)
        case UInt8(ascii: "\\"): return try escape(at: place)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            throw PatternError(.malformed, at: place)
        default: return .bytes(literal(byte))
        }
    }

    private func literal(_ byte: UInt8) -> ByteSet {
        ignoresCase ? ByteSet(byte).ignoringCase : ByteSet(byte)
    }

    private mutating func group(at place: Int) throws(PatternError) -> PatternNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw PatternError(.tooDeep, at: place) }
        let outerCase = ignoresCase
        if take(UInt8(ascii: "?")) {
            if take("=") || take("!") || take("<=") || take("<!") {
                throw PatternError(.lookaround, at: place)
            }
            if take(">") { throw PatternError(.atomicGroup, at: place) }
            if take("P=") || take("P>") { throw PatternError(.backreference, at: place) }
            if take("P<") || take("<") || take("'") {
                guard skipGroupName() else { throw PatternError(.malformed, at: place) }
            } else if !take(":") {
                guard try inlineFlags(at: place) else { return nil }
            }
        }
        let node = try choice()
        guard take(UInt8(ascii: ")")) else { throw PatternError(.malformed, at: place) }
        ignoresCase = outerCase
        return node
    }

    private mutating func skipGroupName() -> Bool {
        let first = index
        while index < end, ByteSet.word.contains(bytes[index]) { index += 1 }
        return index > first && (take(UInt8(ascii: ">")) || take(UInt8(ascii: "'")))
    }

    /// Flags behind `(?`.
    /// - Returns: whether a group follows rather than a closing parenthesis.
    private mutating func inlineFlags(at place: Int) throws(PatternError) -> Bool {
        var isOn = true
        while index < end {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "i"): ignoresCase = isOn
            case UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "u"): break
            case UInt8(ascii: "-"): isOn = false
            case UInt8(ascii: ":"): return true
            case UInt8(ascii: ")"): return false
            default:
                throw PatternError(
                    byte.isLowercaseLetter ? .unsupportedFlag : .unsupportedGroup,
                    at: index - 1
                )
            }
        }
        throw PatternError(.malformed, at: place)
    }

    private mutating func escape(at place: Int) throws(PatternError) -> PatternNode {
        guard index < end else { throw PatternError(.malformed, at: place) }
        switch bytes[index] {
        case UInt8(ascii: "A"): index += 1; return .assertion(.start)
        case UInt8(ascii: "z"), UInt8(ascii: "Z"): index += 1; return .assertion(.end)
        case UInt8(ascii: "b"): index += 1; return .assertion(.wordBoundary)
        case UInt8(ascii: "B"): index += 1; return .assertion(.noWordBoundary)
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"):
            throw PatternError(.backreference, at: place)
        default: return .bytes(try escapedBytes(at: place))
        }
    }

    /// What stands behind a backslash, inside a class or outside.
    private mutating func escapedBytes(at place: Int) throws(PatternError) -> ByteSet {
        guard index < end else { throw PatternError(.malformed, at: place) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "D"): return ByteSet.digits.complement
        case UInt8(ascii: "w"): return .word
        case UInt8(ascii: "W"): return ByteSet.word.complement
        case UInt8(ascii: "s"): return .space
        case UInt8(ascii: "S"): return ByteSet.space.complement
        case UInt8(ascii: "t"): return ByteSet(0x09)
        case UInt8(ascii: "n"): return ByteSet(0x0A)
        case UInt8(ascii: "r"): return ByteSet(0x0D)
        case UInt8(ascii: "f"): return ByteSet(0x0C)
        case UInt8(ascii: "v"): return ByteSet(0x0B)
        case UInt8(ascii: "x"):
            guard end - index >= 2,
                let value = UInt8(String(decoding: bytes[index..<index + 2], as: UTF8.self), radix: 16)
            else { throw PatternError(.unsupportedEscape, at: place) }
            index += 2
            return literal(value)
        default:
            guard !byte.isLetter, !byte.isDigit else { throw PatternError(.unsupportedEscape, at: place) }
            return literal(byte)
        }
    }

    private mutating func byteClass(at place: Int) throws(PatternError) -> ByteSet {
        var set = ByteSet()
        let isNegated = take(UInt8(ascii: "^"))
        var isFirst = true
        while index < end {
            if next(is: UInt8(ascii: "]")), !isFirst {
                index += 1
                if ignoresCase { set = set.ignoringCase }
                return isNegated ? set.complement : set
            }
            isFirst = false
            if take("[:") { throw PatternError(.unsupportedGroup, at: index - 2) }
            let lower = try classMember()
            if next(is: UInt8(ascii: "-")), index + 1 < end, bytes[index + 1] != UInt8(ascii: "]"),
                let first = lower.onlyByteExactly
            {
                let dash = index
                index += 1
                guard let last = try classMember().onlyByteExactly, first <= last else {
                    throw PatternError(.malformed, at: dash)
                }
                set.formUnion(ByteSet(first...last))
            } else {
                set.formUnion(lower)
            }
        }
        throw PatternError(.malformed, at: place)
    }

    private mutating func classMember() throws(PatternError) -> ByteSet {
        let place = index
        guard index < end else { throw PatternError(.malformed, at: place) }
        let byte = bytes[index]
        index += 1
        guard byte == UInt8(ascii: "\\") else { return ByteSet(byte) }
        if take("b") { return ByteSet(0x08) }
        let outerCase = ignoresCase
        ignoresCase = false
        defer { ignoresCase = outerCase }
        return try escapedBytes(at: place)
    }
}

extension ByteSet {
    /// The byte, when there is one only.
    fileprivate var onlyByteExactly: UInt8? {
        var found: UInt8?
        for byte in UInt8.min...UInt8.max where contains(byte) {
            guard found == nil else { return nil }
            found = byte
        }
        return found
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    fileprivate var isLowercaseLetter: Bool { self &- 0x61 < 26 }
}
