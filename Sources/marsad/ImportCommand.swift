import ArgumentParser
import Collection
import Formats
import Registry
import Reports
import SQLiteRegistry

/// `marsad import`: a source's files into the registry.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import what a source lists.",
        discussion: """
            All files together are what the source lists now: what is new is added, what is gone is retired, what is \
            unchanged is not touched. A line that is no address is counted with its reason; what is left out for what it \
            is (a hash, a withdrawn entry) is told from faults. A file that is broken stops the import and leaves the \
            registry as it was. A folder is read as one feed, such as a MISP feed with its manifest. How many of the accepted \
            addresses an allowlist holds back from lists is told by outcome (see marsad allow); they are registered all \
            the same. Bytes that are those of the last import are not read again, so nothing is told of them.

            Formats: \(FeedFormat.allCases.map(\.rawValue).joined(separator: ", ")).

            Example:
              marsad import --source urlhaus urlhaus.csv
              marsad import --source osint ./misp-feed/
              marsad import --source partner --format csv --map address=host --map category=kind list.csv.gz
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Option(name: .long, help: "Name of the source; it is made when it is new.")
    var source: String

    @Option(name: .long, help: "Format of the files; recognised by content when left out.")
    var format: String?

    @Option(name: .long, help: "Which column or key holds a field: FIELD=NAME, several times.")
    var map: [String] = []

    @OptionGroup(title: "What the source is worth and says by default")
    var sourceOptions: SourceOptions

    @Option(name: .long, help: "How many rejects to show with their places.")
    var showRejects = 10

    @Flag(name: .long, help: "Print the counts as JSON.")
    var json = false

    @Argument(help: "Files or folders, plain or compressed; - for standard input.")
    var files: [String]

    func validate() throws {
        guard !files.isEmpty else {
            throw ValidationError("Name at least one file, or - for standard input.")
        }
        if let format, FeedFormat(rawValue: format) == nil {
            let names = FeedFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no format '\(format)'; the formats are \(names).")
        }
    }

    func run() throws {
        let reader = FeedReader(format: format.flatMap(FeedFormat.init(rawValue:)), mapping: try mapping())
        let store = try dataOptions.openStore()
        var feed = FeedImport(into: store, reading: reader)
        feed.configure = sourceOptions.apply
        feed.keptRejects = max(0, showRejects)
        feed.check = try AskedAllowlist(of: store).check
        let report: ImportReport
        do { report = try feed.run(files, source: source, at: .now) } catch {
            throw CommandFailure(code: error.exitCode, message: error.description)
        }
        ImportOutput(report: report).write(asJSON: json)
        do {
            _ = try store.rescoreDue(at: .now)
            try store.close()
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }

    private func mapping() throws -> FieldMapping {
        var mapping = FieldMapping()
        for rule in map where !mapping.add(rule) {
            let fields = FieldMapping.Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure.badInput(
                "--map \(rule): write FIELD=COLUMN, where FIELD is one of \(fields)"
            )
        }
        return mapping
    }
}

extension ImportError {
    var exitCode: ExitCode {
        switch cause {
        case .file, .tooLarge: .badInput
        case .store(let error): error.code == .invalidValue ? .badInput : .operationFailed
        }
    }
}
