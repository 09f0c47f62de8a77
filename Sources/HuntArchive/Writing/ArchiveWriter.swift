public import Observations
public import Reports
internal import Synchronization

/// The one writer of a hunt archive.
///
/// Its functions block the thread they run on and may be called from several threads. Whatever happens to the process, a
/// batch is in the archive whole or not at all.
public final class ArchiveWriter: Sendable {
    /// The archive as it stands, for hunts in this process.
    public let archive: HuntArchive
    /// How the archive is kept.
    public let options: ArchiveOptions
    let folder: ArchiveFolder
    private let lock: WriterLock
    /// Held while the register is changed.
    private let registering = Mutex(())
    private let days = Mutex<[Day: DayWriter]>([:])

    /// What became of a batch.
    public enum Outcome: Hashable, Sendable {
        /// It is in the archive now, with so many rows.
        case stored(rows: UInt64)
        /// It was in the archive already; nothing changed.
        case alreadyStored
        /// Its day is no longer kept; nothing changed.
        case expired
        /// Its day begins more than a day after the present one, by the clock given; nothing changed.
        case ahead
    }

    /// Opens the archive in a data directory for writing, and makes it when it is not there.
    /// - Parameters:
    ///   - directory: the data directory; the archive is its folder `archive`.
    ///   - options: how it is kept.
    /// - Throws: ``ArchiveError``: ``ArchiveError/Code/busy`` when another writer has it. What is no archive is left alone.
    public init(directory: String, options: ArchiveOptions = ArchiveOptions()) throws(ArchiveError) {
        folder = ArchiveFolder(inDataDirectory: directory)
        self.options = options
        try folder.prepare()
        lock = try WriterLock(folder.lock)
        try folder.complete()
        let settings = RocksSettings(cacheSize: options.cacheSize)
        if folder.hasStore {
            // RocksDB removes what it does not know, so a database that lost something must not be opened for writing.
            _ = try HuntArchive.open(folder, settings: RocksSettings(cacheSize: options.cacheSize))
        } else {
            try Self.makeStore(in: folder.newStore, settings: settings)
            try folder.moveNewStore()
        }
        archive = HuntArchive(folder, try Self.open(folder, settings: settings), readerFolder: nil)
    }

    /// The number of the sensor called `name`, which is registered when it is new. A retired one is taken back.
    /// - Throws: ``ArchiveError/Code/invalidValue`` when the name is empty or too long, or there are too many sensors.
    public func register(sensor name: String) throws(ArchiveError) -> SensorNumber {
        guard ArchiveRegister.isUsable(name) else {
            throw ArchiveError(
                .invalidValue,
                "sensor '\(name.prefix(40))'",
                cause: "a name has 1 to \(ArchiveRegister.maximumNameLength) bytes and no control characters"
            )
        }
        return try change { register throws(ArchiveError) in
            if let number = register.numbers[name] {
                register.setRetired(false, number)
                return number
            }
            guard let number = register.insert(ArchiveRegister.Sensor(name: name, isRetired: false)) else {
                throw ArchiveError(
                    .invalidValue,
                    "sensor '\(name)'",
                    cause: "there are 65536 sensors already"
                )
            }
            return number
        }
    }

    /// Says that no more telemetry is expected of the sensor called `name`: it no longer makes answers incomplete.
    /// - Throws: ``ArchiveError/Code/unknownSensor``.
    public func retire(sensor name: String) throws(ArchiveError) {
        try change { register throws(ArchiveError) in
            guard let number = register.numbers[name] else {
                throw ArchiveError(.unknownSensor, "sensor '\(name)'")
            }
            register.setRetired(true, number)
        }
    }

    /// Takes in a batch, all or nothing; one that was taken in before changes nothing.
    /// - Parameters:
    ///   - batch: the batch; its sensors are registered.
    ///   - now: the present moment.
    /// - Returns: what became of it.
    /// - Throws: ``ArchiveError``; the batch is in the archive or not, and giving it again tells.
    public func ingest(_ batch: ObservationBatch, at now: Timestamp) throws(ArchiveError) -> Outcome {
        let kept = archive.contents.withLock(\.register.firstKeptDay)
        if batch.day < max(kept, firstDayToKeep(at: now)) { return .expired }
        if let today = Day(containing: now), batch.day > today.advanced(by: 1) { return .ahead }
        let (outcome, number) = try writer(of: batch.day).ingest(batch)
        if outcome != .expired { try change { $0.noteBatch(number, of: batch.day) } }
        return outcome
    }

    /// The first day that is kept at `now`.
    func firstDayToKeep(at now: Timestamp) -> Day {
        (Day(containing: now) ?? Day.first).advanced(by: -options.retentionDays)
    }

    func writer(of day: Day) -> DayWriter {
        days.withLock { days in
            if let writer = days[day] { return writer }
            let writer = DayWriter(day: day, archive: archive, folder: folder)
            days[day] = writer
            return writer
        }
    }

    /// Changes the register, in the file and in memory; nothing when the file cannot be written.
    func change<Value>(
        _ body: (inout ArchiveRegister) throws(ArchiveError) -> Value
    ) throws(ArchiveError) -> Value {
        try registering.withLock { _ throws(ArchiveError) in
            let before = archive.contents.withLock(\.register)
            var register = before
            let value = try body(&register)
            if register.text != before.text { try folder.write(register) }
            archive.contents.withLock { $0.register = register }
            return value
        }
    }

    func forget(_ day: Day) {
        days.withLock { $0[day] = nil }
    }

    /// Makes an empty database and closes it.
    private static func makeStore(in folder: String, settings: RocksSettings) throws(ArchiveError) {
        do throws(RocksError) {
            _ = try RocksDatabase.open(folder, families: [], access: .making, settings: settings)
        } catch { throw ArchiveError(error, at: folder) }
    }

    private static func open(
        _ folder: ArchiveFolder,
        settings: RocksSettings
    ) throws(ArchiveError) -> ArchiveContents {
        let register = try folder.readRegister()
        do throws(RocksError) {
            let families = try RocksDatabase.open(
                folder.store,
                families: try RocksDatabase.familyNames(in: folder.store, settings: settings),
                access: .writing,
                settings: settings
            )
            let contents = try ArchiveContents(families, register: register)
            for family in contents.leftOver { try family.drop() }
            return contents
        } catch { throw ArchiveError(error, at: folder.path) }
    }
}
