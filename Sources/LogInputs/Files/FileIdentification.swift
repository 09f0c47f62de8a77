import ByteStreams
import SystemIO

/// Finds out which source a file is: one that is known, wherever it stands now, or a new one.
///
/// A file is known by its inode and the bytes that were read of it. What has another inode is still the same source when
/// rotation or a copying tool put it there: its name says so, it holds every byte that was read, and the file it came
/// from is not there any more.
struct FileIdentification {
    /// What a file turned out to be.
    enum Identity {
        /// What is remembered, to be read on from its position.
        case known(FileRecord)
        /// Nothing that is known.
        case new
        /// A copy, as far as it goes, of a file that is being read: it has nothing of its own yet.
        case undecided
    }

    /// Most entries of a folder that are looked at for the rest of a file.
    private static let maximumEntries = 65_536
    /// Bytes of a copy that are compared with the file it may be a copy of.
    private static let comparedLength = 64 << 10

    let journal: ResumeJournal
    /// The plain files that are being read, by their source.
    let tailed: [SourceID: TailedFile]

    /// What `file`, found at `path`, is.
    func identify(_ file: OpenFile, path: String, status: FileStatus) throws(SystemFailure) -> Identity {
        let name = PathName(path)
        if let record = journal.file(status.key), tailed[record.source] == nil,
            record.generation == 0 || file.generation == 0 || record.generation == file.generation,
            try holds(file, status, record)
        {
            return .known(record)
        }
        let related = journal.files { record in
            record.key != status.key && Self.isRelated(name, path, status, record)
        }
        for record in related.reversed() {
            // What is being read has been truncated this very moment: that is seen to first.
            if let tailed = tailed[record.source], try tailed.isReplaced() { return .undecided }
            guard let original = original(of: record, path: path) else {
                if Self.isEvident(record, path: path), try holds(file, status, record) {
                    return .known(record)
                }
                continue
            }
            if name.isRotation(of: PathName(record.path)), try isCopySoFar(file, status, of: original) {
                return .undecided
            }
        }
        return .new
    }

    /// What the packed file at `path` is: what once was a plain file, or one of its own.
    func identifyPacked(path: String, status: FileStatus) throws(SystemFailure) -> Identity {
        let name = PathName(path)
        let head = try PackedFile.head(ofFileAt: path, length: ContentMark.headLength)
        if let record = journal.file(status.key), Self.begins(head, record) { return .known(record) }
        let related = journal.files { record in
            record.key != status.key && Self.isRelated(name, path, status, record)
        }
        for record in related.reversed() where Self.isContinued(by: head, record) {
            return original(of: record, path: path) == nil ? .known(record) : .undecided
        }
        return .new
    }

    private static func begins(_ head: [UInt8], _ record: FileRecord) -> Bool {
        record.head.length > 0 && record.head.length <= head.count
            && ContentMark(of: Array(head.prefix(record.head.length))) == record.head
    }

    /// Whether a file that begins with `head` can be what became of the one that `record` speaks of. Of a short one that
    /// was left, all must be the same.
    private static func isContinued(by head: [UInt8], _ record: FileRecord) -> Bool {
        guard begins(head, record) else { return false }
        guard let end = record.end, end < Int64(ContentMark.headLength) else { return true }
        return end == Int64(head.count)
    }

    /// Where the rest of a file is that was not read to its end and is not where it was.
    /// - Returns: the same file under another name, a copy, or a compressed copy; nil when there is none.
    /// - Throws: ``SystemFailure`` when its folder cannot be read.
    func findRest(of record: FileRecord) throws(SystemFailure) -> FoundFile? {
        let original = PathName(record.path)
        for name in try Folders.entries(of: original.folder, limit: Self.maximumEntries).sorted() {
            let path = original.folder == "/" ? "/\(name)" : "\(original.folder)/\(name)"
            guard let status = Self.status(path), status.isRegular else { continue }
            let isMoved = status.key.inode == record.key.inode
            guard isMoved || PathName(path).isRotation(of: original) else { continue }
            if let rest = rest(of: record, at: path, status) { return rest }
        }
        return nil
    }

    private func rest(of record: FileRecord, at path: String, _ status: FileStatus) -> FoundFile? {
        do throws(SystemFailure) {
            let file = try OpenFile(path: path)
            if ByteStream.isPacked(head: try file.bytes(0..<Int64(ByteStream.detectionLength))) {
                let head = try PackedFile.head(ofFileAt: path, length: ContentMark.headLength)
                guard Self.isContinued(by: head, record) else { return nil }
                return FoundFile(file: file, status: status, path: path, isPacked: true, standing: .copy)
            }
            guard try holds(file, status, record) else { return nil }
            let isMoved = status.key.inode == record.key.inode
            return FoundFile(
                file: file,
                status: status,
                path: path,
                isPacked: false,
                standing: isMoved ? .gone : .copy
            )
        } catch { return nil }
    }

    /// Whether `file` holds every byte that was read of `record`.
    private func holds(
        _ file: OpenFile,
        _ status: FileStatus,
        _ record: FileRecord
    ) throws(SystemFailure) -> Bool {
        guard status.size >= record.handedOut.position, try file.head(record.head.length) == record.head
        else {
            return false
        }
        if record.handedOut.tail == .empty { return true }
        return try file.tail(before: record.handedOut.position) == record.handedOut.tail
    }

    private static func isRelated(
        _ name: PathName,
        _ path: String,
        _ status: FileStatus,
        _ record: FileRecord
    ) -> Bool {
        record.key.inode == status.key.inode || record.path == path
            || name.isRotation(of: PathName(record.path))
    }

    /// Whether what was read of a file is enough to know it by its bytes alone: few bytes prove something only where
    /// rotation would have put them.
    private static func isEvident(_ record: FileRecord, path: String) -> Bool {
        record.handedOut.position >= ContentMark.headLength
            || record.handedOut.position > 0 && PathName(path).isRotation(of: PathName(record.path))
    }

    /// The file that `record` speaks of, where it still is one beside the file at `path`.
    private func original(of record: FileRecord, path: String) -> OpenFile? {
        if let tailed = tailed[record.source] { return tailed.file }
        guard record.path != path, let status = Self.status(record.path), status.key == record.key,
            status.size >= record.handedOut.position
        else { return nil }
        do throws(SystemFailure) {
            let file = try OpenFile(path: record.path)
            return try holds(file, status, record) ? file : nil
        } catch { return nil }
    }

    /// Whether `file` begins and ends as `original` does over the length of the shorter one.
    private func isCopySoFar(
        _ file: OpenFile,
        _ status: FileStatus,
        of original: OpenFile
    ) throws(SystemFailure) -> Bool {
        let length = min(status.size, try original.status().size)
        let front = 0..<min(length, Int64(Self.comparedLength))
        let back = max(0, length - Int64(Self.comparedLength))..<length
        for range in [front, back] {
            let bytes = try file.bytes(range)
            guard bytes == (try original.bytes(range)) else { return false }
        }
        return true
    }

    private static func status(_ path: String) -> FileStatus? {
        do throws(SystemFailure) { return try FileStatus(path: path) } catch { return nil }
    }
}
