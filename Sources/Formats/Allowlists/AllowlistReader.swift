public import Allowlists
public import ByteStreams
import Addresses
public import Reports

/// Reads lists of what should not be blocked into an allowlist.
public struct AllowlistReader: Sendable {
    /// Up to which rank a popularity list is read.
    public static let defaultMaximumRank = 100_000
    /// Up to which rank popularity reaches over the names below a registrable domain.
    public static let defaultMaximumReachingRank = 10_000

    /// Who answers for the entries; nil leaves it to the format.
    public var owner: String?
    /// How entries are taken, whatever the list; nil as each list deserves, see `docs/decisions/0006-allowlists.md`.
    public var treatment: ListTreatment?
    /// Whom the entries hold for.
    public var scope = EntryScope.everyone
    /// When they end.
    public var expiry: Timestamp?
    /// Up to which rank popularity lists are read.
    public var maximumRank = AllowlistReader.defaultMaximumRank
    /// Up to which rank popularity reaches over the names below a registrable domain.
    public var maximumReachingRank = AllowlistReader.defaultMaximumReachingRank

    /// A reader with the defaults.
    public init() {}

    /// Reads a file, or all lists in an archive.
    ///
    /// An entry that cannot be read is counted. A file that cannot be read is an error, and what the builder took of it is
    /// to be dropped. A member of an archive that is no list is named in the summaries and left out.
    /// - Parameters:
    ///   - input: the file.
    ///   - builder: what takes the entries.
    /// - Returns: a summary for the file or for each member of the archive, in order.
    /// - Throws: ``FeedError``, with file and offset.
    public func read(
        _ input: ByteInput,
        into builder: inout some EntrySink
    ) throws(FeedError) -> [AllowlistSummary] {
        let stream = try FeedError.converting { () throws(ByteStreamError) in try ByteStream(input, as: .text)
        }
        var summaries: [AllowlistSummary] = []
        while try FeedError.converting({ () throws(ByteStreamError) in try stream.nextMember() }) {
            do throws(FeedError) {
                summaries.append(try readMember(of: stream, into: &builder))
            } catch {
                guard stream.isArchive, error.isOfNoFeed else {
                    throw error
                }
                summaries.append(AllowlistSummary(file: stream.name, format: nil, list: ""))
            }
        }
        return summaries
    }

    private func readMember(
        of stream: ByteStream,
        into builder: inout some EntrySink
    ) throws(FeedError) -> AllowlistSummary {
        let head = try FeedError.converting { () throws(ByteStreamError) in try stream.peek(FeedSample.length)
        }
        let sample = FeedSample(head)
        if sample.isBinary { throw FeedError.binary(stream.name) }
        if let list = try Warninglist(stream, sample: sample) { return list.add(to: &builder, by: self) }
        if SuffixListFile.isOne(sample) { return try SuffixListFile(stream).add(to: &builder) }
        if let list = PopularityFile(stream, sample: sample) { return try list.add(to: &builder, by: self) }
        let format = try FeedFormat.detect(head, name: stream.name)
        if stream.isArchive, format == .prose || format == .json {
            throw FeedError(.unrecognisedFormat, file: stream.name, detail: "no list")
        }
        return try readFeed(stream, head: head, format: format, into: &builder)
    }

    private func readFeed(
        _ stream: ByteStream,
        head: [UInt8],
        format: FeedFormat,
        into builder: inout some EntrySink
    ) throws(FeedError) -> AllowlistSummary {
        let name = Self.listName(of: stream.name)
        var summary = AllowlistSummary(file: stream.name, format: .feed, list: name)
        let treatment = treatment ?? ListTreatment(.neverBlock, reach: .everything)
        summary.treatment = treatment
        let box = SinkBox(AllowlistSink(reach: treatment.reach ?? .everything, summary: summary))
        let member = MemberReader(
            stream,
            head: head,
            format: format,
            reader: FeedReader(),
            index: MISPFeedIndex()
        )
        _ = try member.read(into: box)
        let terms = terms(treatment, list: name, owner: nil, reason: "on the list \(name)")
        builder.add(box.sink.rules, terms: terms)
        return box.sink.summary
    }

    /// The terms of a list's entries.
    func terms(
        _ treatment: ListTreatment,
        list: String,
        owner: String?,
        reason: String
    ) -> EntryTerms {
        EntryTerms(
            treatment.kind,
            label: treatment.label,
            list: FieldText.cut(list, limit: EntryTerms.maximumTextLength),
            owner: self.owner ?? owner ?? list,
            reason: FieldText.cut(reason, limit: EntryTerms.maximumTextLength),
            scope: scope,
            expiry: expiry
        )
    }

    /// The short name of a list: its folder for `lists/NAME/list.json`, else the file's name without its endings.
    static func listName(of file: String) -> String {
        let parts = file.split { $0 == "/" || $0 == "!" }
        if let last = parts.last, last.hasPrefix("list."), parts.count > 1 {
            return String(parts[parts.count - 2])
        }
        return String((parts.last ?? "list").split(separator: ".").first ?? "list")
    }
}

/// Gathers the addresses of a feed as rules.
private struct AllowlistSink: FeedSink {
    let reach: Reach
    var rules: [AllowlistRule] = []
    var summary: AllowlistSummary

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        summary.accepted += 1
        rules.append(.address(address, reach))
    }

    mutating func reject(_ reject: Reject) {
        summary.add(reject)
    }
}
