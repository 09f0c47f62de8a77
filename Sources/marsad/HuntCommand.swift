import Addresses
import ArgumentParser
import HuntArchive
import Reports

/// `marsad hunt`: who met addresses.
struct HuntCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract: "Show who met addresses in the telemetry of the last days.",
        discussion: """
            Looks into the hunt archive, also while a sensor writes to it. A network means all IP addresses in it, a \
            domain all names below it, a host all URLs on it; --reach says otherwise. Periods are taken in whole hours. The \
            answer says whether the archive was complete for the period, and names what is missing. Leaves with 1 when nobody \
            met any of the addresses.

            Example:
              marsad hunt evil.example 198.51.100.0/24 --since 90d
              marsad hunt 'http://evil.example/kit' --reach path-prefix --since 2026-11-01 --until 2026-11-20T12:00:00Z --json
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Option(name: .long, help: ArgumentHelp("Look from here on: \(Moment.help).", valueName: "when"))
    var since = Moment(daysAgo: 90)

    @Option(name: .long, help: ArgumentHelp("Look up to here; default now.", valueName: "when"))
    var until: Moment?

    @Option(
        name: .long,
        help: """
            What counts as meeting an address: inside (what lies in it), exactly (it alone), path-prefix (of a URL, its \
            path and what lies below), host (of a URL, all its host serves).
            """
    )
    var reach = HuntTarget.Reach.inside.rawValue

    @Option(name: .long, help: "Most meetings shown for each address, the latest ones.")
    var limit = 1000

    @Flag(name: .long, help: "Read everything, however long it takes; --limit still says how much is shown.")
    var thorough = false

    @Flag(name: .long, help: "One JSON object per address.")
    var json = false

    @Argument(help: "Addresses in any notation.")
    var addresses: [String]

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit takes 0 or more.") }
        guard HuntTarget.Reach(rawValue: reach) != nil else {
            let names = HuntTarget.Reach.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no reach '\(reach)'; say one of \(names).")
        }
    }

    func run() throws {
        let wanted = try addresses.flatMap { text in
            do throws(AddressError) { return try Address.read(text.utf8.span) } catch {
                throw CommandFailure.badInput("\(text): \(error)")
            }
        }
        let until = until?.timestamp ?? .now
        guard let period = HuntPeriod(since: since.timestamp, until: until) else {
            throw CommandFailure.badInput("--since must be before --until, from 1970 on")
        }
        var output = StandardOutput()
        var isMet = false
        do throws(ArchiveError) {
            let archive = try HuntArchive(reading: dataOptions.directory)
            for (index, address) in wanted.enumerated() {
                let answer = try archive.hunt(
                    HuntTarget(address, reach: HuntTarget.Reach(rawValue: reach) ?? .inside),
                    in: period,
                    limits: thorough ? .unlimited : nil
                )
                if answer.isMet { isMet = true }
                let told = HuntOutput(answer: answer, archive: archive, limit: limit)
                if !json, index > 0 { output.endLine() }
                output.print(json ? told.jsonText : told.text)
            }
        } catch { throw CommandFailure(error) }
        output.flush()
        if !isMet { throw ExitCode.nothingFound }
    }
}

extension CommandFailure {
    init(_ error: ArchiveError) {
        switch error.code {
        case .missing, .notAnArchive, .newerVersion, .invalidValue, .unknownSensor:
            self = .badInput("\(error)")
        case .cannotOpen, .damaged, .busy, .full, .failed: self = .operationFailed("\(error)")
        }
    }
}
