/// A domain name of two labels or more, in its canonical ASCII form.
///
/// Lower case, punycode for international labels, no trailing dot, no wildcard. A domain stands for itself and
/// all names below it.
public struct DomainName: Hashable, Sendable {
    /// Longest name in bytes, without the trailing dot (RFC 1035 §2.3.4).
    public static let maximumLength = 253
    /// Longest label in bytes (RFC 1035 §2.3.4).
    public static let maximumLabelLength = 63

    /// The canonical text, for example `xn--mgbh0fb.example`.
    public let text: String

    private init(canonical text: String) {
        self.text = text
    }

    /// Reads a domain name in any notation: any case, international, with a trailing dot, with a leading `*.` or `.`.
    /// - Parameter text: the name alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(_ text: String) throws(AddressError) {
        try self.init(utf8: text.utf8.span)
    }

    /// Reads UTF-8 bytes; see ``init(_:)``.
    /// - Parameter bytes: the name alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        let start = Self.startAfterWildcard(bytes)
        let name = bytes.extracting(start..<bytes.count)
        do {
            if Self.needsIDNA(name) {
                let ascii = try IDNA.toASCII(name)
                self.text = try Self.canonicalText(ascii.span)
            } else {
                self.text = try Self.canonicalText(name)
            }
        } catch { throw error.shifted(by: start) }
    }

    /// The name in Unicode, for people; the canonical text where it has no other form.
    public var unicode: String {
        text.utf8.span.containsPunycode ? IDNA.toUnicode(text) : text
    }

    /// Number of labels, at least 2.
    public var labelCount: Int {
        text.utf8.reduce(1) { $1 == UInt8(ascii: ".") ? $0 + 1 : $0 }
    }

    /// Whether `other` is this name or below it.
    public func contains(_ other: DomainName) -> Bool {
        guard other.text.utf8.count > text.utf8.count else { return other.text == text }
        return other.text.utf8.dropLast(text.utf8.count).last == UInt8(ascii: ".")
            && other.text.utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
    }

    private static func startAfterWildcard(_ bytes: Span<UInt8>) -> Int {
        if bytes.count > 2, bytes[0] == UInt8(ascii: "*"), bytes[1] == UInt8(ascii: ".") { return 2 }
        if bytes.count > 1, bytes[0] == UInt8(ascii: ".") { return 1 }
        return 0
    }

    private static func needsIDNA(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] >= 0x80 { return true }
        return bytes.containsPunycode
    }

    /// Lower-cases and checks an ASCII name.
    private static func canonicalText(_ bytes: Span<UInt8>) throws(AddressError) -> String {
        var end = bytes.count
        guard end > 0 else { throw AddressError(.empty) }
        if bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard end > 0 else { throw AddressError(.emptyLabel) }
        guard end <= maximumLength else { throw AddressError(.nameTooLong, at: maximumLength) }
        var labelStart = 0
        var labels = 0
        for index in 0...end {
            let byte = index < end ? bytes[index] : UInt8(ascii: ".")
            if byte == UInt8(ascii: ".") {
                guard index > labelStart else { throw AddressError(.emptyLabel, at: index) }
                guard index - labelStart <= maximumLabelLength else {
                    throw AddressError(.labelTooLong, at: labelStart)
                }
                labels += 1
                if index < end { labelStart = index + 1 }
            } else if !byte.isNameCharacter {
                let reason: AddressError.Reason =
                    byte == UInt8(ascii: "*") ? .wildcardInside : .forbiddenCharacter
                throw AddressError(reason, at: index)
            }
        }
        guard labels > 1 else { throw AddressError(.singleLabel) }
        guard !endsInNumber(bytes.extracting(labelStart..<end)) else {
            throw AddressError(.ipLookingName, at: labelStart)
        }
        return String(unsafeUninitializedCapacity: end) { buffer in
            for index in 0..<end { buffer[index] = bytes[index].asciiLowercased }
            return end
        }
    }

    /// Whether a last label makes the whole name an IPv4 number to a browser (WHATWG URL, "ends in a number").
    private static func endsInNumber(_ label: Span<UInt8>) -> Bool {
        var start = 0
        if label.count >= 2, label[0] == UInt8(ascii: "0"), label[1] | 0x20 == UInt8(ascii: "x") { start = 2 }
        for index in start..<label.count {
            let byte = label[index]
            guard start == 2 ? byte.hexadecimalDigit != nil : byte.isDecimalDigit else { return false }
        }
        return true
    }
}

extension DomainName: CustomStringConvertible {
    /// The canonical text.
    public var description: String { text }
}

extension UInt8 {
    /// Whether the byte may stand in a label: letters, digits, hyphen, and the underscore of service names.
    var isNameCharacter: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}

extension Span<UInt8> {
    /// Whether some label begins with `xn--`, any case.
    var containsPunycode: Bool {
        guard count >= 4 else { return false }
        for index in 0...(count - 4)
        where self[index] | 0x20 == UInt8(ascii: "x") && self[index + 1] | 0x20 == UInt8(ascii: "n")
            && self[index + 2] == UInt8(ascii: "-") && self[index + 3] == UInt8(ascii: "-")
            && (index == 0 || self[index - 1] == UInt8(ascii: "."))
        {
            return true
        }
        return false
    }
}
