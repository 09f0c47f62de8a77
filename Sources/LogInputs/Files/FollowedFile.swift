import SystemIO

/// A file among those that are followed: what reads it, where it stands, and since when it is quiet.
final class FollowedFile {
    private let reading: any LineFile
    private let openingStatus: FileStatus
    /// Whether its path still leads to it.
    var isLinked: Bool
    /// Whether a later run can know it: its source and first bytes are on the disk.
    var isWrittenDown: Bool
    private(set) var path: String
    private(set) var lastChange = ContinuousClock.now
    /// Since when there has been something unread.
    private(set) var behindSince: ContinuousClock.Instant?

    init(_ reading: any LineFile, path: String, status: FileStatus, isLinked: Bool, isWrittenDown: Bool) {
        self.reading = reading
        openingStatus = status
        self.path = path
        self.isLinked = isLinked
        self.isWrittenDown = isWrittenDown
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

    /// Whether it is gone from its path, and nothing came for `time`.
    func isAbandoned(for time: Duration) -> Bool {
        !isLinked && (isPacked ? isDrained : lastChange.duration(to: .now) >= time)
    }

    /// It is found at `path`; the journal hears of it when that is new.
    func found(at path: String, in journal: ResumeJournal) {
        isLinked = true
        guard path != self.path else { return journal.touch(source) }
        self.path = path
        tailed?.move(to: path)
        journal.update(reading.record)
    }

    func next(isLast: Bool) throws(SystemFailure) -> FileStep {
        if let tailed, try tailed.refresh() { lastChange = .now }
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
