/// Why some text is not an address, and where in the text that shows.
public struct AddressError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case empty = "empty"
        case tooLong = "too-long"
        case invalidUTF8 = "invalid-utf8"
        case notAnAddress = "not-an-address"
        case invalidIPv4 = "invalid-ipv4"
        case ambiguousLeadingZero = "ambiguous-leading-zero"
        case invalidIPv6 = "invalid-ipv6"
        case zoneIdentifier = "zone-identifier"
        case invalidPrefixLength = "invalid-prefix-length"
        case invalidRange = "invalid-range"
        case invalidASN = "invalid-asn"
        case singleLabel = "single-label-name"
        case ipLookingName = "ip-looking-name"
        case emptyLabel = "empty-label"
        case labelTooLong = "label-too-long"
        case nameTooLong = "name-too-long"
        case forbiddenCharacter = "forbidden-character"
        case invalidInternationalName = "invalid-international-name"
        case invalidURL = "invalid-url"
        case unsupportedScheme = "unsupported-scheme"
        case invalidPort = "invalid-port"
        case emailAddress = "email-address"
        case wildcardInside = "wildcard-inside"
        case hashValue = "hash-value"
        case fileName = "file-name"
        case pathOnly = "path-only"
    }

    /// What is wrong.
    public let reason: Reason
    /// Byte offset in the UTF-8 text that was given, 0-based.
    public let offset: Int

    /// An error at byte `offset` of the text given.
    public init(_ reason: Reason, at offset: Int = 0) {
        self.reason = reason
        self.offset = offset
    }

    /// The same error seen from a text in which this one's text begins at byte `start`.
    func shifted(by start: Int) -> AddressError {
        AddressError(reason, at: offset + start)
    }
}

extension AddressError: CustomStringConvertible {
    /// One sentence for a person: what is wrong, at which byte.
    public var description: String {
        "\(reason.explanation) (byte \(offset))"
    }
}

extension AddressError.Reason {
    /// What is wrong, in words, without the place.
    public var explanation: String {
        switch self {
        case .empty: "nothing there"
        case .tooLong: "longer than an address can be"
        case .invalidUTF8: "not valid UTF-8"
        case .notAnAddress: "not an IP address, network, AS number, domain name or URL"
        case .invalidIPv4: "an IPv4 address has four numbers from 0 to 255"
        case .ambiguousLeadingZero: "a leading zero may mean octal or decimal"
        case .invalidIPv6: "not a valid IPv6 address"
        case .zoneIdentifier: "an IPv6 zone identifier is meaningful on one host only"
        case .invalidPrefixLength: "prefix length out of range"
        case .invalidRange: "a range must start and end in one address family, lowest first"
        case .invalidASN: "an AS number lies between 1 and 4294967294"
        case .singleLabel: "a name of one label is not an Internet domain name"
        case .ipLookingName: "a name that ends in a number is not a domain name"
        case .emptyLabel: "a label of the name is empty"
        case .labelTooLong: "a label is longer than 63 bytes"
        case .nameTooLong: "the name is longer than 253 bytes"
        case .forbiddenCharacter: "a character that cannot stand here"
        case .invalidInternationalName: "not a valid internationalised domain name"
        case .invalidURL: "not a valid URL"
        case .unsupportedScheme: "only http, https, ftp, ws and wss URLs are addresses"
        case .invalidPort: "a port is a number from 0 to 65535"
        case .emailAddress: "an e-mail address, not an Internet address"
        case .wildcardInside: "a wildcard may stand only for the first labels"
        case .hashValue: "a file hash, not an address"
        case .fileName: "a file name, not an address"
        case .pathOnly: "a URL path without its host"
        }
    }
}
