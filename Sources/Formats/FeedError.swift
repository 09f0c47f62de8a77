public import ByteStreams

/// Why a whole file is no feed: which file, where, what is wrong and how to mend it.
public struct FeedError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case unreadable = "unreadable"
        case unrecognisedFormat = "unrecognised-format"
        case binary = "binary"
        case malformedJSON = "malformed-json"
        case malformedMarkup = "malformed-markup"
        case notAFeed = "not-a-feed"
        case nothingReads = "nothing-reads"
        case unknownColumn = "unknown-column"
        case tooLarge = "too-large"
    }

    /// What is wrong.
    public let code: Code
    /// The file as named by the caller, followed by `!` and the path within for a member of an archive.
    public let file: String
    /// Byte offset in the decompressed file or member, 0-based.
    public let offset: Int64
    /// What is wrong in words, and how to mend it.
    public let detail: String
    /// The error of the bytes below, when ``code`` is ``Code/unreadable``.
    public let underlying: ByteStreamError?

    init(_ code: Code, file: String, offset: Int64 = 0, detail: String) {
        self.code = code
        self.file = file
        self.offset = offset
        self.detail = detail
        underlying = nil
    }

    init(_ error: ByteStreamError) {
        code = .unreadable
        file = error.file
        offset = error.offset
        detail = error.detail
        underlying = error
    }

    /// The value of `body`, with its error as an error of the feed.
    static func converting<Value>(_ body: () throws(ByteStreamError) -> Value) throws(FeedError) -> Value {
        do throws(ByteStreamError) { return try body() } catch { throw FeedError(error) }
    }
}

extension FeedError: CustomStringConvertible {
    /// One line for a person: file, byte, what is wrong, how to mend it.
    public var description: String {
        offset > 0 ? "\(file): byte \(offset): \(detail)" : "\(file): \(detail)"
    }
}
