import ByteStreams

extension FeedFormat {
    /// The format of a file by its first bytes.
    ///
    /// Content decides; the name is asked only between tables and JSON that look alike. An empty file and one of
    /// comments alone are plain lists without reports.
    /// - Parameters:
    ///   - head: the first 64 KiB of the file after decompression, or all of it.
    ///   - name: the file's name.
    /// - Returns: the format.
    /// - Throws: ``FeedError/Code/unrecognisedFormat`` when nothing fits, ``FeedError/Code/binary`` for what is no text.
    public static func detect(_ head: [UInt8], name: String = "") throws(FeedError) -> FeedFormat {
        let sample = FeedSample(marked: head)
        guard !sample.isBinary else { throw FeedError.binary(name) }
        let outline = JSONOutline(sample)
        if let foreign = ForeignFormat(sample, outline) { throw foreign.error(name) }
        if outline.isJSON { return JSONShape(sample).format(outline) }
        if let markup = MarkupShape(sample).format { return markup }
        let evidence = ListEvidence(sample)
        if let format = evidence.format { return format }
        if let table = TableEvidence(sample).format { return table.named(in: sample) }
        if let format = evidence.listFormat { return format }
        throw FeedError(
            .unrecognisedFormat,
            file: name,
            detail: "unrecognised format: no addresses found in a known shape; \(advice)"
        )
    }

    /// The feed whose columns a table has; else the table.
    private func named(in sample: FeedSample) -> FeedFormat {
        guard let delimiter else { return self }
        let table = TableSample(sample, delimiter: delimiter)
        let names = Set(table.squeezedNames)
        if self == .csv {
            if MISPCSVRows.marks.allSatisfy(names.contains) { return .mispCSV }
            if ShadowserverReport.isReport(table.columnNames) { return .shadowserver }
            if !table.rows.isEmpty, table.rows.allSatisfy({ SuricataIPRepFormat.isEntry($0.values) }) {
                return .suricataIPRep
            }
        }
        return RecordFeed.feed(named: names)?.format ?? self
    }
}

extension FeedError {
    static func binary(_ name: String) -> FeedError {
        FeedError(.binary, file: name, detail: "is not a text file; feeds are text, compressed or not")
    }
}
