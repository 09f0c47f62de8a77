/// A country by the two letters of ISO 3166-1.
public struct CountryCode: Hashable, Sendable {
    /// Two letters, upper case.
    public let text: String

    /// Reads two letters of any case; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
        self.text = text.uppercased()
    }
}

extension CountryCode: CustomStringConvertible {
    /// The two letters.
    public var description: String { text }
}
