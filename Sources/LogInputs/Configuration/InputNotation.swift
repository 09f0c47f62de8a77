/// The parts of an input written in one word: `kind:rest?option=value&option=value`.
///
/// A path may hold `?` as a wildcard: what follows the last `?` are options only when it reads as such.
struct InputNotation {
    let kind: String
    let rest: String
    private var options: [String: String] = [:]

    /// The options that some kind knows.
    private static let known: Set<String> = [
        "name", "start", "poll", "gather", "leave", "buffer", "cert", "key", "client-ca", "connections",
        "frame", "frame-time", "idle", "tokens", "full", "answer", "body", "unpacked", "requests", "wait",
    ]

    init(_ text: String) throws(InputConfigurationError) {
        guard let colon = text.firstIndex(of: ":") else {
            kind = text.prefix { $0 != "?" }.lowercased()
            rest = ""
            options = try Self.options(in: text.drop { $0 != "?" }.dropFirst()) ?? [:]
            return
        }
        kind = text[..<colon].lowercased()
        let content = text[text.index(after: colon)...]
        guard let mark = content.lastIndex(of: "?"),
            let options = try Self.options(in: content[content.index(after: mark)...])
        else {
            rest = String(content)
            return
        }
        rest = String(content[..<mark])
        self.options = options
    }

    /// Takes an option out.
    mutating func take(_ option: String) -> String? {
        options.removeValue(forKey: option)
    }

    mutating func take<Value>(
        _ option: String,
        _ what: String,
        _ read: (String) -> Value?
    ) throws(InputConfigurationError) -> Value? {
        guard let text = take(option) else { return nil }
        guard let value = read(text) else {
            throw InputConfigurationError(option, "'\(text)' is not \(what)")
        }
        return value
    }

    mutating func takeDuration(_ option: String) throws(InputConfigurationError) -> Duration? {
        try take(option, "a time; write it as in 500ms, 30s, 5m or 2h", Self.duration)
    }

    mutating func takeSize(_ option: String) throws(InputConfigurationError) -> Int64? {
        try take(option, "a size; write it as in 65536, 256KiB, 64MiB or 2GiB", Self.size)
    }

    mutating func takeNumber(_ option: String) throws(InputConfigurationError) -> Int? {
        try take(option, "a number") { Int($0) }
    }

    /// - Throws: ``InputConfigurationError`` when an option is left that nobody took.
    func finish() throws(InputConfigurationError) {
        guard let left = options.keys.min() else { return }
        throw InputConfigurationError(left, "is no option of \(kind)")
    }

    /// The options in `text`; nil when nothing in it is a known option.
    private static func options(in text: Substring) throws(InputConfigurationError) -> [String: String]? {
        let parts = text.split(separator: "&", omittingEmptySubsequences: false)
            .map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
        guard parts.contains(where: { $0.count == 2 && known.contains($0[0]) }) else { return nil }
        var options: [String: String] = [:]
        for part in parts {
            guard part.count == 2, known.contains(part[0]) else {
                throw InputConfigurationError(part[0], "is no option; options are \(known.sorted())")
            }
            guard options.updateValue(part[1], forKey: part[0]) == nil else {
                throw InputConfigurationError(part[0], "is given twice")
            }
        }
        return options
    }

    private static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
        switch text[digits.endIndex...] {
        case "ms": return .milliseconds(number)
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: return nil
        }
    }

    private static func size(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number <= 1 << 40 else { return nil }
        switch text[digits.endIndex...] {
        case "", "B": return number
        case "KiB", "K": return number << 10
        case "MiB", "M": return number << 20
        case "GiB", "G": return number << 30
        default: return nil
        }
    }
}
