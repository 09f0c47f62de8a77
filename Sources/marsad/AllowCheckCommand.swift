import Addresses
import Allowlists
import ArgumentParser

/// `marsad allow check`: what may become of addresses, and why.
struct AllowCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what may become of addresses, and which entries say so.",
        discussion: """
            For each address, in any notation: never-block, ask-first, inform-only or free, and every entry that applies: \
            the address itself, what lies around it, what lies inside it. Leaves with 1 when nothing holds any of them.

            Example:
              marsad allow check www.github.com 10.0.0.0/7 --list misp-warninglists
              marsad allow check 203.0.113.9 --data marsad-data --member sa
              cut -f1 blocklist.txt | marsad allow check - --count
            """
    )

    @Argument(help: "Addresses in any notation; - reads one per line from standard input.")
    var addresses: [String]

    @OptionGroup var options: AllowlistOptions

    @Flag(name: .long, help: "One JSON object per address.")
    var json = false

    @Flag(name: .long, help: "Only how many addresses come to each outcome.")
    var count = false

    func validate() throws {
        if json, count { throw ValidationError("Say either --json or --count.") }
    }

    func run() throws {
        let allowlist = try options.allowlist()
        var output = StandardOutput()
        var counts: [Outcome: Int] = [:]
        func check(_ address: Address) {
            let verdict = allowlist.verdict(on: address)
            counts[verdict.outcome, default: 0] += 1
            guard !count else { return }
            let answer = AllowOutput(address: address, verdict: verdict, allowlist: allowlist)
            output.print(json ? answer.jsonText : answer.text)
        }
        for text in addresses where text != "-" {
            do throws(AddressError) {
                for address in try Address.read(text.utf8.span) { check(address) }
            } catch {
                throw CommandFailure.badInput("\(text): \(error)")
            }
        }
        if addresses.contains("-") { readStandardInput(check) }
        if count {
            for outcome in Outcome.allCases { output.print("\(outcome.name)\t\(counts[outcome] ?? 0)") }
        }
        output.flush()
        if counts.allSatisfy({ $0.key == .free }) { throw ExitCode.nothingFound }
    }

    /// Checks each line; says on standard error which are no addresses.
    private func readStandardInput(_ check: (Address) -> Void) {
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            do throws(AddressError) {
                for address in try Address.read(line.utf8.span) { check(address) }
            } catch {
                StandardError.print("marsad: standard input: line \(number): \(error)")
            }
        }
    }
}
