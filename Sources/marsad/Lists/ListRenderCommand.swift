import Addresses
import Allowlists
import ArgumentParser
import ByteStreams
import Formats
import JSONOutput
import Lists
import Registry
import Reports
import Reputation
import SQLiteRegistry

/// `marsad lists render`: a list in one format.
struct ListRenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write suspicious addresses as a list in one format.",
        discussion: """
            From the registry, as everybody may see it, or straight from files, whose addresses then score 100 each and \
            of which what is to inform only is held back. Nothing that the allowlists hold (never-block, ask-first, \
            inform-only) is written: the built-in lists and the registry's always apply, --list adds more. The file appears whole or not at all; \
            what is not on it is counted with its reason. Cisco's lists get FILE.md5 beside them, suricata-iprep gets \
            FILE.categories.

            Formats: \(ListFormat.allCases.map(\.rawValue).joined(separator: ", ")).

            Example:
              marsad lists render --registry --format nftables --minimum-score 80 --kinds ip network -o drop.nft
              marsad lists render --from feed.csv --format rpz-qname --name block-dns -o block-dns.zone
            """
    )

    @OptionGroup(title: "What must not be blocked") var allowlistOptions: AllowlistOptions

    @Option(name: .long, help: "The format of the list.")
    var format: String

    @Flag(name: .long, help: "Write what the registry scores.")
    var registry = false

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: "Feed files to write, in any format, plain or compressed."
    )
    var from: [String] = []

    @Option(name: .customLong("minimum-score"), help: "Leave out addresses that score less, 0…100.")
    var minimumScore: Double = 0

    @Option(name: .long, parsing: .upToNextOption, help: "Only these kinds: ip, network, asn, domain, url.")
    var kinds: [String] = []

    @Option(name: .long, help: "What the list is called: names the set, table or chain.")
    var name = "marsad"

    @Option(name: .long, help: "The serial of a zone.")
    var serial: UInt32 = 1

    @Option(name: .customLong("maximum-entries"), help: "Most entries, those of higher scores first.")
    var maximumEntries: Int?

    @Flag(name: .customLong("keep-networks"), help: "Do not join neighbouring networks.")
    var keepsNetworks = false

    @Option(name: [.short, .long], help: "The file to write.")
    var output: String

    @Flag(name: .long, help: "Print the counts as JSON.")
    var json = false

    func validate() throws {
        guard registry != !from.isEmpty else {
            throw ValidationError("Say either --registry or --from FILE….")
        }
        guard ListFormat(rawValue: format) != nil else {
            let names = ListFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no format '\(format)'; the formats are \(names).")
        }
        guard ListName(name) != nil else {
            throw ValidationError(
                "--name takes 1 to \(ListName.maximumLength) lower-case letters, digits and hyphens, a letter first."
            )
        }
        guard (0...100).contains(minimumScore) else {
            throw ValidationError("--minimum-score takes 0 to 100.")
        }
        if let maximumEntries, maximumEntries < 1 {
            throw ValidationError("--maximum-entries takes 1 or more.")
        }
        for kind in kinds where AddressKind(name: kind) == nil {
            let names = AddressKind.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no kind '\(kind)'; the kinds are \(names).")
        }
    }

    func run() throws {
        guard let format = ListFormat(rawValue: format), let listName = ListName(name) else { return }
        let now = Timestamp.now
        let options = ListOptions(
            name: listName,
            now: now,
            serial: serial,
            joinsNetworks: !keepsNetworks,
            maximumEntries: maximumEntries
        )
        let asked = try allowlistOptions.allowlist()
        var selection = ListSelection(
            allowlist: asked.list,
            context: asked.context,
            kinds: Set(kinds.compactMap { AddressKind(name: $0) }),
            minimumScore: minimumScore
        )
        let source =
            registry ? try ListSource(registry: allowlistOptions.dataOptions) : try ListSource(files: from)
        do {
            var ranking = ListRanking(format, options)
            if ranking.isNeeded {
                var counting = selection
                try source.forEach { if counting.takes($0) { ranking.count($0) } }
            }
            let file = try ListFile(replacing: output, hashing: format.wantsMD5)
            var renderer = ListRenderer(format, options, cap: ranking.cap, into: file)
            try source.forEach { if selection.takes($0) { try renderer.add($0) } }
            let (written, summary) = try renderer.finish()
            try written.commit(companion: format.companion)
            ListOutput(
                file: output,
                format: format,
                summary: summary,
                selection: selection,
                informOnly: source.informOnly
            )
            .write(asJSON: json)
        } catch let failure as CommandFailure { throw failure } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
    }
}
