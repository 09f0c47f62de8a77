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

    /// A name whose text is known to be canonical, with two labels or more.
    init(canonical text: String) {
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
        do { try self.init(host: bytes.extracting(start..<bytes.count)) } catch {
            throw error.shifted(by: start)
        }
    }

    /// Reads a name without wildcard or leading dot.
    /// - Parameter bytes: the name alone, UTF-8.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    init(host bytes: Span<UInt8>) throws(AddressError) {
        if let text = try Self.canonicalText(bytes, isMapped: false) {
            self.text = text
            return
        }
        let ascii = try IDNA.toASCII(bytes)
        let mapped: String?
        do { mapped = try Self.canonicalText(ascii.span, isMapped: true) } catch {
            // Mapping moves characters; what is ASCII stays in its place.
            throw bytes.isASCII ? error : AddressError(error.reason)
        }
        guard let mapped else { throw AddressError(.invalidInternationalName) }
        text = mapped
    }

    /// Reads a plain ASCII name; nil when it is none or needs ``IDNA``.
    init?(plain bytes: Span<UInt8>) {
        guard let text = try? Self.canonicalText(bytes, isMapped: false) else { return nil }
        self.text = text
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

    /// Lower-cases and checks an ASCII name. `isMapped` tells that ``IDNA`` has seen it; a name that it has not and
    /// should see yields nil.
    private static func canonicalText(_ bytes: Span<UInt8>, isMapped: Bool) throws(AddressError) -> String? {
        guard !bytes.isEmpty else { throw AddressError(.empty) }
        var labelStart = 0
        var lastLabel = 0..<0
        var labels = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                guard index > labelStart else { throw AddressError(.emptyLabel, at: index) }
                if !isMapped, bytes.hasPunycodePrefix(at: labelStart) { return nil }
                labels += 1
                lastLabel = labelStart..<index
                labelStart = index + 1
            } else if !byte.isNameCharacter {
                if byte >= 0x80 { return nil }
                throw AddressError(
                    byte == UInt8(ascii: "*") ? .wildcardInside : .forbiddenCharacter,
                    at: index
                )
            } else if index - labelStart >= maximumLabelLength {
                throw AddressError(.labelTooLong, at: labelStart)
            } else if index >= maximumLength {
                throw AddressError(.nameTooLong, at: maximumLength)
            }
            index += 1
        }
        if labelStart < bytes.count {
            if !isMapped, bytes.hasPunycodePrefix(at: labelStart) { return nil }
            labels += 1
            lastLabel = labelStart..<bytes.count
        }
        guard labels > 1 else { throw AddressError(.singleLabel) }
        guard !endsInNumber(bytes.extracting(lastLabel)) else {
            throw AddressError(.ipLookingName, at: lastLabel.lowerBound)
        }
        let end = lastLabel.upperBound
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
    var isASCII: Bool {
        for index in indices where self[index] >= 0x80 { return false }
        return true
    }

    /// Whether the bytes from `start` on begin with `xn--`, any case.
    func hasPunycodePrefix(at start: Int) -> Bool {
        count - start >= 4 && self[start + 2] == UInt8(ascii: "-") && self[start + 3] == UInt8(ascii: "-")
            && self[start] | 0x20 == UInt8(ascii: "x") && self[start + 1] | 0x20 == UInt8(ascii: "n")
    }

    /// Whether some label begins with `xn--`, any case.
    var containsPunycode: Bool {
        for index in indices where index == 0 || self[index - 1] == UInt8(ascii: ".") {
            if hasPunycodePrefix(at: index) { return true }
        }
        return false
    }
}
