import SystemIO

/// A file among those that are followed: what reads it, where it stands, and since when it is quiet.
final class FollowedFile {
    private let reading: any LineFile
    private let openingStatus: FileStatus
    /// Where a file stands.
    enum Standing {
        /// Its path leads to it: more is written to it.
        case linked
        /// It was renamed or deleted: somebody may still write to it.
        case gone
        /// It is the copy of a file that was truncated or replaced: nobody writes to it.
        case copy
    }

    private(set) var standing: Standing
    /// Whether it was renamed, or its name says that it was: it may be at its path and is not the live file there.
    private var isRotated: Bool
    /// Whether a later run can know it: its source and first bytes are on the disk.
    var isWrittenDown: Bool
    private(set) var path: String
    var lastChange: ContinuousClock.Instant { tailed?.lastChange ?? .now }
    /// Since when there has been something unread.
    private(set) var behindSince: ContinuousClock.Instant?

    init(_ reading: any LineFile, _ found: FoundFile, isWrittenDown: Bool) {
        self.reading = reading
        self.isWrittenDown = isWrittenDown
        openingStatus = found.status
        path = found.path
        standing = found.standing
        isRotated = found.standing == .gone
    }

    var source: SourceID { reading.record.source }
    var record: FileRecord { reading.record }
    var unreadLength: Int64 { reading.unreadLength }
    var isPacked: Bool { reading is PackedFile }
    var tailed: TailedFile? { reading as? TailedFile }
    /// What the filesystem said of it last.
    var status: FileStatus { tailed?.status ?? openingStatus }

    /// Whether nothing was there at the last look; of a file that is not to be followed.
    private(set) var isDrained = false

    /// Whether nothing more is expected of it: a copy that was read, or a file gone from its path that was quiet for `time`.
    func isAbandoned(for time: Duration) -> Bool {
        switch standing {
        case .linked: false
        case .gone: lastChange.duration(to: .now) >= time
        case .copy: isDrained
        }
    }

    /// It is not found at its path any more.
    func vanish() {
        if standing == .linked { standing = .gone }
    }

    /// It is found at `path`, a rotated file's name or not; the journal hears of it when that is new.
    func found(at path: String, isRotated: Bool, in journal: ResumeJournal) {
        // Under a new name it is a rotated one.
        if isRotated || path != self.path { self.isRotated = true }
        if standing != .copy { standing = self.isRotated ? .gone : .linked }
        guard path != self.path else { return journal.touch(source) }
        self.path = path
        tailed?.move(to: path)
        journal.update(reading.record)
    }

    func next(isLast: Bool) throws(SystemFailure) -> FileStep {
        let step = try reading.next(isLast: isLast)
        if case .nothing = step { isDrained = true } else { isDrained = false }
        behindSince = unreadLength > 0 ? behindSince ?? .now : nil
        return step
    }

    func take(_ block: FileBlock, in journal: ResumeJournal) {
        reading.take(block)
        let place = FileRecord.Place(position: reading.position, tail: block.tail)
        journal.handOut(source, place)
        if unreadLength == 0 { behindSince = nil }
    }

    /// Remembers the first bytes, as far as the block goes, when that is more than is remembered.
    func noteHead(_ block: FileBlock, in journal: ResumeJournal) {
        guard block.head != reading.record.head || !isWrittenDown else { return }
        var record = reading.record
        record.head = block.head
        journal.update(record)
    }

    /// Remembers that it ends where reading stands.
    func end(in journal: ResumeJournal) {
        var record = reading.record
        record.end = reading.position
        journal.update(record)
    }
}
