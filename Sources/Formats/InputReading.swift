import ByteStreams

/// One reading of an input of one file or many.
struct InputReading {
    private let reader: FeedReader
    private let receiver: any FeedReceiver
    private let index = MISPFeedIndex()
    private var summaries: [FeedSummary] = []
    private var firstOmission: FeedError?
    /// The input's name, and whether it has members.
    private var name = ""
    private var hasMembers = false

    init(_ reader: FeedReader, into receiver: any FeedReceiver) {
        self.reader = reader
        self.receiver = receiver
    }

    /// Reads all that an input has.
    mutating func read(_ input: ByteInput) throws(FeedError) {
        name = input.name
        guard let path = input.path, let files = try FeedFolder.files(in: path) else {
            return try readMembers(of: input)
        }
        hasMembers = true
        for file in files { try readMembers(of: ByteInput(path: file)) }
    }

    /// What the reading came to.
    mutating func finish() throws(FeedError) -> [FeedSummary] {
        if summaries.isEmpty {
            throw FeedError(
                .unrecognisedFormat,
                file: name,
                detail: "has no files in it; name the folder or archive that has"
            )
        }
        if let firstOmission, summaries.allSatisfy({ $0.format == nil }) { throw firstOmission }
        if index.isManifestAlone, summaries.count == 1 {
            throw FeedError(
                .notAFeed,
                file: name,
                detail:
                    "no feed: this is the manifest of a MISP feed; name the folder or archive of its events"
            )
        }
        if let (manifest, rejects) = index.missing() { add(rejects, to: manifest) }
        return summaries
    }

    private mutating func add(_ rejects: [Reject], to manifest: String) {
        for position in summaries.indices where summaries[position].name == manifest {
            summaries[position].rejectedByReason[.missingEvent, default: 0] += rejects.count
        }
        for reject in rejects { receiver.reject(reject) }
    }

    private mutating func readMembers(of input: ByteInput) throws(FeedError) {
        let stream = try FeedError.converting { () throws(ByteStreamError) in try ByteStream(input, as: .text)
        }
        while try FeedError.converting({ () throws(ByteStreamError) in try stream.nextMember() }) {
            let head = try FeedError.converting { () throws(ByteStreamError) in
                try stream.peek(FeedSample.length)
            }
            do throws(FeedError) {
                let format = try format(of: head, stream)
                let member = MemberReader(stream, head: head, format: format, reader: reader, index: index)
                summaries.append(try member.read(into: receiver))
            } catch {
                guard hasMembers || stream.isArchive, let omission = omission(error, head, stream) else {
                    throw error
                }
                firstOmission = firstOmission ?? omission
                summaries.append(FeedSummary(name: stream.name, format: nil, omission: omission))
            }
        }
    }

    /// Why a member is left out rather than an error: it is no feed, by its content if a format was named for all.
    private func omission(_ error: FeedError, _ head: [UInt8], _ stream: ByteStream) -> FeedError? {
        if error.isOfNoFeed { return error }
        guard reader.format != nil, error.code == .nothingReads || error.code == .malformedJSON else {
            return nil
        }
        do throws(FeedError) {
            _ = try FeedFormat.detect(head, name: stream.name)
            return nil
        } catch { return error.isOfNoFeed ? error : nil }
    }

    private func format(of head: [UInt8], _ stream: ByteStream) throws(FeedError) -> FeedFormat {
        if FeedSample(head).isBinary { throw FeedError.binary(stream.name) }
        guard let named = reader.format else { return try FeedFormat.detect(head, name: stream.name) }
        if hasMembers || stream.isArchive {
            let sample = FeedSample(marked: head)
            if let foreign = ForeignFormat(sample, JSONOutline(sample)) { throw foreign.error(stream.name) }
        }
        return named
    }
}

extension FeedError {
    /// Whether a file is no feed at all, rather than a broken one.
    var isOfNoFeed: Bool {
        code == .unrecognisedFormat || code == .binary || code == .notAFeed
    }
}
