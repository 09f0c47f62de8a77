import ByteStreams
import Reports

/// Reads the current member of a stream in one format.
struct MemberReader {
    private let stream: ByteStream
    private let sample: FeedSample
    private let format: FeedFormat
    private let reader: FeedReader
    private let index: MISPFeedIndex

    /// A reader of the stream's current member; `index` is what the members of one MISP feed have in common.
    init(_ stream: ByteStream, head: [UInt8], format: FeedFormat, reader: FeedReader, index: MISPFeedIndex) {
        self.stream = stream
        sample = FeedSample(head)
        self.format = format
        self.reader = reader
        self.index = index
    }

    func read(into receiver: any FeedReceiver) throws(FeedError) -> FeedSummary {
        let output = FeedOutput(receiver, name: stream.name, format: format)
        switch format {
        case .plain: try readLines(PlainFormat(), output)
        case .hosts: try readLines(HostsFormat(), output)
        case .adblock: try readLines(AdblockFormat(), output)
        case .dnsmasq: try readLines(DnsmasqFormat(), output)
        case .unbound: try readLines(UnboundFormat(), output)
        case .wildcard: try readLines(WildcardFormat(), output)
        case .rpz: try readLines(RPZFormat(), output)
        case .rbldnsd: try readLines(RBLDNSDFormat(), output)
        case .zeekIntel: try readLines(ZeekIntelFormat(), output)
        case .maltrail: try readLines(MaltrailFormat(), output)
        case .prose: try readLines(ProseFormat(), output)
        case .suricataDataset: try readLines(SuricataDatasetFormat(), output)
        case .suricataIPRep: try readLines(SuricataIPRepFormat(), output)
        case .jsonLines:
            let records = RecordsFormat(mapping: reader.mapping, requiresRecords: false)
            try readLines(JSONLineWalker(records), output)
        case .json: try readDocument(RecordsFormat(mapping: reader.mapping, requiresRecords: true), output)
        case .stix: try readJSON(STIXFormat(), output)
        case .misp: try readJSON(MISPFormat(index: index), output)
        case .n6: try readJSON(N6Format(), output)
        case .idea: try readJSON(IDEAFormat(), output)
        case .csv, .tsv, .semicolon, .pipe, .mispCSV, .shadowserver: try readTable(output)
        case .stix1, .openIOC, .cleanMX, .html: try readMarkup(output)
        case .intelMQ, .spamhausDROP, .urlhaus, .threatFox, .feodo, .sslbl, .malwareBazaar, .abuseIPDB,
            .dshield,
            .blocklistDE, .otx, .phishTank, .openPhish:
            try readFeed(output)
        }
        try checkThatSomethingReads(output)
        return output.summary
    }

    private func readLines(_ format: some LineFormat, _ output: FeedOutput) throws(FeedError) {
        var format = format
        var isInComment = false
        let lines = LineReader(stream, maximumLineLength: FeedReader.maximumLineLength, longLines: .cut)
        while let line = try FeedError.converting({ () throws(ByteStreamError) in try lines.next() }) {
            output.begin(line: line.number, offset: line.offset)
            if line.number == 1, LeadingComment.begins(line.bytes.span) { isInComment = true }
            if isInComment {
                isInComment = !LeadingComment.ends(line.bytes.span)
                output.skip()
            } else if line.isCut {
                output.reject(.lineTooLong, line.bytes.span)
            } else {
                format.read(line.bytes.span, into: output)
            }
        }
        try format.finish(into: output)
    }

    /// JSON line by line where each line is a document, so that a broken line is a reject.
    private func readJSON(_ format: some JSONFormat, _ output: FeedOutput) throws(FeedError) {
        guard JSONShape(sample).isLines else { return try readDocument(format, output) }
        try readLines(JSONLineWalker(format), output)
    }

    private func readDocument(_ format: some JSONFormat, _ output: FeedOutput) throws(FeedError) {
        let input = JSONInput(stream, maximumValueLength: reader.largestWholeValue)
        var walker = JSONWalker(format, input, into: output)
        try walker.walk()
    }

    /// A format that a person named and that reads nothing is the wrong one.
    private func checkThatSomethingReads(_ output: FeedOutput) throws(FeedError) {
        let summary = output.summary
        guard reader.format != nil, summary.accepted == 0, summary.rejected > 0, !output.hasLeftOut else {
            return
        }
        let reasons = summary.rejectedByReason.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
        let most = reasons.first?.key.label ?? ""
        throw FeedError(
            .nothingReads,
            file: stream.name,
            offset: output.firstRejectOffset ?? 0,
            detail: "none of \(summary.rejected) entries reads as \(format.rawValue) (mostly \(most)); "
                + "leave --format out or name another (marsad import --help lists them)"
        )
    }
}

/// Tables.
extension MemberReader {
    private func readTable(_ output: FeedOutput) throws(FeedError) {
        let delimiter = format.delimiter ?? UInt8(ascii: ",")
        let table = TableSample(sample, delimiter: delimiter)
        switch format {
        case .mispCSV: try readLines(DelimitedFormat(delimiter: delimiter, MISPCSVRows(table)), output)
        case .shadowserver:
            try readTable(table, delimiter, ShadowserverReport.profile(stream.name, table), output)
        default: try readTable(table, delimiter, RecordProfile(), output)
        }
    }

    private func readTable(
        _ table: TableSample,
        _ delimiter: UInt8,
        _ profile: RecordProfile,
        _ output: FeedOutput
    ) throws(FeedError) {
        let plan = ColumnPlan(table, mapping: reader.mapping, profile: profile)
        if let column = plan.missingColumn(of: reader.mapping), !sample.lines.isEmpty {
            let names =
                plan.names.isEmpty
                ? "they have no names, use numbers from 1" : plan.names.joined(separator: ", ")
            throw FeedError(
                .unknownColumn,
                file: stream.name,
                detail: "no column “\(column)” in this table; its columns: \(names)"
            )
        }
        try readLines(DelimitedFormat(delimiter: delimiter, TableRows(plan: plan, profile: profile)), output)
    }
}

/// Feeds of records with known fields.
extension MemberReader {
    private func readFeed(_ output: FeedOutput) throws(FeedError) {
        guard let feed = RecordFeed.feed(format) else { return }
        var profile = feed.profile
        if format == .blocklistDE { profile.claim.category = BlocklistDE.category(ofList: stream.name) }
        if JSONOutline(sample).isJSON {
            let requiresRecords = !JSONShape(sample).isLines
            return try readJSON(
                RecordsFormat(mapping: reader.mapping, profile: profile, requiresRecords: requiresRecords),
                output
            )
        }
        if let (delimiter, table) = TableEvidence.table(of: feed, sample) {
            return try readTable(table, delimiter, profile, output)
        }
        if format == .dshield {
            try readLines(DShieldFormat(claim: profile.claim), output)
        } else {
            try readLines(PlainFormat(claim: profile.claim), output)
        }
    }
}

/// XML and HTML.
extension MemberReader {
    private func readMarkup(_ output: FeedOutput) throws(FeedError) {
        switch format {
        case .openIOC: try MarkupReader(stream, as: .xml, for: OpenIOCReader(output)).read()
        case .stix1:
            let reader = STIX1Reader(output)
            try MarkupReader(stream, as: .xml, for: reader).read()
            reader.finish()
        case .cleanMX:
            guard let feed = RecordFeed.feed(.cleanMX) else { return }
            let reader = RecordMarkupReader(output, feed: feed, recordName: "entry")
            try MarkupReader(stream, as: .xml, for: reader).read()
        default:
            let reader = HTMLTableReader(output, mapping: self.reader.mapping)
            try MarkupReader(stream, as: .html, for: reader).read()
            guard !reader.hasAddresses else { return }
            throw FeedError(
                .nothingReads,
                file: stream.name,
                detail: "no table of addresses in this page; name another format with --format"
            )
        }
    }
}
