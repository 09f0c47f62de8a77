/// The keys of a JSON text and its short strings, as far as the beginning of it tells; the text may be cut anywhere.
struct JSONOutline {
    /// Deepest nesting that is looked at.
    private static let maximumDepth = 12
    /// Most keys kept.
    private static let maximumKeys = 512

    /// The keys at any depth, as written.
    private(set) var keys: Set<String> = []
    /// The keys of the outermost object, or of the objects in the outermost array.
    private(set) var outerKeys: Set<String> = []
    /// Keys with the short strings they hold, as `key=value`.
    private(set) var values: Set<String> = []
    /// Whether some object's `id` or reference has the form `type--…`.
    private(set) var hasSTIXIdentifiers = false
    /// Whether the text begins as JSON does.
    private(set) var isJSON = false

    init(_ sample: FeedSample) {
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        isJSON = start < bytes.count && Self.opensValue(bytes, at: start)
        if isJSON { scan(bytes) }
    }

    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }

    func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }

    /// Whether a key holds a string.
    func has(_ key: String, holding value: String) -> Bool { values.contains("\(key)=\(value)") }

    /// The keys by their letters and digits in lower case.
    var squeezedKeys: Set<String> { Set(keys.map { CategoryWords.squeezed($0.utf8.span) }) }

    /// `{` before a key or nothing; `[` before a value, but not before `2001:db8::1]` or `Adblock]`.
    private static func opensValue(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        let next = bytes.startOfWord(from: start + 1)
        if bytes[start] == UInt8(ascii: "{") {
            return next == bytes.count || bytes[next] == 0x22 || bytes[next] == UInt8(ascii: "}")
        }
        guard bytes[start] == UInt8(ascii: "[") else { return false }
        if next == bytes.count { return true }
        return bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "[") || bytes[next] == 0x22
            || bytes[next] == UInt8(ascii: "]")
    }

    private mutating func scan(_ bytes: Span<UInt8>) {
        var index = 0
        var depth = 0
        var objects = 0
        var key: String?
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"):
                depth += 1
                objects += 1
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                objects -= 1
            case UInt8(ascii: "]"): depth -= 1
            case 0x22:
                let end = Self.endOfString(bytes, from: index + 1)
                guard end < bytes.count else { return }
                let text = bytes.extracting(index + 1..<end)
                index = end
                let next = bytes.startOfWord(from: end + 1)
                if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
                    key = note(key: text, isOuter: objects == 1 && depth <= 2, depth: depth)
                } else if let name = key {
                    note(value: text, of: name)
                    key = nil
                }
            default: break
            }
            index += 1
        }
    }

    private static func endOfString(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
        return index
    }

    private mutating func note(key text: Span<UInt8>, isOuter: Bool, depth: Int) -> String? {
        guard text.count <= 64, depth <= Self.maximumDepth else { return nil }
        let key = String(decoding: text.copy, as: UTF8.self)
        if keys.count < Self.maximumKeys {
            keys.insert(key)
            if isOuter { outerKeys.insert(key) }
        }
        return key
    }

    private mutating func note(value text: Span<UInt8>, of key: String) {
        if key == "id" || key.hasSuffix("_ref"), text.count > 38, text.firstRange(of: "--") != nil {
            hasSTIXIdentifiers = true
        }
        guard text.count <= 32, values.count < Self.maximumKeys else { return }
        values.insert("\(key)=\(String(decoding: text.copy, as: UTF8.self))")
    }
}
