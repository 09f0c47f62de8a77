import ArgumentParser
import HuntArchive
import JSONOutput
import Observations
import Reports

/// `marsad archive …`: what is done with the hunt archive beside hunting.
struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Fill, look at and maintain the hunt archive.",
        discussion: """
            The archive lies in the folder archive of the data directory. One process writes to it at a time, as a rule the \
            sensor; marsad hunt and marsad archive status read beside it.

            Example:
              marsad archive status
              marsad archive ingest observations.ndjson
            """,
        subcommands: [Status.self, ArchiveIngestCommand.self, Maintain.self, Retire.self]
    )

    /// `marsad archive status`: days, sizes, sensors.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "Show which days and sensors the archive has.",
            discussion: """
                Example:
                  marsad archive status --json
                """
        )

        @OptionGroup var dataOptions: DataOptions

        @Flag(name: .long, help: "One JSON object.")
        var json = false

        func run() throws {
            var output = StandardOutput()
            do throws(ArchiveError) {
                let archive = try HuntArchive(reading: dataOptions.directory)
                output.print(json ? Self.json(archive) : Self.text(archive))
            } catch { throw CommandFailure(error) }
        }

        private static func text(_ archive: HuntArchive) -> String {
            let days = archive.dayStatus.map { "  \($0.day)  \($0.byteCount) bytes" }
            let sensors = archive.sensors.map { "  \($0.name)\($0.isRetired ? "  (retired)" : "")" }
            return (["\(archive.path)", "days"] + days + ["sensors"] + sensors).joined(separator: "\n")
        }

        private static func json(_ archive: HuntArchive) -> String {
            var writer = JSONWriter()
            writer.object { writer in
                writer.field("archive", archive.path)
                writer.array("days", of: archive.dayStatus) { writer, status in
                    writer.object { writer in
                        writer.field("day", status.day.description)
                        writer.field("bytes", status.byteCount)
                    }
                }
                writer.array("sensors", of: archive.sensors) { writer, sensor in
                    writer.object { writer in
                        writer.field("sensor", sensor.name)
                        writer.field("retired", sensor.isRetired)
                    }
                }
            }
            return writer.text
        }
    }

    /// `marsad archive maintain`: removes old days, joins tables.
    struct Maintain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "maintain",
            abstract: "Remove days that are no longer kept, and pack days that are over.",
            discussion: """
                A sensor does this by itself.

                Example:
                  marsad archive maintain --keep 90
                """
        )

        @OptionGroup var dataOptions: DataOptions
        @OptionGroup var retention: RetentionOptions

        func run() throws {
            var output = StandardOutput()
            do throws(ArchiveError) {
                let writer = try ArchiveWriter(
                    directory: dataOptions.directory,
                    options: retention.archiveOptions
                )
                let done = try writer.maintain(at: .now)
                for day in done.expired { output.print("removed \(day)") }
                for day in done.joined { output.print("packed \(day)") }
            } catch { throw CommandFailure(error) }
        }
    }

    /// `marsad archive retire`: a sensor that will not come back.
    struct Retire: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retire",
            abstract: "Say that no more telemetry is expected of a sensor.",
            discussion: """
                What it met stays; it no longer makes answers incomplete. Ingesting under its name takes it back.

                Example:
                  marsad archive retire old-proxy
                """
        )

        @OptionGroup var dataOptions: DataOptions

        @Argument(help: "Name of the sensor.")
        var sensor: String

        func run() throws {
            do throws(ArchiveError) {
                try ArchiveWriter(directory: dataOptions.directory).retire(sensor: sensor)
            } catch { throw CommandFailure(error) }
        }
    }
}

/// How long the archive keeps what it is given.
struct RetentionOptions: ParsableArguments {
    @Option(name: .long, help: "Days to keep, 1 to \(ArchiveOptions.maximumRetentionDays).")
    var keep = ArchiveOptions.defaultRetentionDays

    var archiveOptions: ArchiveOptions { ArchiveOptions(retentionDays: keep) }

    func validate() throws {
        guard (1...ArchiveOptions.maximumRetentionDays).contains(keep) else {
            throw ValidationError("--keep takes 1 to \(ArchiveOptions.maximumRetentionDays) days.")
        }
    }
}
