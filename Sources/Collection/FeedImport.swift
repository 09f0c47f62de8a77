internal import ByteStreams
public import Formats
public import Registry
public import Reports

/// Makes a registry hold what a source's files list: files → formats → snapshot → difference → store.
///
/// All files together are the source's snapshot. One file that is broken stops the import before the registry is touched.
public struct FeedImport {
    /// Where the reports go.
    public let store: any Store
    /// How the files are read.
    public let reader: FeedReader
    /// Turns the source's present settings, or the default ones of a new source, into those it is to have. They are
    /// stored together with what the source lists, or not at all.
    public var configure: (inout SourceSettings) -> Void = { _ in }
    /// How many rejects are kept with their text; all are counted.
    public var keptRejects = 20
    /// What is asked of every accepted address, to be counted; nothing is held back from the registry.
    public var check: AllowlistCheck?

    /// An import into `store` with `reader`.
    public init(into store: any Store, reading reader: FeedReader = FeedReader()) {
        self.store = store
        self.reader = reader
    }

    /// Reads `paths` and applies the difference.
    ///
    /// Bytes that the source gave the last time, read with the same options, are recognised by their digest: nothing is
    /// parsed and only the fetch is recorded.
    /// - Parameters:
    ///   - paths: the files in any order; `-` is standard input, which is always read.
    ///   - name: the name of the source; it is made with default settings when it is new.
    ///   - now: the moment of the import.
    /// - Returns: what was read and what changed.
    /// - Throws: ``ImportError``; the registry is then as before.
    public func run(
        _ paths: [String],
        source name: String,
        at now: Timestamp
    ) throws(ImportError) -> ImportReport {
        guard let report = try run(paths, source: name, at: now, ifApproved: { _ in true }) else {
            return ImportReport(counts: ReadCounts(), outcome: ImportOutcome())
        }
        return report
    }

    /// The same, if what was read is approved; otherwise the registry stays as it is.
    /// - Parameters:
    ///   - paths: the files.
    ///   - name: the name of the source.
    ///   - now: the moment of the import.
    ///   - isApproved: is given what reading the files came to, before anything of it is stored; is not asked when the
    ///     bytes are those of the last import.
    /// - Returns: nil when it was not approved.
    /// - Throws: ``ImportError``; the registry is then as before.
    public func run(
        _ paths: [String],
        source name: String,
        at now: Timestamp,
        ifApproved isApproved: ([FeedSummary]) -> Bool
    ) throws(ImportError) -> ImportReport? {
        let known = try ImportError.converting { () throws(StoreError) in try store.source(named: name) }
        do throws(ImportError) {
            let digest = ContentReading(options: optionsText).digest(of: paths)
            if let known, let digest, digest == known.digest, let counts = known.lastRead {
                try ImportError.converting { () throws(StoreError) in
                    try store.configure(settings(named: name, known: known), at: now)
                    try store.recordUnchangedFetch(of: known.id, at: now)
                }
                let outcome = ImportOutcome(unchanged: known.listedCount)
                return ImportReport(counts: counts, outcome: outcome, isSameContent: true)
            }
            return try readAndApply(
                paths,
                settings: settings(named: name, known: known),
                digest: digest,
                at: now,
                ifApproved: isApproved
            )
        } catch {
            if let known { try? store.recordFailedFetch(of: known.id, at: now) }
            throw error
        }
    }

    private func readAndApply(
        _ paths: [String],
        settings: SourceSettings,
        digest: ContentDigest?,
        at now: Timestamp,
        ifApproved isApproved: ([FeedSummary]) -> Bool
    ) throws(ImportError) -> ImportReport? {
        var sink = SnapshotSink(keptRejects: keptRejects, check: check)
        var summaries: [FeedSummary] = []
        for path in paths {
            summaries += try ImportError.converting { () throws(FeedError) in
                try reader.read(ByteInput(path: path), into: &sink)
            }
            if let failure = sink.tooLarge { throw ImportError(failure, file: path) }
        }
        guard isApproved(summaries) else { return nil }
        let counts = ReadCounts(summaries)
        let rejects = sink.rejects
        let outcomes = sink.outcomes
        let snapshot = sink.finish()
        let outcome = try ImportError.converting { () throws(StoreError) in
            try store.apply(snapshot, settings: settings, at: now, digest: digest, read: counts)
        }
        return ImportReport(
            counts: counts,
            outcome: outcome,
            files: summaries,
            rejects: rejects,
            outcomes: outcomes
        )
    }

    private func settings(named name: String, known: Source?) -> SourceSettings {
        var settings = known?.settings ?? SourceSettings(name: name)
        configure(&settings)
        return settings
    }

    /// Whatever changes the reports that the same bytes give.
    private var optionsText: String {
        let columns = reader.mapping.columns.map { "\($0.key.rawValue)=\($0.value)" }.sorted()
        return "\(ImportReport.readingVersion) \(reader.format?.rawValue ?? "detected") \(columns)"
    }
}
