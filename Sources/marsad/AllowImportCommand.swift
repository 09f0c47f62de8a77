import Allowlists
import ArgumentParser
import Collection
import Formats
import JSONOutput
import Registry
import Reports
import SQLiteRegistry

/// `marsad allow import`: lists into the registry.
struct AllowImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import lists into the registry.",
        discussion: """
            MISP warninglists (their folder too), popularity lists (rank,name), or any feed, each under its own name. A \
            list that is there already is replaced as a whole; other lists stay. A file that is broken stops the import \
            and leaves all lists as they were. A list of which nothing can be used replaces nothing.

            Example:
              marsad allow import misp-warninglists tranco.csv
              marsad allow import partners.txt --as inform-only --owner sa --for sa --days 90
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "Files or folders, plain or compressed; - for standard input.")
    var files: [String]

    @Option(
        name: .customLong("as"),
        help: "Take all entries as never-block, inform-only, ask-first, label or released."
    )
    var kind: String?

    @Option(name: .long, help: "The name of the list, when the files are one.")
    var name: String?

    @Option(name: .customLong("maximum-rank"), help: "Up to which rank popularity lists count.")
    var maximumRank = AllowlistReader.defaultMaximumRank

    @OptionGroup var entryOptions: EntryOptions

    @Flag(name: .long, help: "One JSON object per list.")
    var json = false

    func validate() throws {
        guard !files.isEmpty else {
            throw ValidationError("Name at least one file, or - for standard input.")
        }
        try EntryKind.validate(kind)
    }

    func run() throws {
        let store = try dataOptions.openStore()
        var reader = AllowlistReader()
        reader.maximumRank = maximumRank
        reader.owner = try entryOptions.owner(in: store)?.settings.name
        reader.scope = try entryOptions.scope(in: store)
        reader.expiry = entryOptions.expiry(at: .now)
        if let kind = kind.flatMap({ EntryKind(name: $0) }) {
            reader.treatment = ListTreatment(kind, reach: .everything)
        }
        var lists = AllowlistImport(into: store, reading: reader)
        lists.name = name
        let report: AllowlistImportReport
        do { report = try lists.run(files, by: .shell, at: .now) } catch {
            throw CommandFailure(code: error.exitCode, message: error.description)
        }
        for summary in report.summaries { StandardError.print(summary.text) }
        var output = StandardOutput()
        for replacement in report.replacements {
            output.print(json ? replacement.jsonText : replacement.text)
        }
        output.flush()
        try store.asking { store throws(StoreError) in try store.close() }
    }
}

extension AllowlistReplacement {
    fileprivate var text: String {
        let before = ruleCountBefore.map { "instead of \($0)" } ?? "new"
        return "\(list.name): \(list.ruleCount) rules, \(before), \(list.terms.kind.name)"
    }

    fileprivate var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("list", list.name)
            writer.field("rules", list.ruleCount)
            writer.field("before", ruleCountBefore)
            writer.field("kind", list.terms.kind.name)
            writer.field("label", list.terms.label?.name)
        }
        return writer.text
    }
}
