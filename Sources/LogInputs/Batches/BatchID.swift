/// What tells a batch from every other: the source and the bytes of it that the batch's lines were cut from.
///
/// A file's batch that is handed out again after a crash has the same identity and the same lines, as far as they still exist
/// (see docs/decisions/0009-inputs-exactly-once.md). The batches of one source never overlap and come in the order of their
/// bytes. Offsets count the bytes of the file, of what the archive or HTTP body unpacks to, or of what a connection's
/// frames held.
public struct BatchID: Sendable, Hashable {
    /// Where the bytes lie.
    public let source: SourceID
    /// Offset of the first byte, 0-based.
    public let start: Int64
    /// Offset behind the last byte.
    public let end: Int64

    /// Bytes `start..<end` of `source`.
    public init(source: SourceID, start: Int64, end: Int64) {
        self.source = source
        self.start = start
        self.end = end
    }
}

extension BatchID: LosslessStringConvertible {
    /// `source:start-end`, fit for a file name or a header field.
    public var description: String { "\(source):\(start)-\(end)" }

    /// Reads what ``description`` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let source = SourceID(String(parts[0])) else { return nil }
        let offsets = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard offsets.count == 2, let start = Int64(offsets[0]), let end = Int64(offsets[1]),
            start >= 0, end >= start
        else { return nil }
        self.init(source: source, start: start, end: end)
    }
}
