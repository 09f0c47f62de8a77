/// The name of a zone that a list is served in: short, so that the names on the list fit before it.
public struct ZoneName: Hashable, Sendable {
    /// Longest name in bytes, without the last dot.
    public static let maximumLength = 63

    /// Labels of lower-case letters, digits, hyphens and underscores, joined by dots, without the last one.
    public let text: String

    /// The zone called `text`, with or without its last dot and in any case; nil for what is none or too long.
    public init?(_ text: some StringProtocol) {
        let name = text.lowercased()
        let bytes = Array(name.utf8)
        let whole = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes[...]
        let labels = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...Self.maximumLength).contains(whole.count), labels.allSatisfy({ Self.isLabel(Array($0)) })
        else { return nil }
        self.text = String(decoding: whole, as: UTF8.self)
    }

    /// The name with its last dot, as it stands in zone files and updates.
    public var absolute: String { "\(text)." }

    /// Bytes of the name on the wire, the root's among them (RFC 1035 §3.1).
    public var wireLength: Int { text.utf8.count + 2 }

    private static func isLabel(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: "-") else { return false }
        return last != UInt8(ascii: "-")
            && bytes.allSatisfy {
                $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }
}
