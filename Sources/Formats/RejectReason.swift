public import Addresses

/// Why a piece of a feed is no report: a stable label for counters and scripts.
///
/// Some reasons say that the piece is faulty, others that it is fine and no address to report (``isLeftOut``).
public struct RejectReason: Hashable, Sendable {
    /// The label, for example `invalid-ipv4` or `missing-field`.
    public let label: String

    /// The reason with a label that was kept, for example in the registry.
    public init(label: String) {
        self.label = label
    }

    /// The reason for which a text is not an address.
    public init(_ reason: AddressError.Reason) {
        label = reason.rawValue
    }

    /// Whether the piece is as it should be and was left out for what it is: a hash, a comment, a withdrawn entry. A
    /// reason that is not so counts a fault of the feed.
    public var isLeftOut: Bool {
        Self.leftOut.contains(self)
    }
}

extension RejectReason: CustomStringConvertible {
    /// The label.
    public var description: String { label }
}

/// Faults.
extension RejectReason {
    /// A row or record without a value where the address should be.
    public static let missingField = RejectReason(label: "missing-field")
    /// A line of JSON Lines that is not JSON.
    public static let malformedJSON = RejectReason(label: "malformed-json")
    /// A line longer than ``FeedReader/maximumLineLength``.
    public static let lineTooLong = RejectReason(label: "line-too-long")
    /// A value longer than any that makes sense.
    public static let tooLong = RejectReason(AddressError.Reason.tooLong)
    /// A quoted value that does not end.
    public static let unterminatedQuote = RejectReason(label: "unterminated-quote")
    /// A resource record that is not one.
    public static let malformedRecord = RejectReason(label: "malformed-record")
    /// A STIX pattern that does not follow the grammar.
    public static let malformedPattern = RejectReason(label: "malformed-pattern")
    /// A value that should be in base64 and is not.
    public static let invalidBase64 = RejectReason(label: "invalid-base64")
    /// An event that the manifest of a MISP feed names and that is not there.
    public static let missingEvent = RejectReason(label: "missing-event")
}

/// What is left out for what it is.
extension RejectReason {
    /// The hash of a file or certificate.
    public static let hashValue = RejectReason(AddressError.Reason.hashValue)
    /// An e-mail address or another part of a message.
    public static let emailAddress = RejectReason(AddressError.Reason.emailAddress)
    /// The name or path of a file.
    public static let fileName = RejectReason(AddressError.Reason.fileName)
    /// The path of a URL without its host.
    public static let pathOnly = RejectReason(AddressError.Reason.pathOnly)
    /// The number of a vulnerability or weakness.
    public static let vulnerability = RejectReason(label: "vulnerability")
    /// An indicator of another kind: a mutex, a registry key, an app.
    public static let otherIndicator = RejectReason(label: "other-indicator")
    /// Words about an event and links to read more.
    public static let context = RejectReason(label: "context")
    /// An AdBlock rule that hides parts of pages.
    public static let cosmeticRule = RejectReason(label: "cosmetic-rule")
    /// A filter rule for parts of URLs or by regular expression, which names no address.
    public static let patternRule = RejectReason(label: "pattern-rule")
    /// A name that is pointed at a public address or server: configuration rather than a block.
    public static let redirectedName = RejectReason(label: "redirected-name")
    /// An indicator in another language than STIX patterns: YARA, Snort, Sigma.
    public static let foreignPattern = RejectReason(label: "foreign-pattern")
    /// An address that an indicator names to exclude it.
    public static let negatedAddress = RejectReason(label: "negated-address")
    /// A comparison with a set of addresses that no address, network or name stands for.
    public static let wildcardAddress = RejectReason(label: "wildcard-address")
    /// What its author has revoked, deleted or marked as no longer listed.
    public static let withdrawn = RejectReason(label: "withdrawn")
    /// What its author calls harmless.
    public static let benign = RejectReason(label: "benign")
    /// The address of a victim, not of an attacker.
    public static let victim = RejectReason(label: "victim")

    private static let leftOut: Set<RejectReason> = [
        hashValue, emailAddress, fileName, pathOnly, vulnerability, otherIndicator, context, cosmeticRule,
        patternRule, redirectedName, foreignPattern, negatedAddress, wildcardAddress, withdrawn, benign,
        victim, notAboutAddresses, beyondRank,
    ]
}
