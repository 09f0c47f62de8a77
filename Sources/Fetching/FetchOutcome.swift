/// What came of asking for a feed.
public enum FetchOutcome: Hashable, Sendable {
    /// It is as it was: nothing needs to be read.
    case notModified
    /// It is there to be read.
    case fetched(FetchedFeed)
    /// It was not fetched.
    case failed(FetchFailure)
}

/// What tells whether a feed has changed since it was fetched. Kept by the caller and given back at the next fetch.
public struct FeedValidators: Hashable, Sendable, Codable {
    /// Longest validator that is kept, in bytes.
    public static let maximumLength = 1024

    /// `ETag` (RFC 9110 §8.8.3), as it came.
    public var entityTag: String?
    /// `Last-Modified` (RFC 9110 §8.8.2), as it came.
    public var lastModified: String?
    /// For files, folders and mail: what was there.
    public var stamp: String?

    /// Validators; none for a feed that was never fetched.
    public init(entityTag: String? = nil, lastModified: String? = nil, stamp: String? = nil) {
        self.entityTag = entityTag.flatMap(Self.kept)
        self.lastModified = lastModified.flatMap(Self.kept)
        self.stamp = stamp
    }

    private static func kept(_ text: String) -> String? {
        text.utf8.count <= maximumLength && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? text : nil
    }
}

/// A feed on this machine's disk, ready to be read.
public struct FetchedFeed: Hashable, Sendable {
    /// The file, or the folder of files that make the feed together.
    public let path: String
    /// Whether the reader is to remove it, with ``discard()``, when it has been read. Mirrors and the operator's own
    /// files stay.
    public let isPassing: Bool
    /// To be given back at the next fetch, once this one has been read.
    public let validators: FeedValidators
    /// `Content-Type` without its parameters, in small letters; nil for files.
    public var contentType: String?
    /// Bytes that came; of a mirror those that were new.
    public let byteCount: Int64
    /// Where it came from in the end, if redirects led elsewhere: the feed's setting may be mended.
    public var movedTo: String?

    init(path: String, isPassing: Bool, validators: FeedValidators, byteCount: Int64) {
        self.path = path
        self.isPassing = isPassing
        self.validators = validators
        self.byteCount = byteCount
    }

    /// Removes a passing feed from the spool; nothing happens to others.
    public func discard() {
        if isPassing { SpoolFolder.remove(path) }
    }
}
