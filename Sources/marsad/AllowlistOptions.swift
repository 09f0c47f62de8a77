import Allowlists
import ArgumentParser
import Formats

/// Which allowlists are asked, common to the commands that ask them.
struct AllowlistOptions: ParsableArguments {
    @OptionGroup var dataOptions: DataOptions

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help:
            "Files or folders of lists beside the built-in ones: MISP warninglists, popularity lists, feeds."
    )
    var list: [String] = []

    @Option(
        name: .customLong("as"),
        help: "Take all entries of --list as never-block, inform-only, ask-first, label or released."
    )
    var kind: String?

    @Option(name: .customLong("maximum-rank"), help: "Up to which rank popularity lists count.")
    var maximumRank = AllowlistReader.defaultMaximumRank

    @Option(name: .long, help: "The code of the member who will receive what is decided.")
    var member: String?

    func validate() throws {
        try EntryKind.validate(kind)
    }

    /// Gathers the lists; says on standard error what each file came to.
    func allowlist() throws -> AskedAllowlist {
        var reader = AllowlistReader()
        reader.maximumRank = maximumRank
        if let kind = kind.flatMap({ EntryKind(name: $0) }) {
            reader.treatment = ListTreatment(kind, reach: .everything)
        }
        let store = try dataOptions.openStoreIfThere()
        return try AskedAllowlist(of: store, for: member) { builder throws(FeedError) in
            for path in list {
                for summary in try reader.read(path: path, into: &builder) {
                    StandardError.print(summary.text)
                }
            }
        }
    }
}

extension EntryKind {
    /// Refuses a word that is no kind.
    static func validate(_ word: String?) throws {
        guard let word, EntryKind(name: word) == nil else { return }
        let names = allCases.map(\.name).joined(separator: ", ")
        throw ValidationError("There is no kind '\(word)'; the kinds are \(names).")
    }
}

extension AllowlistSummary {
    /// One line for a person: what was taken, what was not and why.
    var text: String {
        guard let format else { return "\(file): no list, left out" }
        var text = "\(file): \(format.rawValue), \(accepted) entries"
        if let treatment {
            text += " taken as \(treatment.kind.name)"
            if let label = treatment.label { text += " (\(label.name))" }
        }
        guard rejected > 0 else { return text }
        let reasons = rejectedByReason.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
        text += ", left \(reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", "))"
        if let first = rejects.first { text += ", first: line \(first.line) “\(first.excerpt)”" }
        return text
    }
}
