import ArgumentParser
import ByteStreams
import HuntArchive
import JSONOutput
import Observations
import Reports

/// `marsad archive ingest`: observations from files into the hunt archive.
struct ArchiveIngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take observations from files into the hunt archive.",
        discussion: """
            One JSON object per line, plain or compressed:
              {"address": "evil.example", "inside": "10.0.0.7", "sensor": "dns", "at": "2026-11-23T08:30:00Z", "count": 3}
              {"sensor": "dns", "from": "2026-11-23T08:00:00Z", "to": "2026-11-23T09:00:00Z"}
              {"sensor": "dns", "from": "2026-11-23T08:10:00Z", "to": "2026-11-23T08:12:00Z", "gap": "overload", "lost": 51}
            An observation needs address and at (RFC 3339, or seconds since 1970). A line without address says that the \
            sensor's telemetry of that time is complete, or what is missing (\
            \(GapReason.allCases.map(\.name).joined(separator: ", "))). A line that is neither is counted with its reason. Files \
            that were taken in before change nothing when they are given again in the same order.

            Example:
              marsad archive ingest --sensor dns observations.ndjson.gz
            """
    )

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var retention: RetentionOptions

    @Option(name: .long, help: "Sensor of the lines that name none.")
    var sensor: String?

    @Option(name: .customLong("show-rejects"), help: "How many rejects to show with their places.")
    var showRejects = 10

    @Flag(name: .long, help: "Print the counts as JSON.")
    var json = false

    @Argument(help: "Files; none or - for standard input.")
    var files: [String] = []

    func run() throws {
        let writer: ArchiveWriter
        do throws(ArchiveError) {
            writer = try ArchiveWriter(directory: dataOptions.directory, options: retention.archiveOptions)
        } catch { throw CommandFailure(error) }
        var ingestion = ObservationIngestion(
            into: writer,
            sensor: sensor,
            at: .now,
            keptRejects: max(0, showRejects)
        )
        for path in files.isEmpty ? ["-"] : files {
            do {
                try ingestion.read(ByteInput(path: path))
            } catch let error as ArchiveError {
                throw CommandFailure(error)
            } catch let error as ByteStreamError {
                throw CommandFailure.badInput("\(error)")
            }
        }
        do throws(ArchiveError) { try ingestion.finish() } catch { throw CommandFailure(error) }
        for reject in ingestion.rejects { StandardError.print("marsad: \(reject)") }
        var output = StandardOutput()
        if json {
            var writer = JSONWriter()
            writer.object { writer in
                for (name, value) in ingestion.counts {
                    writer.name(text: name)
                    writer.number(value)
                }
            }
            output.print(writer.text)
        } else {
            for (name, value) in ingestion.counts {
                output.print(name + String(repeating: " ", count: max(1, 16 - name.count)) + "\(value)")
            }
        }
    }
}
