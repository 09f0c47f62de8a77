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
