import Addresses
import Allowlists
import TestSupport
import Testing

@Suite struct `A text pattern` {
    @Test(
        arguments: [
            ("ab", "xaby", true), ("^ab$", "ab", true), ("^ab$", "aab", false), ("/AB/i", "xaby", true),
            ("/AB/", "xaby", false), (#"a\.b"#, "a.b", true), (#"a\.b"#, "axb", false), ("a.c", "abc", true),
            ("a*b", "b", true), ("a+b", "b", false), ("^(ab|cd)+$", "abcdab", true),
            ("^(ab|cd)+$", "abc", false),
            ("^a{2,3}$", "aaa", true), ("^a{2,3}$", "aaaa", false), ("^a{2}$", "aa", true),
            ("^a{2,}$", "aaaaa", true),
            ("^[a-c]+$", "abcab", true), ("^[^a-c]+$", "abz", false), (#"^[\w.-]+$"#, "a_b.c-d", true),
            (#"\bexample\b"#, "an.example.com", true), (#"\bexample\b"#, "anexample.com", false),
            (#"\Bxample"#, "example", true), ("a|", "zzz", true), ("^$", "", true), ("a??b", "b", true),
            ("(?i)AB", "ab", true), ("(?i:A)B", "aB", true), ("(?i:A)B", "ab", false), (#"\x61"#, "a", true),
            ("(?<name>a)b", "ab", true), ("(?P<name>a)b", "ab", true), ("[]a]", "]", true),
            ("a{", "a{", true),
            (#"^\d+\.\d+$"#, "12.34", true), ("[a\\-z]", "-", true), ("/a\\/b/g", "a/b", true),
            ("/a/b", "x/a/by", true),
            ("(a*)*$", "aaab", true), ("^(a*)*$", "aaab", false), ("^(a|aa)+$", "aaaaa", true),
        ] as [(String, String, Bool)]
    )
    func `matches as regular expressions do`(source: String, text: String, isMatch: Bool) throws {
        #expect(try TextPattern(regularExpression: source).matches(text) == isMatch)
    }

    @Test(arguments: [
        ("", "empty-pattern"), ("[[:x]", "unsupported-group"), ("(a", "malformed-pattern"),
        ("a)", "malformed-pattern"),
        ("*a", "malformed-pattern"), ("a**", "malformed-pattern"), ("[a", "malformed-pattern"),
        ("a{3,2}", "malformed-pattern"), ("a\\", "malformed-pattern"), ("[z-a]", "malformed-pattern"),
        ("(?=a)", "lookaround"), ("a(?!b)", "lookaround"), ("(?<!a)b", "lookaround"),
        (#"(a)\1"#, "backreference"),
        (#"\k<a>"#, "backreference"), ("(?>a)", "atomic-group"), ("a++", "atomic-group"),
        (#"\p{L}"#, "unsupported-escape"), ("/a/x", "unsupported-flag"), ("(?x)a", "unsupported-flag"),
        ("(?#note)", "unsupported-group"), ("a{600}", "pattern-too-large"),
        ("(a{30}){30}", "pattern-too-large"),
        ("a{2000}", "pattern-too-large"), ("(?R)", "unsupported-group"), ("^*", "malformed-pattern"),
    ])
    func `that cannot be matched in bounded time is refused by name`(source: String, reason: String) {
        let error = #expect(throws: PatternError.self) { try TextPattern(regularExpression: source) }
        #expect(error?.reason.rawValue == reason, "\(source)")
    }

    @Test func `that is too long or too deep is refused`() throws {
        let long = String(repeating: "a", count: TextPattern.maximumSourceLength + 1)
        #expect(throws: PatternError.self) { try TextPattern(regularExpression: long) }
        #expect(throws: PatternError.self) { try TextPattern(substring: long) }
        #expect(throws: PatternError.self) { try TextPattern(substring: "") }
        let deep = String(repeating: "(", count: 60) + String(repeating: ")", count: 60)
        #expect(throws: PatternError.self) { try TextPattern(regularExpression: deep) }
        // Counting what takes no step costs nothing.
        _ = try TextPattern(regularExpression: "((((){1000}){1000}){1000}){1000}")
    }

    /// A backtracking matcher would need longer than the universe has; this test ends because time is bounded.
    @Test(arguments: [
        "^(a+)+$", "^(a|aa)+$", "^(a|a)*$", "^(.*a){20}$", "(x+x+)+y", #"^([a-z0-9]+\.)+[a-z]{2,}$"#,
        "^(a?){30}a{30}$",
    ])
    func `ends on texts that are made to last`(source: String) throws {
        let pattern = try TextPattern(regularExpression: source)
        let text = String(repeating: source.contains("x+") ? "x" : "a", count: 4000) + "!"
        #expect(!pattern.matches(text))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `agrees with sets of ends on expressions drawn by chance`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var matches = 0
        for _ in 0..<100 {
            let expression = NaiveExpression.random(depth: 3, &generator)
            let isAnchored = (start: Bool.random(using: &generator), end: Bool.random(using: &generator))
            let source = (isAnchored.start ? "^" : "") + expression.source + (isAnchored.end ? "$" : "")
            let pattern = try TextPattern(regularExpression: source)
            for _ in 0..<20 {
                let text = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
                    Array("abc1.".utf8).randomElement(using: &generator) ?? 0
                }
                let starts = isAnchored.start ? [0] : Array(0...text.count)
                let expected = starts.contains { start in
                    let ends = expression.ends(in: text, from: [start])
                    return isAnchored.end ? ends.contains(text.count) : !ends.isEmpty
                }
                if expected { matches += 1 }
                let word = String(decoding: text, as: UTF8.self)
                #expect(pattern.matches(word) == expected, "\(source) on \(word)")
            }
        }
        #expect(matches > 100)
    }
}

/// A regular expression, and the places where a match of it can end: no steps, no program.
private indirect enum NaiveExpression {
    case bytes(String, (UInt8) -> Bool)
    case sequence([NaiveExpression])
    case choice(NaiveExpression, NaiveExpression)
    case repeated(NaiveExpression, ClosedRange<Int>, String)

    static func random(depth: Int, _ generator: inout SeededGenerator) -> NaiveExpression {
        switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator) {
        case 0, 1:
            let all: [NaiveExpression] = [
                .bytes("a") { $0 == 0x61 }, .bytes("b") { $0 == 0x62 }, .bytes("1") { $0 == 0x31 },
                .bytes(".") { _ in true }, .bytes("[ab]") { $0 == 0x61 || $0 == 0x62 },
                .bytes("[^a]") { $0 != 0x61 }, .bytes(#"\."#) { $0 == 0x2E },
                .bytes(#"\w"#) { $0 != 0x2E }, .bytes(#"\d"#) { $0 == 0x31 },
            ]
            return all.randomElement(using: &generator) ?? all[0]
        case 2:
            let count = Int.random(in: 1...3, using: &generator)
            return .sequence((0..<count).map { _ in random(depth: depth - 1, &generator) })
        case 3:
            return .choice(random(depth: depth - 1, &generator), random(depth: depth - 1, &generator))
        default:
            let counts: [(ClosedRange<Int>, String)] = [
                (0...9, "*"), (1...9, "+"), (0...1, "?"), (2...2, "{2}"), (1...2, "{1,2}"), (0...9, "*?"),
            ]
            let (range, text) = counts.randomElement(using: &generator) ?? counts[0]
            return .repeated(random(depth: depth - 1, &generator), range, text)
        }
    }

    var source: String {
        switch self {
        case .bytes(let text, _): text
        case .sequence(let parts): parts.map(\.source).joined()
        case .choice(let left, let right): "(?:\(left.source)|\(right.source))"
        case .repeated(let inner, _, let count): "(\(inner.source))\(count)"
        }
    }

    func ends(in text: [UInt8], from starts: Set<Int>) -> Set<Int> {
        switch self {
        case .bytes(_, let holds):
            return Set(starts.filter { $0 < text.count && holds(text[$0]) }.map { $0 + 1 })
        case .sequence(let parts): return parts.reduce(starts) { $1.ends(in: text, from: $0) }
        case .choice(let left, let right):
            return left.ends(in: text, from: starts).union(right.ends(in: text, from: starts))
        case .repeated(let inner, let range, _):
            // Texts have seven bytes at most: nine times are as good as any number.
            var ends: Set<Int> = range.contains(0) ? starts : []
            var current = starts
            for count in 1...range.upperBound {
                current = inner.ends(in: text, from: current)
                if range.contains(count) { ends.formUnion(current) }
            }
            return ends
        }
    }
}

@Suite struct `A regular expression for an address` {
    @Test(arguments: [
        (#"^evil\.example$"#, "evil.example", Reach.exact), (#"/^EVIL\.example$/i"#, "evil.example", .exact),
        (#"^(.*\.)?evil\.example$"#, "evil.example", .below),
        (#"(^|\.)evil\.example$"#, "evil.example", .below),
        (#"(?:\.|^)evil\.example$"#, "evil.example", .below),
        (#"^([^.]+\.)*evil\.example$"#, "evil.example", .below),
        (#"/^(?:[\w.-]+\.)?evil\.example$/"#, "evil.example", .below),
        (#"^192\.0\.2\.1$"#, "192.0.2.1", .exact),
    ])
    func `that says exactly one name becomes that name`(source: String, text: String, reach: Reach) throws {
        #expect(try AllowlistRule(regularExpression: source) == .address(try Address(text), reach))
    }

    @Test(arguments: [
        #"evil\.example$"#, #"^evil\.example"#, #"\.evil\.example$"#, #"^(www\.)?evil\.example$"#,
        #"^evil.example$"#,
        #"^([a-z]+\.)*evil\.example$"#, #"^(.*)?evil\.example$"#, #"^(.*\.)evil\.example$"#, #"^evil$"#,
    ])
    func `that says more or less stays an expression`(source: String) throws {
        #expect(try AllowlistRule(regularExpression: source).form == .regularExpression)
    }
}

@Suite struct `Many patterns at once` {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `are each found like alone`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func text(_ count: ClosedRange<Int>) -> String {
            (0..<Int.random(in: count, using: &generator)).map { _ in
                ["a", "b", "c", "-"].randomElement(using: &generator) ?? ""
            }
            .joined()
        }
        let patterns =
            try (0..<60).map { _ in try TextPattern(substring: text(1...7)) }
            + (0..<20).map { _ in try TextPattern(regularExpression: "\(text(2...6)).*\(text(1...5))") }
        let list = allowlist(patterns.map { AllowlistEntry(.pattern($0), terms(.label)) })
        for _ in 0..<200 {
            let name = "x\(text(0...30))y.example"
            let expected = Set(patterns.filter { $0.matches(name) }.map(\.source))
            let findings = try list.check(address(name), in: CheckContext(now: noon)).findings
            #expect(Set(findings.map { list[$0].rule.text }) == expected, "\(name)")
            #expect(findings.count == Set(patterns.filter { $0.matches(name) }).count)
        }
    }
}
