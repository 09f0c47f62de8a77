internal import Allowlists
internal import ByteStreams
public import Formats
public import Registry
public import Reports

/// Makes a registry hold what files of lists say, each list under its own name: all of the files or none.
///
/// A list that the registry has already is replaced as a whole. A list of which nothing could be used leaves what was there.
public struct AllowlistImport {
    /// Where the lists go.
    public let store: any AllowStore
    /// How they are read.
    public let reader: AllowlistReader
    /// The name of the list, instead of its own; only where the files are one list.
    public var name: String?

    /// An import into `store` with `reader`.
    public init(into store: any AllowStore, reading reader: AllowlistReader = AllowlistReader()) {
        self.store = store
        self.reader = reader
    }

    /// Reads `paths` and replaces their lists.
    /// - Parameters:
    ///   - paths: files or folders of lists; `-` is standard input.
    ///   - actor: who imports them.
    ///   - now: the moment of the import.
    /// - Returns: what was read and what changed.
    /// - Throws: ``ImportError``; the registry is then as before.
    public func run(
        _ paths: [String],
        by actor: Actor,
        at now: Timestamp
    ) throws(ImportError) -> AllowlistImportReport {
        var sink = ListSink()
        var summaries: [AllowlistSummary] = []
        for path in paths {
            summaries += try ImportError.converting { () throws(FeedError) in
                try reader.read(path: path, into: &sink)
            }
            if let fault = sink.fault { throw ImportError(unusable: path, fault) }
        }
        var drafts = sink.drafts
        guard !drafts.isEmpty else {
            throw ImportError(unusable: paths.joined(separator: ", "), Self.explanation(of: summaries))
        }
        if let name {
            guard drafts.count == 1 else {
                throw ImportError(
                    unusable: name,
                    "one name for \(drafts.count) lists; import them one by one"
                )
            }
            drafts[0].terms.list = name
        }
        let replacements = try ImportError.converting { () throws(StoreError) in
            try store.replaceAllowlists(drafts, by: actor, at: now)
        }
        return AllowlistImportReport(summaries: summaries, replacements: replacements)
    }

    /// Why nothing came of the lists.
    private static func explanation(of summaries: [AllowlistSummary]) -> String {
        var reasons: [RejectReason: Int] = [:]
        for summary in summaries { reasons.merge(summary.rejectedByReason, uniquingKeysWith: +) }
        let counts = reasons.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
            .map { "\($0.value) \($0.key)" }
        let detail = counts.isEmpty ? "there are none" : counts.joined(separator: ", ")
        return "no entry could be used (\(detail)); what the registry holds stays"
    }
}

/// What an import of allowlists read and what it changed.
public struct AllowlistImportReport: Sendable {
    /// What reading each list came to, in order.
    public let summaries: [AllowlistSummary]
    /// What became of each list that had entries.
    public let replacements: [AllowlistReplacement]
}

/// Gathers lists as they are to be kept.
private struct ListSink: EntrySink {
    private(set) var drafts: [AllowlistDraft] = []
    /// Why what was read cannot be kept.
    private(set) var fault: String?

    mutating func add(_ rules: some Sequence<AllowlistRule>, terms: EntryTerms) {
        let draft = AllowlistDraft(Array(rules), terms)
        if !draft.rules.isEmpty { drafts.append(draft) }
    }

    mutating func add(_ rules: some Sequence<SuffixRule>) {
        fault = "the public suffix list is taken from the system's package publicsuffix; leave it out"
    }
}
