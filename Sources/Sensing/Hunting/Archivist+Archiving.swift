import Foundation
import HuntArchive
import Logging
import Observations
import Reports

/// How observations come into the archive, each once whatever happens to the process.
extension Archivist {
    /// Brings all observations that wait into the archive.
    func archiveAll() throws {
        guard let numbers = try spool.beginArchiving() else { return }
        let (name, covered) = try spool.archived()
        var tally = ObservationTally()
        var part = 0
        var earliest = Int64.max
        var isWhole = true
        try spool.forEachObserved(numbers) { block in
            isWhole =
                try ObservedBlock.forEach(in: block) { element in
                    earliest = min(earliest, element.first)
                    guard !tally.add(element, sensor: sensor) else { return }
                    // What was counted of the element before the tally was full is told with the part.
                    try ingest(tally.drain(), batch(name, numbers, part), notes: [])
                    part += 1
                    _ = tally.add(element, sensor: sensor)
                } && isWhole
        }
        if !isWhole { logger.error("observations in the spool are damaged; what could be read is kept") }
        let now = clock()
        let start = min(covered?.seconds ?? earliest, earliest)
        let drained = tally.drain()
        var notes: [CoverageNote] = []
        if let interval = Interval(from: Timestamp(seconds: max(start, 0)), to: now) {
            notes = CoverageNote.notes(of: sensor, reading: interval, dropped: drained.dropped)
        }
        try ingest(drained, batch(name, numbers, part), notes: notes)
        try spool.finishArchiving(numbers, coveredUntil: now)
    }

    /// Says what is missing because the sensor did not run.
    func noteStart() throws {
        guard losesWhileStopped, let covered = try spool.archived().coveredUntil,
            let interval = Interval(from: covered, to: clock())
        else { return }
        let note = CoverageNote(sensor: sensor, interval: interval, claim: .gap(.stopped, lost: 0))
        guard let id = BatchID("start \(clock())".utf8) else { return }
        var nothing = ObservationTally(capacity: 1, keyCapacity: 1)
        for batch in ObservationBatch.batches(of: nothing.drain(), id: id, notes: [note]) {
            _ = try archive.ingest(batch, at: clock())
        }
    }

    private func batch(_ name: SpoolName, _ numbers: ClosedRange<Int64>, _ part: Int) -> BatchID? {
        BatchID("\(name) \(numbers.upperBound) \(part)".utf8)
    }

    private func ingest(_ drained: DrainedObservations, _ id: BatchID?, notes: [CoverageNote]) throws {
        guard let id else { return }
        for batch in ObservationBatch.batches(of: drained, id: id, notes: notes) {
            switch try archive.ingest(batch, at: clock()) {
            case .stored, .alreadyStored: break
            case .expired: logger.debug("observations of \(batch.day) are older than the archive keeps")
            case .ahead: logger.warning("observations of \(batch.day) are ahead of the clock, and left out")
            }
        }
    }
}
