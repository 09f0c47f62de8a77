/// A text of the console with values in it, each isolated from the direction of the words around it.
struct Sentence: Sendable {
    /// What stands in a place.
    enum Value: Sendable {
        /// Machine text: an address, a number, a code. Runs from left to right.
        case code(String)
        /// Text that somebody else wrote, in any language.
        case foreign(String)
        /// Words of the reader's own language.
        case words(String)
    }

    /// A piece of the sentence; one of the three is there.
    struct Part: Sendable {
        let words: String?
        let code: String?
        let foreign: String?
    }

    let parts: [Part]

    /// Words alone.
    init(_ words: String) {
        parts = [Part(words: words, code: nil, foreign: nil)]
    }

    /// The words of `pattern` with values for its places, which are written `{name}`.
    init(_ pattern: String, _ values: [String: Value]) {
        var parts: [Part] = []
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex {
                parts.append(Part(words: String(rest[..<open]), code: nil, foreign: nil))
            }
            let name = String(rest[rest.index(after: open)..<close])
            switch values[name] {
            case .code(let text): parts.append(Part(words: nil, code: ShownText(text).text, foreign: nil))
            case .foreign(let text): parts.append(Part(words: nil, code: nil, foreign: ShownText(text).text))
            case .words(let text): parts.append(Part(words: text, code: nil, foreign: nil))
            case nil: break
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(Part(words: String(rest), code: nil, foreign: nil)) }
        self.parts = parts
    }
}
