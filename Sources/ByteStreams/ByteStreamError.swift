/// Why the bytes of an input cannot be had: which file, where, what is wrong and how to mend it.
public struct ByteStreamError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case missing = "missing"
        case directory = "directory"
        case unreadable = "unreadable"
        case truncated = "truncated"
        case damaged = "damaged"
        case lineTooLong = "line-too-long"
        case tooLarge = "too-large"
        case unsupportedText = "unsupported-text"
    }

    /// What is wrong.
    public let code: Code
    /// The input as the caller named it, followed by `!` and the path within for a member of an archive.
    public let file: String
    /// Byte offset in what the file or member yields, that is after decompression, 0-based.
    public let offset: Int64
    /// What is wrong in words, and how to mend it.
    public let detail: String

    /// An error at byte `offset` of `file`.
    public init(_ code: Code, file: String, offset: Int64 = 0, detail: String) {
        self.code = code
        self.file = file
        self.offset = offset
        self.detail = detail
    }
}

extension ByteStreamError: CustomStringConvertible {
    /// One line for a person: file, byte, what is wrong, how to mend it.
    public var description: String {
        offset > 0 ? "\(file): byte \(offset): \(detail)" : "\(file): \(detail)"
    }
}

/// A failure below the stream, which adds file and offset.
struct SourceFailure: Error {
    let code: ByteStreamError.Code
    let detail: String

    init(_ code: ByteStreamError.Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
