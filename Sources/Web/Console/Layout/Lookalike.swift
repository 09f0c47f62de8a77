import Addresses

/// Why an international name may be taken for another one.
enum Lookalike: Hashable, Sendable {
    /// A label mixes letters of writing systems that honest names do not mix.
    case mixed
    /// All letters of a label look like Latin ones: it reads as this name.
    case reads(String)

    /// What is suspicious about a name; nil when nothing is.
    init?(_ name: DomainName) {
        let unicode = name.unicode
        guard unicode != name.text else { return nil }
        let skeleton = Self.skeleton(of: unicode)
        if let skeleton, skeleton != unicode {
            self = .reads(skeleton)
            return
        }
        let isMixed = unicode.split(separator: ".").contains { label in
            !Script.areHonest(Set(label.unicodeScalars.compactMap { Script($0) }))
        }
        guard isMixed else { return nil }
        self = .mixed
    }

    /// The warning.
    func sentence(in reading: Reading) -> Sentence {
        switch self {
        case .mixed: Sentence(reading(.mixedScripts))
        case .reads(let name): reading(.looksLike, ["name": .code(name)])
        }
    }

    /// The name in the ASCII letters that its letters look like; nil when one looks like none.
    private static func skeleton(of name: String) -> String? {
        var skeleton = ""
        for scalar in name.unicodeScalars {
            if scalar.isASCII {
                skeleton.unicodeScalars.append(scalar)
            } else {
                guard let twin = twins[scalar] else { return nil }
                skeleton.unicodeScalars.append(twin)
            }
        }
        return skeleton
    }

    /// Letters that are drawn as an ASCII letter is, in usual fonts (after UTS 39, those that IDNA lets into names).
    private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(String, String)] = [
            ("аɑα", "a"), ("ƅьЬ", "b"), ("сϲⅽᴄ", "c"), ("ԁɗ", "d"), ("еҽєє", "e"), ("ƒ", "f"), ("ɡց", "g"),
            ("һհ", "h"), ("іıιɩ", "i"), ("јϳ", "j"), ("κк", "k"), ("ӏⅼ", "l"), ("мⅿ", "m"), ("пոռ", "n"),
            ("оοօσഠ၀", "o"), ("рρϱ", "p"), ("ԛզգ", "q"), ("гᴦ", "r"), ("ѕꜱ", "s"), ("тτ", "t"), ("υսц", "u"),
            ("νѵᴠ", "v"), ("ԝɯшաѡω", "w"), ("хχ", "x"), ("уүγყ", "y"), ("ᴢʐ", "z"), ("з", "3"), ("б", "6"),
        ]
        var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letters, twin) in pairs {
            for scalar in letters.unicodeScalars { twins[scalar] = twin.unicodeScalars.first }
        }
        return twins
    }()
}
