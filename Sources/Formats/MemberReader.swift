import ByteStreams
import Reports

/// Reads the current member of a stream in one format.
struct MemberReader {
    private let stream: ByteStream
    private let sample: FeedSample
    private let format: FeedFormat
    private let reader: FeedReader

    init(_ stream: ByteStream, head: [UInt8], format: FeedFormat, reader: FeedReader) {
        self.stream = stream
        sample = FeedSample(head)
        self.format = format
        self.reader = reader
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
        case .csv, .tsv, .semicolon, .pipe: try readLines(table(), output)
        case .zeekIntel: try readLines(ZeekIntelFormat(), output)
        case .maltrail: try readLines(MaltrailFormat(), output)
        case .jsonLines:
            let records = RecordsFormat(mapping: reader.mapping, requiresRecords: false)
            try readLines(JSONLineWalker(records), output)
        case .prose: try readLines(ProseFormat(), output)
        case .json: try readJSON(RecordsFormat(mapping: reader.mapping, requiresRecords: true), output)
        }
        try checkThatSomethingReads(output)
        return output.summary
    }

    private func readLines(_ format: some LineFormat, _ output: FeedOutput) throws(FeedError) {
        var format = format
        let lines = LineReader(stream, maximumLineLength: FeedReader.maximumLineLength, longLines: .cut)
        while let line = try FeedError.converting({ () throws(ByteStreamError) in try lines.next() }) {
            output.begin(line: line.number, offset: line.offset)
            if line.isCut {
                output.reject(.lineTooLong, line.bytes.span)
            } else {
                format.read(line.bytes.span, into: output)
            }
        }
        try format.finish(into: output)
    }

    private func table() throws(FeedError) -> DelimitedFormat {
        let delimiter = format.delimiter ?? UInt8(ascii: ",")
        let plan = ColumnPlan(TableSample(sample, delimiter: delimiter), mapping: reader.mapping)
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
        return DelimitedFormat(delimiter: delimiter, plan: plan)
    }

    private func readJSON(_ format: some JSONFormat, _ output: FeedOutput) throws(FeedError) {
        var walker = JSONWalker(format, JSONInput(stream), into: output)
        try walker.walk()
    }

    /// A format that a person named and that reads nothing is the wrong one.
    private func checkThatSomethingReads(_ output: FeedOutput) throws(FeedError) {
        let summary = output.summary
        guard reader.format != nil, summary.accepted == 0, summary.rejected > 0, !output.hasLeftOut
        else {
            return
        }
        let reasons = summary.rejectedByReason.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
        let most = reasons.first?.key.label ?? ""
        throw FeedError(
            .nothingReads,
            file: stream.name,
            offset: output.firstRejectOffset ?? 0,
            detail: "none of \(summary.rejected) entries reads as \(format.rawValue) (mostly \(most)); "
                + "leave --format out or name another: \(FeedFormat.names)"
        )
    }
}
