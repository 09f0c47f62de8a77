import Addresses
import Allowlists
import ArgumentParser
import JSONOutput

/// `marsad allow blast`: what blocking an address would take with it.
struct AllowBlastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blast",
        abstract: "Count what blocking an address would take with it.",
        discussion: """
            The entries for the address and inside it: networks and IP addresses in a network, names below a name, URLs on \
            them; by kind, label and list, the strictest by name. Leaves with 1 when there are none.

            Example:
              marsad allow blast 104.16.0.0/12 google.com --list misp-warninglists
            """
    )

    @Argument(help: "Addresses in any notation.")
    var addresses: [String]

    @OptionGroup var options: AllowlistOptions

    @Flag(name: .long, help: "One JSON object per address.")
    var json = false

    func run() throws {
        let wanted = try addresses.flatMap { text in
            do throws(AddressError) { return try Address.read(text.utf8.span) } catch {
                throw CommandFailure.badInput("\(text): \(error)")
            }
        }
        let allowlist = try options.allowlist()
        var output = StandardOutput()
        var foundAny = false
        for address in wanted {
            let blast = allowlist.list.blast(of: address, in: allowlist.context)
            if blast.count > 0 { foundAny = true }
            output.print(json ? jsonText(address, blast, allowlist) : text(address, blast, allowlist.list))
        }
        output.flush()
        if !foundAny { throw ExitCode.nothingFound }
    }

    private func text(_ address: Address, _ blast: Blast, _ list: Allowlist) -> String {
        var lines = ["\(address)  \(address.kind.name): \(blast.count) entries"]
        func add(_ title: String, _ counts: [(name: String, count: Int)]) {
            guard !counts.isEmpty else { return }
            lines.append("  \(title)  " + counts.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
        }
        add("kinds", Self.counts(blast.byKind, \.name))
        add("labels", Self.counts(blast.byLabel, \.name))
        add("lists", Self.counts(blast.byList, \.self))
        lines += blast.examples.map { "    \(list[$0].rule)  \($0.outcome.name), \(list[$0].terms.list)" }
        return lines.joined(separator: "\n")
    }

    private func jsonText(_ address: Address, _ blast: Blast, _ allowlist: AskedAllowlist) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kind", address.kind.name)
            writer.field("address", address.description)
            writer.field("count", blast.count)
            writer.object("kinds") { Self.write(Self.counts(blast.byKind, \.name), to: &$0) }
            writer.object("labels") { Self.write(Self.counts(blast.byLabel, \.name), to: &$0) }
            writer.object("lists") { Self.write(Self.counts(blast.byList, \.self), to: &$0) }
            writer.array("examples", of: blast.examples) { $0.value($1, in: allowlist) }
        }
        return writer.text
    }

    private static func write(_ counts: [(name: String, count: Int)], to writer: inout JSONWriter) {
        for (name, count) in counts {
            writer.name(text: name)
            writer.number(count)
        }
    }

    /// Counts, the largest first.
    private static func counts<Key>(
        _ counts: [Key: Int],
        _ name: (Key) -> String
    ) -> [(name: String, count: Int)] {
        counts.map { (name: name($0.key), count: $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
