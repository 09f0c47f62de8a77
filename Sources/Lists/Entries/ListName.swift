/// What a list is called: safe as the name of a set, a table, a chain and a zone's label.
public struct ListName: Hashable, Sendable {
    /// Longest name in bytes: with what formats put around it, it fits the 31 bytes of an ipset's name.
    public static let maximumLength = 20

    /// Lower-case letters, digits and hyphens, beginning with a letter.
    public let text: String

    /// The list called `text`; nil unless it is 1…20 lower-case letters, digits and single hyphens, begins with a letter
    /// and ends in none but a letter or digit.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Self.maximumLength).contains(bytes.count), bytes[0].isLowercaseLetter,
            bytes.last != UInt8(ascii: "-"), !text.contains("--"),
            bytes.allSatisfy({ $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") })
        else { return nil }
        self.text = text
    }

    /// The name where hyphens are not allowed, with the program's before it, so that it is no keyword.
    var identifier: String {
        "marsad_" + String(text.map { $0 == "-" ? "_" : $0 })
    }
}

extension UInt8 {
    var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
