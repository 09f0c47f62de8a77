internal import Glibc
internal import Observations
internal import Synchronization

/// Takes batches into one day and joins the day's tables. One thing at a time; days do not wait for each other.
final class DayWriter: Sendable {
    /// What is known of the day's family without reading it again.
    struct State {
        /// The number of the last batch taken in; 0 before the first.
        var lastBatch: UInt32
        /// The number of the last batch that is joined into the day's one table; nil when there is no such table.
        var lastJoined: UInt32?
        /// Batches taken in and not joined.
        var loose: Int
    }

    let day: Day
    private let archive: HuntArchive
    private let folder: ArchiveFolder
    private let state = Mutex<State?>(nil)

    init(day: Day, archive: HuntArchive, folder: ArchiveFolder) {
        self.day = day
        self.archive = archive
        self.folder = folder
    }

    /// Takes in a batch of this day unless it is in already.
    /// - Returns: what became of it, and the number of the day's last batch.
    func ingest(_ batch: ObservationBatch) throws(ArchiveError) -> (ArchiveWriter.Outcome, last: UInt32) {
        guard batch.notes.count <= ObservationBatch.maximumNotes else {
            throw ArchiveError(
                .invalidValue,
                "a batch of \(day)",
                cause:
                    "\(batch.notes.count) coverage notes; at most \(ObservationBatch.maximumNotes) go into one batch"
            )
        }
        return try state.withLock { known throws(ArchiveError) in
            // A day may have expired while we waited; its family must not come back.
            guard archive.contents.withLock(\.register.firstKeptDay) <= day else { return (.expired, 0) }
            do throws(RocksError) {
                let family = try family()
                var state = try state(of: family, known: known)
                known = state
                if try family.value(of: DayRecord.batch(batch.id)) != nil {
                    return (.alreadyStored, state.lastBatch)
                }
                state.lastBatch += 1
                let rows = try write(batch, number: state.lastBatch, into: family)
                state.loose += 1
                known = state
                return (.stored(rows: rows), state.lastBatch)
            } catch {
                // What is on disk is the truth; it is read again next time.
                known = nil
                throw ArchiveError(error, at: archive.path)
            }
        }
    }

    /// Joins the tables of the day into one when `isWanted` says so.
    /// - Returns: whether that was done.
    func join(when isWanted: (State) -> Bool) throws(ArchiveError) -> Bool {
        try state.withLock { known throws(ArchiveError) in
            guard let family = archive.contents.withLock({ $0.days[day] }) else { return false }
            do throws(RocksError) {
                let state = try state(of: family, known: known)
                known = state
                guard state.loose > 0, isWanted(state) else { return false }
                try join(family, lastBatch: state.lastBatch)
                known = State(lastBatch: state.lastBatch, lastJoined: state.lastBatch, loose: 0)
                return true
            } catch {
                known = nil
                throw ArchiveError(error, at: archive.path)
            }
        }
    }

    /// Removes the day. Readers of it can read on.
    func drop() throws(ArchiveError) {
        try state.withLock { known throws(ArchiveError) in
            known = nil
            guard let family = archive.contents.withLock({ $0.days[day] }) else { return }
            do throws(RocksError) { try family.drop() } catch { throw ArchiveError(error, at: archive.path) }
            archive.contents.withLock { $0.days[day] = nil }
        }
    }
}

extension DayWriter {
    private func family() throws(RocksError) -> RocksFamily {
        let (present, root) = archive.contents.withLock { ($0.days[day], $0.root) }
        if let present { return present }
        let family = try root.database.makeFamily(FamilyName(day: day, generation: 0).text)
        archive.contents.withLock { $0.days[day] = family }
        return family
    }

    private func state(of family: RocksFamily, known: State?) throws(RocksError) -> State {
        if let known { return known }
        let batches = try family.batches()
        return State(lastBatch: batches.last, lastJoined: batches.joined, loose: batches.loose)
    }

    private func write(
        _ batch: ObservationBatch,
        number: UInt32,
        into family: RocksFamily
    ) throws(RocksError) -> UInt64 {
        let path = folder.incomingTable("\(day)-\(number)")
        defer { unlink(path) }
        let sensorCount = archive.contents.withLock(\.register.sensors.count)
        var writer = RowWriter(
            into: try TableFile(at: path, settings: family.database.settings),
            batch: number
        )
        try writer.record(DayRecord.batch(batch.id), DayRecord.number(number))
        for (index, note) in batch.notes.sorted(by: { $0.sensor < $1.sensor }).enumerated() {
            guard note.sensor.rawValue < sensorCount else { throw .unknownSensor(note.sensor) }
            try writer.record(
                DayRecord.coverage(note, number: number, index: UInt32(index)),
                DayRecord.value(of: note, in: day)
            )
        }
        try batch.observations?.forEach { element throws(RocksError) in
            guard element.sensor.rawValue < sensorCount else { throw .unknownSensor(element.sensor) }
            let row = Row(
                hourOfDay: element.hourOfDay,
                sensor: element.sensor,
                inside: element.inside,
                occurrences: element.occurrences
            )
            try writer.add(row, of: element.address)
        }
        try writer.finish()
        let rows = writer.rowCount
        try family.ingest(path)
        return rows
    }

    /// Writes all tables of `family` as one into a family of the next generation, which then stands for the day.
    private func join(_ family: RocksFamily, lastBatch: UInt32) throws(RocksError) {
        let path = folder.incomingTable("\(day)-joined")
        defer { unlink(path) }
        try DayJoin(family, day: day, lastBatch: lastBatch).write(to: path)
        let generation = FamilyName(family.name).map { $0.generation + 1 } ?? 1
        let next = try family.database.makeFamily(FamilyName(day: day, generation: generation).text)
        do throws(RocksError) { try next.ingest(path) } catch {
            try? next.drop()
            throw error
        }
        archive.contents.withLock { $0.days[day] = next }
        try family.drop()
    }
}

extension RocksError {
    static func unknownSensor(_ number: SensorNumber) -> RocksError {
        RocksError(message: "Invalid argument: no sensor has the number \(number.rawValue)")
    }
}
