import Synchronization
import SystemIO

/// What was read and stored, kept over restarts and crashes.
///
/// Changes are noted at once in memory and written in groups: ``commit()`` writes what was noted and waits for the disk.
/// Everything a later run must know before a batch goes out (which source it is, where it was cut) is committed before
/// the batch goes out. What was acknowledged may be written late: until then it is handed out again after a crash, with
/// the same identity.
final class ResumeJournal: Sendable {
    /// Most files that are remembered; beyond, those longest gone leave, and new ones are refused while all are there.
    static let maximumFiles = 16_384
    /// Most requests that are remembered; beyond, the oldest leave.
    static let maximumRequests = 16_384
    /// For how long a file that is gone is remembered.
    static let fileRetention = Duration.seconds(30 * 86_400)
    /// For how long a request is remembered.
    static let requestRetention = Duration.seconds(86_400)

    fileprivate struct State {
        var resume: ResumeState
        /// Records that are applied and not written yet.
        var unwritten: [ResumeRecord] = []
        /// Files that an input is reading now.
        var claimed: Set<SourceID> = []
    }

    private let state: Mutex<State>
    /// Nil once the journal is closed.
    private let writer: Mutex<JournalWriter?>

    /// Opens the journal in `folder`, making both when they are missing.
    /// - Throws: ``ResumeError`` when it is damaged, in use, or cannot be read or written.
    init(folder: String) throws(ResumeError) {
        var writer = try JournalWriter(folder: folder)
        let resume = try writer.read() ?? ResumeState(journal: .random())
        try writer.replace(with: resume.records)
        state = Mutex(State(resume: resume))
        self.writer = Mutex(writer)
    }

    // MARK: Reading

    /// The name that all source names of this journal are made from.
    var id: SourceID { state.withLock { $0.resume.journal } }

    /// The newest file of an inode.
    func file(_ key: FileKey) -> FileRecord? {
        state.withLock { $0.resume.file(key) }
    }

    func file(_ source: SourceID) -> FileRecord? {
        state.withLock { $0.resume.files[source] }
    }

    func files(where isWanted: (FileRecord) -> Bool) -> [FileRecord] {
        state.withLock { $0.resume.files.values.filter(isWanted) }.sorted { $0.number < $1.number }
    }

    func request(_ source: SourceID) -> RequestRecord? {
        state.withLock { $0.resume.requests[source] }
    }

    // MARK: Noting

    /// Notes that an input looks for files.
    /// - Returns: whether it does so for the first time.
    func begin(input: String) -> Bool {
        state.withLock { state in
            let isFirst = !state.resume.inputs.contains(input)
            if isFirst { state.note(.input(input)) }
            return isFirst
        }
    }

    /// What came of adding a file.
    enum Addition {
        /// It is the caller's to read, as ``claim(_:)`` gives it.
        case added(FileRecord)
        /// Another input took it in the meantime.
        case taken
        /// Too many files are remembered that are all there.
        case full
    }

    /// Makes a source of a file that is not known, to be read by the caller alone from `place` on.
    func addFile(
        input: String,
        path: String,
        key: FileKey,
        generation: UInt32,
        from place: FileRecord.Place
    ) -> Addition {
        state.withLock { state in
            if let known = state.resume.file(key), state.claimed.contains(known.source) { return .taken }
            if state.resume.files.count >= Self.maximumFiles, !state.forgetOldestFile() { return .full }
            let number = state.resume.lastNumber + 1
            let record = FileRecord(
                source: SourceID(digestOf: [
                    "\(state.resume.journal)", "\(key.device)", "\(key.inode)", "\(number)",
                ]),
                number: number,
                input: input,
                path: path,
                key: key,
                generation: generation,
                stored: place,
                lastSeen: .now
            )
            state.note(.file(record))
            state.claimed.insert(record.source)
            return .added(record)
        }
    }

    /// Takes a file to be read by the caller alone.
    /// - Returns: whether it is the caller's; false when another reads it.
    func claim(_ source: SourceID) -> Bool {
        state.withLock { $0.claimed.insert(source).inserted }
    }

    /// Whether somebody reads a file.
    func isClaimed(_ source: SourceID) -> Bool {
        state.withLock { $0.claimed.contains(source) }
    }

    func release(_ source: SourceID) {
        state.withLock { _ = $0.claimed.remove(source) }
    }

    /// Notes, for this run only, up to where a file was handed out.
    func handOut(_ source: SourceID, _ place: FileRecord.Place) {
        state.withLock { $0.resume.handOut(source, place) }
    }

    /// Notes a change of a file's path, key, head or end; how far it was read stays as it is.
    func update(_ record: FileRecord) {
        state.withLock { $0.note(.file(record)) }
    }

    func cut(_ source: SourceID, start: Int64, end: Int64) {
        state.withLock { $0.note(.cut(source, start: start, end: end)) }
    }

    func store(_ source: SourceID, _ place: FileRecord.Place) {
        state.withLock { $0.note(.stored(source, place)) }
    }

    func update(_ request: RequestRecord) {
        state.withLock { state in
            state.note(.request(request))
            if state.resume.requests.count > Self.maximumRequests { state.forgetOldestRequests() }
        }
    }

    /// Notes what follows from what is remembered.
    func note(_ records: (ResumeState) -> [ResumeRecord]) {
        state.withLock { state in
            for record in records(state.resume) { state.note(record) }
            if state.resume.requests.count > Self.maximumRequests { state.forgetOldestRequests() }
        }
    }

    /// The file is still there.
    func touch(_ source: SourceID) {
        state.withLock { $0.resume.touch(source, at: .now) }
    }

    // MARK: Writing

    /// Writes what was noted, and waits until it is on the disk. The calling thread waits; several may call.
    /// - Throws: ``ResumeError`` with ``ResumeError/Code/unwritable``; what was noted stays noted.
    func commit() throws(ResumeError) {
        try writer.withLock { writer throws(ResumeError) in try write(&writer, compactly: false) }
    }

    /// Forgets what is long gone and writes the file anew.
    /// - Throws: ``ResumeError`` with ``ResumeError/Code/unwritable``; the old file stays.
    func tidy(at now: WallTime = .now) throws(ResumeError) {
        state.withLock { $0.forgetStale(at: now) }
        try writer.withLock { writer throws(ResumeError) in try write(&writer, compactly: true) }
    }

    /// Writes what was noted, for the last time, and leaves the folder to others.
    /// - Throws: ``ResumeError`` with ``ResumeError/Code/unwritable``.
    func close() throws(ResumeError) {
        try writer.withLock { writer throws(ResumeError) in
            defer { writer = nil }
            try write(&writer, compactly: false)
        }
    }

    private func write(_ writer: inout JournalWriter?, compactly: Bool) throws(ResumeError) {
        let records = state.withLock { state in
            defer { state.unwritten = [] }
            return state.unwritten
        }
        do throws(ResumeError) {
            if compactly || writer?.isLong ?? false {
                try writer?.replace(with: state.withLock { $0.resume.records })
            } else if !records.isEmpty {
                try writer?.append(records)
            }
        } catch {
            state.withLock { $0.unwritten.insert(contentsOf: records, at: 0) }
            throw error
        }
    }
}

extension ResumeJournal.State {
    fileprivate mutating func note(_ record: ResumeRecord) {
        resume.apply(record)
        unwritten.append(record)
    }

    fileprivate mutating func forgetStale(at now: WallTime) {
        let files = resume.files.values.filter { now.since($0.lastSeen) > ResumeJournal.fileRetention }
        let requests = resume.requests.values.filter {
            now.since($0.lastSeen) > ResumeJournal.requestRetention
        }
        for source in files.map(\.source) + requests.map(\.source) { note(.forgotten(source)) }
    }

    /// Forgets the file that is gone for the longest time and finished.
    fileprivate mutating func forgetOldestFile() -> Bool {
        let gone = resume.files.values.filter {
            $0.isFinished && WallTime.now.since($0.lastSeen) > .seconds(60)
        }
        guard let oldest = gone.min(by: { $0.lastSeen < $1.lastSeen }) else { return false }
        note(.forgotten(oldest.source))
        return true
    }

    /// Forgets the older half of the requests.
    fileprivate mutating func forgetOldestRequests() {
        let oldest = resume.requests.values.sorted { $0.lastSeen < $1.lastSeen }
        for request in oldest.prefix(oldest.count / 2) { note(.forgotten(request.source)) }
    }
}
