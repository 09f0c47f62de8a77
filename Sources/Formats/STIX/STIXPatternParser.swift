/// Reads patterns of the STIX patterning language, 2.0 and 2.1.
///
/// Looser than the grammar where feeds are: keywords in any case, hyphens in property names that are not quoted,
/// timestamps of `START` and `STOP` as plain texts (as in 2.0).
struct STIXPatternParser {
    /// Longest pattern in bytes: 1 MiB.
    static let maximumLength = 1 << 20
    /// Deepest nesting of parentheses.
    private static let maximumDepth = 64

    private var lexer: STIXPatternLexer
    private var depth = 0

    /// The pattern that `bytes` stand for.
    /// - Throws: ``STIXPatternError`` with the byte that is wrong.
    static func parse(_ bytes: [UInt8]) throws(STIXPatternError) -> STIXObservation {
        guard bytes.count <= maximumLength else {
            throw STIXPatternError(offset: maximumLength, detail: "longer than \(maximumLength) bytes")
        }
        var parser = STIXPatternParser(lexer: try STIXPatternLexer(bytes))
        let pattern = try parser.sequence()
        guard parser.lexer.token == .end else { throw parser.lexer.failure("an operator should stand here") }
        return pattern
    }

    private init(lexer: STIXPatternLexer) {
        self.lexer = lexer
    }

    private mutating func take(_ mark: UInt8) throws(STIXPatternError) -> Bool {
        guard lexer.isMark(mark) else { return false }
        try lexer.advance()
        return true
    }

    private mutating func takeKeyword(_ word: StaticString) throws(STIXPatternError) -> Bool {
        guard lexer.isKeyword(word) else { return false }
        try lexer.advance()
        return true
    }

    private mutating func expect(_ mark: UInt8) throws(STIXPatternError) {
        guard try take(mark) else {
            throw lexer.failure("“\(String(decoding: [mark], as: UTF8.self))” should stand here")
        }
    }

    private mutating func expectKeyword(_ word: StaticString) throws(STIXPatternError) {
        guard try takeKeyword(word) else {
            throw lexer.failure("\("\(word)".uppercased()) should stand here")
        }
    }

    private mutating func enter() throws(STIXPatternError) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw lexer.failure("nested deeper than \(Self.maximumDepth) levels")
        }
    }
}

/// Observations: `FOLLOWEDBY` binds least, then `OR`, then `AND`, then qualifiers.
extension STIXPatternParser {
    private mutating func sequence() throws(STIXPatternError) -> STIXObservation {
        var parts = [try alternatives()]
        while try takeKeyword("followedby") { parts.append(try alternatives()) }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func alternatives() throws(STIXPatternError) -> STIXObservation {
        var parts = [try conjunction()]
        while try takeKeyword("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(STIXPatternError) -> STIXObservation {
        var parts = [try observation()]
        while try takeKeyword("and") { parts.append(try observation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func observation() throws(STIXPatternError) -> STIXObservation {
        var result: STIXObservation
        if try take(UInt8(ascii: "(")) {
            try enter()
            result = try sequence()
            try expect(UInt8(ascii: ")"))
            depth -= 1
        } else {
            try expect(UInt8(ascii: "["))
            result = .comparison(try comparison())
            try expect(UInt8(ascii: "]"))
        }
        while let qualifier = try qualifier() { result = .qualified(result, qualifier) }
        return result
    }

    private mutating func qualifier() throws(STIXPatternError) -> STIXQualifier? {
        if try takeKeyword("within") {
            let seconds: Double
            switch try constant() {
            case .integer(let value) where value > 0: seconds = Double(value)
            case .float(let value) where value > 0: seconds = value
            default: throw lexer.failure("a number of seconds should stand before here")
            }
            try expectKeyword("seconds")
            return .within(seconds: seconds)
        }
        if try takeKeyword("repeats") {
            guard case .integer(let times) = try constant(), times > 0 else {
                throw lexer.failure("a number of times should stand before here")
            }
            try expectKeyword("times")
            return .repeats(times)
        }
        guard try takeKeyword("start") else { return nil }
        let start = try moment()
        try expectKeyword("stop")
        return .from(start: start, stop: try moment())
    }

    private mutating func moment() throws(STIXPatternError) -> [UInt8] {
        switch try constant() {
        case .timestamp(let text), .string(let text): return text
        default: throw lexer.failure("a timestamp should stand before here")
        }
    }
}

/// Comparisons: `OR` binds less than `AND`.
extension STIXPatternParser {
    private mutating func comparison() throws(STIXPatternError) -> STIXComparison {
        var parts = [try comparisonConjunction()]
        while try takeKeyword("or") { parts.append(try comparisonConjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func comparisonConjunction() throws(STIXPatternError) -> STIXComparison {
        var parts = [try test()]
        while try takeKeyword("and") { parts.append(try test()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func test() throws(STIXPatternError) -> STIXComparison {
        if try take(UInt8(ascii: "(")) {
            try enter()
            let result = try comparison()
            try expect(UInt8(ascii: ")"))
            depth -= 1
            return result
        }
        let start = lexer.place.lowerBound
        var isNegated = try takeKeyword("not")
        if try takeKeyword("exists") {
            let path = try path()
            return .test(
                STIXTest(
                    path: path,
                    isNegated: isNegated,
                    comparator: .exists,
                    constants: [],
                    place: start..<start
                )
            )
        }
        let path = try path()
        if try takeKeyword("not") { isNegated.toggle() }
        let comparator = try comparator()
        var end = lexer.place.upperBound
        let constants = comparator == .in ? try set(&end) : [try constant()]
        return .test(
            STIXTest(
                path: path,
                isNegated: isNegated,
                comparator: comparator,
                constants: constants,
                place: start..<end
            )
        )
    }

    private mutating func comparator() throws(STIXPatternError) -> STIXTest.Comparator {
        let result: STIXTest.Comparator
        switch lexer.token {
        case STIXPatternLexer.notEqual: result = .notEqual
        case STIXPatternLexer.lessOrEqual: result = .lessOrEqual
        case STIXPatternLexer.greaterOrEqual: result = .greaterOrEqual
        case .mark where lexer.isMark(UInt8(ascii: "=")): result = .equal
        case .mark where lexer.isMark(UInt8(ascii: "<")): result = .less
        case .mark where lexer.isMark(UInt8(ascii: ">")): result = .greater
        case .word where lexer.isKeyword("in"): result = .in
        case .word where lexer.isKeyword("like"): result = .like
        case .word where lexer.isKeyword("matches"): result = .matches
        case .word where lexer.isKeyword("issubset"): result = .isSubset
        case .word where lexer.isKeyword("issuperset"): result = .isSuperset
        default: throw lexer.failure("a comparison should stand here")
        }
        try lexer.advance()
        return result
    }

    private mutating func constant() throws(STIXPatternError) -> STIXConstant {
        guard case .constant(let constant) = lexer.token else {
            throw lexer.failure("a constant should stand here")
        }
        try lexer.advance()
        return constant
    }

    private mutating func set(_ end: inout Int) throws(STIXPatternError) -> [STIXConstant] {
        try expect(UInt8(ascii: "("))
        var constants: [STIXConstant] = []
        while !lexer.isMark(UInt8(ascii: ")")) {
            constants.append(try constant())
            guard try take(UInt8(ascii: ",")) else { break }
        }
        end = lexer.place.upperBound
        try expect(UInt8(ascii: ")"))
        return constants
    }

    /// `type:property`, then properties behind dots and indexes in brackets.
    private mutating func path() throws(STIXPatternError) -> STIXObjectPath {
        guard lexer.token == .word else { throw lexer.failure("an object path should stand here") }
        let type = lexer.text
        try lexer.advance()
        try expect(UInt8(ascii: ":"))
        var path = STIXObjectPath(type: type, steps: [try property()])
        while true {
            if try take(UInt8(ascii: ".")) {
                path.steps.append(try property())
            } else if try take(UInt8(ascii: "[")) {
                path.steps.append(try index())
                try expect(UInt8(ascii: "]"))
            } else {
                return path
            }
        }
    }

    private mutating func property() throws(STIXPatternError) -> STIXObjectPath.Step {
        let name: String
        switch lexer.token {
        case .word: name = lexer.text
        case .constant(.string(let bytes)): name = String(decoding: bytes, as: UTF8.self)
        default: throw lexer.failure("a property should stand here")
        }
        try lexer.advance()
        return .property(name)
    }

    private mutating func index() throws(STIXPatternError) -> STIXObjectPath.Step {
        if try take(UInt8(ascii: "*")) { return .anyIndex }
        guard case .integer(let value) = try constant() else {
            throw lexer.failure("an index should stand before here")
        }
        return .index(value)
    }
}
