public import Addresses
public import Reports

/// What takes the reports of a feed as they are read.
///
/// When reading ends with an error, what was taken before is to be dropped: a broken file is not half a file.
public protocol FeedSink {
    /// Takes one report.
    mutating func accept(_ address: Address, claim: Claim, line: Int)
    /// Takes what could not be read.
    mutating func reject(_ reject: Reject)
}

/// A piece of a feed that is no report, and why.
public struct Reject: Hashable, Sendable {
    /// Longest ``excerpt`` in bytes of UTF-8.
    public static let maximumExcerptLength = 80

    /// The file as named by the caller, followed by `!` and the path within for a member of an archive.
    public let file: String
    /// 1-based line in the file or archive member.
    public let line: Int
    /// Byte offset of the piece in the decompressed file or member, 0-based.
    public let offset: Int64
    /// Why.
    public let reason: RejectReason
    /// The piece or its beginning, printable.
    public let excerpt: String
}

/// Why a piece of a feed is no report: a stable label for counters and scripts.
public struct RejectReason: Hashable, Sendable {
    /// The label, for example `invalid-ipv4` or `missing-field`.
    public let label: String

    init(label: String) {
        self.label = label
    }

    /// The reason for which a text is not an address.
    public init(_ reason: AddressError.Reason) {
        label = reason.rawValue
    }

    /// A row or record without a value where the address should be.
    public static let missingField = RejectReason(label: "missing-field")
    /// A line of JSON Lines that is not JSON.
    public static let malformedJSON = RejectReason(label: "malformed-json")
    /// An AdBlock rule that hides parts of pages.
    public static let cosmeticRule = RejectReason(label: "cosmetic-rule")
    /// A filter rule for parts of URLs or by regular expression, which names no address.
    public static let patternRule = RejectReason(label: "pattern-rule")
    /// A line longer than ``FeedReader/maximumLineLength``.
    public static let lineTooLong = RejectReason(label: "line-too-long")
    /// A quoted value that does not end.
    public static let unterminatedQuote = RejectReason(label: "unterminated-quote")
    /// A name that is pointed at a public address or server: configuration rather than a block.
    public static let redirectedName = RejectReason(label: "redirected-name")
    /// A resource record that is not one.
    public static let malformedRecord = RejectReason(label: "malformed-record")

    /// Whether the piece is a good indicator of another kind: a hash, a path, an e-mail address.
    var isOtherIndicator: Bool {
        Self.otherIndicators.contains(self)
    }

    private static let otherIndicators: Set<RejectReason> = [
        RejectReason(.hashValue), RejectReason(.emailAddress), RejectReason(.fileName),
        RejectReason(.pathOnly),
        cosmeticRule, patternRule, redirectedName,
    ]
}

extension RejectReason: CustomStringConvertible {
    /// The label.
    public var description: String { label }
}
