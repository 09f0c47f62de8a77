import Addresses
import ArgumentParser
import ByteStreams
import Foundation
import LogFormats
import Reports

/// `marsad parse`: how logs are understood.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Show how log lines are understood: when, who, whom, and which way.",
        discussion: """
            Reads logs, plain or compressed, or standard input, and prints one JSON object per event: file, line, format, \
            time, source, destination, names, urls, action, sensor, inside, outside, direction. Formats are recognised \
            line by line; --log-format names one instead. What is inside follows --inside, private ranges otherwise.

            Example:
              marsad parse conn.log dns.log.gz
              tail -n 100 /var/log/syslog | marsad parse --zone +03:00 --inside 203.0.113.0/24
            """
    )

    @Argument(help: "Logs to read; none or - for standard input.")
    var files: [String] = []

    @Option(
        name: .customLong("log-format"),
        help: "The format of all lines: \(LogFormat.allCases.map(\.name).joined(separator: ", ")).",
        transform: { name in
            guard let format = LogFormat(name: name) else {
                throw ValidationError("'\(name)' is no log format; see --help for the names.")
            }
            return format
        }
    )
    var format: LogFormat?

    @Option(name: .long, help: "A network that is inside, for example 203.0.113.0/24; may be given again.")
    var inside: [String] = []

    @Option(name: .long, help: "The zone of times that name none: +03:00, -05:00 or UTC.")
    var zone = "UTC"

    @Option(
        name: .long,
        help:
            "The year of dates that have none is the one nearest to this moment (2026-11-25); now otherwise."
    )
    var near: String?

    @Flag(
        name: .customLong("day-first"),
        help: "05/02/2025 is the fifth of February, from the first line on."
    )
    var isDayFirst = false

    func run() throws {
        let rule = InsideRule(networks: try inside.map(network))
        let options = try options()
        var output = StandardOutput()
        var counts = ParseCounts()
        for path in files.isEmpty ? ["-"] : files {
            do throws(ByteStreamError) {
                try parse(ByteInput(path: path), rule, options, &counts, to: &output)
            } catch {
                output.flush()
                throw CommandFailure.badInput("\(error)")
            }
        }
        output.flush()
        StandardError.print(counts.summary)
        if counts.events == 0 { throw ExitCode.nothingFound }
    }

    private func parse(
        _ input: ByteInput,
        _ rule: InsideRule,
        _ options: LogOptions,
        _ counts: inout ParseCounts,
        to output: inout StandardOutput
    ) throws(ByteStreamError) {
        let stream = try ByteStream(input, as: .text)
        while try stream.nextMember() {
            let lines = LineReader(stream, maximumLineLength: Self.maximumLineLength, longLines: .cut)
            var reader = LogReader(format: format, options: options)
            var number = 0
            var events: [LogEvent] = []
            while let line = try lines.next() {
                number = line.number
                counts.add(reader.read(line.bytes) { events.append($0) })
                print(&events, rule, stream.name, number, to: &output)
            }
            counts.add(reader.finish { events.append($0) }, isEnd: true)
            print(&events, rule, stream.name, number, to: &output)
        }
    }

    private func print(
        _ events: inout [LogEvent],
        _ rule: InsideRule,
        _ file: String,
        _ line: Int,
        to output: inout StandardOutput
    ) {
        for event in events {
            output.print(
                EventText(event: event, contact: rule.contact(event), file: file, line: line).jsonText
            )
        }
        events.removeAll(keepingCapacity: true)
    }

    /// Longest line that is read as a whole, in bytes: 16 MiB.
    private static let maximumLineLength = 16 << 20

    private func network(_ text: String) throws -> IPNetwork {
        do throws(AddressError) {
            return try IPNetwork(argument: text)
        } catch {
            throw ValidationError("--inside \(text): \(error); give a network such as 203.0.113.0/24.")
        }
    }

    private func options() throws -> LogOptions {
        guard let offset = LogOptions.zoneOffset(zone) else {
            throw ValidationError("--zone \(zone): give +03:00, -05:00 or UTC.")
        }
        var now = Int64(Date().timeIntervalSince1970)
        if let near {
            guard let moment = LogOptions.moment(near) else {
                throw ValidationError("--near \(near): give a date such as 2026-11-25.")
            }
            now = moment
        }
        return LogOptions(now: now, zoneOffset: offset, isDayFirst: isDayFirst ? true : nil)
    }
}

/// What became of the lines.
struct ParseCounts {
    private(set) var events = 0
    private var skipped = 0
    private var unparsed = 0

    mutating func add(_ outcome: LogOutcome, isEnd: Bool = false) {
        switch outcome {
        case .events(let count): events += count
        case .skipped where isEnd: break
        case .skipped: skipped += 1
        case .unparsed: unparsed += 1
        }
    }

    var summary: String {
        "\(events) events; \(skipped) lines skipped (blank, header or part of a record), \(unparsed) not understood"
    }
}
