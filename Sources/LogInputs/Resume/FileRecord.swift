import SystemIO

/// What is remembered of a file that lines were read from.
struct FileRecord: Sendable, Hashable {
    /// A place in a file, and the last bytes before it.
    struct Place: Sendable, Hashable {
        static let start = Place(position: 0, tail: .empty)

        var position: Int64
        var tail: ContentMark
    }

    let source: SourceID
    /// Counts the files of a journal: a later one of the same inode has a higher number.
    let number: Int64
    /// The input that read it last.
    var input: String
    /// The path it had last.
    var path: String { didSet { family = FileFamily(path) } }
    /// What rotation can make of it.
    private(set) var family: FileFamily
    var key: FileKey
    /// What the filesystem counts when it gives an inode out again; 0 where it does not.
    var generation: UInt32
    /// What it begins with, as far as it was read.
    var head = FileHead.none
    /// Up to where everything is stored.
    private(set) var stored: Place
    /// Up to where lines were handed out in this run; a run begins with what is stored. Not written to the journal.
    var handedOut: Place
    /// Where the last line ends, once the file was left.
    var end: Int64?
    /// When the file was there last.
    var lastSeen: WallTime
    /// Ends of blocks that follow from no rule, by their start: see docs/decisions/0009-inputs-exactly-once.md.
    var cuts: [Int64: Int64] = [:]

    init(
        source: SourceID,
        number: Int64,
        input: String,
        path: String,
        key: FileKey,
        generation: UInt32,
        stored: Place,
        lastSeen: WallTime
    ) {
        self.source = source
        self.number = number
        self.input = input
        self.path = path
        family = FileFamily(path)
        self.key = key
        self.generation = generation
        self.stored = stored
        self.lastSeen = lastSeen
        handedOut = stored
    }

    /// The same file, stored up to `place` and no further, without its cuts.
    func resumed(from place: Place) -> FileRecord {
        var record = self
        record.stored = place
        record.handedOut = place
        record.cuts = [:]
        return record
    }

    /// Whether everything that was in it is stored.
    var isFinished: Bool { end.map { stored.position >= $0 } ?? false }

    /// Whether any of its bytes is known, so that it can be told from others by its content.
    var isMarked: Bool { head.length > 0 }

    mutating func store(_ place: Place) {
        guard place.position > stored.position else { return }
        stored = place
        cuts = cuts.filter { $0.key >= place.position }
        handOut(place)
    }

    mutating func handOut(_ place: Place) {
        if place.position > handedOut.position { handedOut = place }
    }

    /// Takes over how far `known`, an earlier form of the same record, was read.
    mutating func takeProgress(of known: FileRecord) {
        cuts = known.cuts
        store(known.stored)
        handOut(known.handedOut)
    }
}
