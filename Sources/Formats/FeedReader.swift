public import ByteStreams
import Reports

/// Reads feeds of all formats into a sink.
public struct FeedReader: Sendable {
    /// Longest line in bytes; a longer one is a reject.
    public static let maximumLineLength = LineReader.maximumFeedLineLength

    /// The format; nil to tell it by content, for each member of an archive on its own.
    public var format: FeedFormat?
    /// Which columns or keys hold what, where names do not tell.
    public var mapping: FieldMapping

    /// Largest JSON value that is read whole, in bytes; a larger one is opened and read piece by piece, so that memory
    /// stays bounded by this and not by the file. 16 MiB unless set.
    public var largestWholeValue = 16 << 20

    /// A reader of one format, or of any.
    public init(format: FeedFormat? = nil, mapping: FieldMapping = FieldMapping()) {
        self.format = format
        self.mapping = mapping
    }

    /// Reads a file, all regular files of an archive, or all files of a folder.
    ///
    /// A line that cannot be read is a reject. A file that cannot be read is an error, and what the sink took of it is
    /// to be dropped. A member of an archive or folder that is no feed is left out and named in the summaries, unless
    /// none is. Events that the manifest of a MISP feed names and that are not there are rejects of the manifest.
    /// - Parameters:
    ///   - input: the file or folder.
    ///   - sink: what takes reports and rejects.
    /// - Returns: a summary for the file or for each member of the archive or folder, in order.
    /// - Throws: ``FeedError``, with file and offset.
    public func read(_ input: ByteInput, into sink: inout some FeedSink) throws(FeedError) -> [FeedSummary] {
        let box = SinkBox(consume sink)
        let result: Result<[FeedSummary], FeedError>
        do throws(FeedError) {
            var reading = InputReading(self, into: box)
            try reading.read(input)
            result = .success(try reading.finish())
        } catch {
            result = .failure(error)
        }
        sink = box.sink
        return try result.get()
    }
}
