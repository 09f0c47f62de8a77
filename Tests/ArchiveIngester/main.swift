// Works on the archive of a data directory until it is done: the writer that tests kill, or read beside.
//   archive-ingester DIRECTORY          takes a fixed list of batches in, and joins days now and then
//   archive-ingester DIRECTORY step     the same, but after each batch it prints its number and waits for a line
import Addresses
import Foundation
import HuntArchive
import Observations
import Reports
import TestSupport

let start = Timestamp(seconds: 1_795_132_800)
let writer = try ArchiveWriter(
    directory: CommandLine.arguments[1],
    options: ArchiveOptions(retentionDays: 30)
)
let sensor = try writer.register(sensor: "child")
let isStepping = CommandLine.arguments.dropFirst(2).first == "step"
var random = SeededGenerator(seed: 11)
for index in 0..<12 {
    var tally = ObservationTally()
    for _ in 0..<300 {
        let name = "n\(Int.random(in: 0..<40, using: &random)).example.net"
        let outcome = tally.add(
            try Address(name),
            inside: IPAddress(v4: UInt32.random(in: 0..<10, using: &random)),
            sensor: sensor,
            at: start.seconds + Int64.random(in: 0..<(2 * 86_400), using: &random)
        )
        guard outcome == .counted else { exit(2) }
    }
    guard let id = BatchID("batch \(index)".utf8) else { exit(2) }
    for batch in ObservationBatch.batches(of: tally.drain(), id: id, notes: []) {
        _ = try writer.ingest(batch, at: start)
    }
    if index % 4 == 3 { for day in writer.archive.days { _ = try writer.join(day) } }
    if isStepping {
        try FileHandle.standardOutput.write(contentsOf: Data("\(index)\n".utf8))
        guard readLine() != nil else { exit(3) }
    }
}
