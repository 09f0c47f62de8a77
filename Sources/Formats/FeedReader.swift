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

    /// A reader of one format, or of any.
    public init(format: FeedFormat? = nil, mapping: FieldMapping = FieldMapping()) {
        self.format = format
        self.mapping = mapping
    }

    /// Reads a file, or all regular files of an archive.
    ///
    /// A line that cannot be read is a reject. A file that cannot be read is an error, and what the sink took of it is
    /// to be dropped. A member of an archive that is no feed is left out and named in the summaries, unless none is.
    /// - Parameters:
    ///   - input: the file.
    ///   - sink: what takes reports and rejects.
    /// - Returns: a summary for the file or for each member of the archive, in order.
    /// - Throws: ``FeedError``, with file and offset.
    public func read(_ input: ByteInput, into sink: inout some FeedSink) throws(FeedError) -> [FeedSummary] {
        let box = SinkBox(consume sink)
        let result: Result<[FeedSummary], FeedError>
        do throws(FeedError) { result = .success(try readMembers(of: input, into: box)) } catch {
            result = .failure(error)
        }
        sink = box.sink
        return try result.get()
    }

    private func readMembers(of input: ByteInput, into receiver: any FeedReceiver) throws(FeedError)
        -> [FeedSummary]
    {
        var summaries: [FeedSummary] = []
        var unrecognised: FeedError?
        let stream = try FeedError.converting { () throws(ByteStreamError) in try ByteStream(input, as: .text)
        }
        while try FeedError.converting({ () throws(ByteStreamError) in try stream.nextMember() }) {
            let head = try FeedError.converting { () throws(ByteStreamError) in
                try stream.peek(FeedSample.length)
            }
            do throws(FeedError) {
                if FeedSample(head).isBinary { throw FeedError.binary(stream.name) }
                let format: FeedFormat
                if let named = self.format {
                    format = named
                } else {
                    format = try FeedFormat.detect(head, name: stream.name)
                }
                let member = MemberReader(stream, head: head, format: format, reader: self)
                summaries.append(try member.read(into: receiver))
            } catch {
                guard stream.isArchive, error.code == .unrecognisedFormat || error.code == .binary else {
                    throw error
                }
                unrecognised = unrecognised ?? error
                summaries.append(FeedSummary(name: stream.name, format: nil))
            }
        }
        if summaries.isEmpty {
            throw FeedError(.unrecognisedFormat, file: input.name, detail: "an archive without files in it")
        }
        if let unrecognised, summaries.allSatisfy({ $0.format == nil }) { throw unrecognised }
        return summaries
    }
}
