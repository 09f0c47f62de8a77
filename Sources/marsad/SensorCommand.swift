import Addresses
import ArgumentParser
import Foundation
import LogFormats
import LogInputs
import Logging
import Sensing

/// `marsad sensor`: reads logs and tells the hub what was seen.
struct SensorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensor",
        abstract:
            "Read logs, look for what the hub lists, keep what was met, and tell the hub what was seen.",
        discussion: """
            Runs until its inputs end or it is told to stop (SIGTERM, SIGINT). What the hub has not taken waits in the spool; \
            lines of followed files count once, whatever happens to the sensor or the hub, also when files are renamed, copied \
            and truncated, or compressed meanwhile; see docs/decisions/0009.

            Inputs, each in one word:
              follow:/var/log/zeek/*.log            files as they grow, across rotation
              file:/var/log/squid/access.log.*.gz   files, each once
              stdin                                 the standard input
              syslog+udp://127.0.0.1:5514           syslog; also syslog+tcp://…, syslog+tls://…?cert=…&key=…
              http://127.0.0.1:8514?tokens=FILE     lines posted over HTTP; also https://…?cert=…&key=…

            What was met is kept for marsad hunt --data DIR, also beside the running sensor.

            Example:
              marsad sensor --hub https://marsad.example --token-file sensor.token --data /var/lib/marsad/sensor \\
                --input 'follow:/var/log/zeek/*.log' --input syslog+udp://127.0.0.1:5514
            """
    )

    @Option(name: .long, help: "The hub's address: https://marsad.example or http://127.0.0.1:8080.")
    var hub: String

    @Option(
        name: .customLong("token-file"),
        help: "File with the sensor's token, as marsad token add --scope sense printed it."
    )
    var tokenFile: String

    @Option(name: .customLong("ca"), help: "PEM file of authorities to trust besides the system's.")
    var authorities: String?

    @OptionGroup var dataOptions: DataOptions

    @Option(name: .long, help: "The sensor's name in the hunt archive; the machine's name otherwise.")
    var name: String?

    @Option(name: .long, help: "Where lines come from; may be given again.")
    var input: [String] = []

    @Option(
        name: .long,
        help: """
            A network that is inside, for example 203.0.113.0/24; may be given again. Otherwise what the sensor's member \
            answers for, and private ranges where that is nothing.
            """
    )
    var inside: [String] = []

    @Option(name: .long, help: "The zone of times that name none: +03:00, -05:00 or UTC.")
    var zone = "UTC"

    @Option(name: .customLong("retention-days"), help: "Days that the hunt archive keeps.")
    var retentionDays = 90

    @Option(
        name: .customLong("spool-rows"),
        help: "Rows of sightings that may wait for the hub with all their detail; counts are kept beyond."
    )
    var spoolRows = 1_000_000

    func validate() throws {
        guard !input.isEmpty else { throw ValidationError("Say with --input where lines come from.") }
        guard spoolRows > 0 else { throw ValidationError("--spool-rows is 1 or more.") }
        guard retentionDays > 0 else { throw ValidationError("--retention-days is 1 or more.") }
        guard LogOptions.zoneOffset(zone) != nil else {
            throw ValidationError("--zone \(zone): give +03:00, -05:00 or UTC.")
        }
    }

    func run() async throws {
        let logger = Logger(label: "marsad") { StreamLogHandler.standardError(label: $0) }
        do {
            try await Sensor(try sensorConfiguration(), logger: logger).run { report in
                StandardError.print(report.line)
            }
        } catch let failure as CommandFailure { throw failure } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
    }

    private func sensorConfiguration() throws -> SensorConfiguration {
        guard let url = URL(string: hub), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw CommandFailure.badInput(
                "--hub \(hub): write https://marsad.example or http://127.0.0.1:8080"
            )
        }
        guard
            let token = (try? String(contentsOfFile: tokenFile, encoding: .utf8))?
                .trimmingCharacters(in: .whitespacesAndNewlines), !token.isEmpty
        else {
            throw CommandFailure.badInput(
                "\(tokenFile): no token there; make one with marsad token add --scope sense"
            )
        }
        var configuration = SensorConfiguration(
            name: name ?? ProcessInfo.processInfo.hostName,
            hub: url,
            token: token,
            folder: dataOptions.folder,
            inputs: try input.map(Self.input)
        )
        configuration.authorities = authorities
        configuration.inside = inside.isEmpty ? nil : try inside.map(Self.network)
        configuration.zoneOffset = LogOptions.zoneOffset(zone) ?? 0
        configuration.retentionDays = retentionDays
        configuration.detailLimit = spoolRows
        return configuration
    }

    private static func input(_ text: String) throws -> LogInputConfiguration {
        do throws(InputConfigurationError) { return try LogInputConfiguration(text) } catch {
            throw CommandFailure.badInput("--input \(text): \(error)")
        }
    }

    private static func network(_ text: String) throws -> IPNetwork {
        do throws(AddressError) {
            return try IPNetwork(argument: text)
        } catch {
            throw CommandFailure.badInput("--inside \(text): \(error); give a network such as 203.0.113.0/24")
        }
    }
}

extension SensorReport {
    /// One line for the terminal.
    fileprivate var line: String {
        var line =
            "marsad: \(lines) lines, \(events) events, \(unparsed) not understood, \(hits) with hits; "
            + "\(batches) batches at the hub, \(waiting) sightings waiting"
        if unregistered > 0 { line += ", \(unregistered) of addresses not registered any more" }
        if refused > 0 { line += ", \(refused) batches refused" }
        for input in inputs {
            for (reason, drop) in input.drops.sorted(by: { $0.key < $1.key }) {
                line += "; \(input.name) dropped \(drop.count) (\(reason.rawValue))"
            }
        }
        if let trouble { line += "; \(trouble)" }
        return line
    }
}
