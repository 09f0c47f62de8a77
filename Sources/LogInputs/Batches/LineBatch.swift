/// Whole lines from one place, and how to say that what came of them is safe.
public struct LineBatch: Sendable {
    /// How many bytes of a source are cut at once where there are enough, in bytes: 1 MiB. A longer line is a batch.
    public static let targetLength = 1 << 20
    /// Longest line of a file or the standard input in bytes: 16 MiB. Of a longer one only the beginning is handed out,
    /// as a line of its own, and the cut is counted.
    public static let maximumLineLength = 16 << 20

    /// Where reading goes on behind the batch; nil where nothing can be resumed: the standard input, datagrams, connections,
    /// and requests without a key. Store it in the same transaction as what came of the lines.
    public let position: ResumePosition?
    /// What to acknowledge once everything that came of the batch is stored.
    public let token: ResumeToken
    /// Where the lines come from.
    public let origin: LineOrigin
    /// The lines as they were received, each ended by a line feed; a carriage return before it stays.
    public let lines: [UInt8]
    /// How many lines.
    public let lineCount: Int

    /// What tells this batch from every other.
    public var id: BatchID { token.id }
}

/// Stands for a batch that is out: kept, without the lines, until the batch can be acknowledged.
public struct ResumeToken: Sendable, Hashable {
    /// The batch.
    public let id: BatchID
    /// The number of the input in the configuration.
    let input: Int
    /// Up to where its source is stored with it; nil where nothing is resumed.
    let place: FileRecord.Place?
}
