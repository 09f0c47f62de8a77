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
        if let record = try knownByKey(file, status) { return .known(record) }
        for record in relatives(of: path, status) {
            // What is being read has been truncated this very moment: that is seen to first.
            if let tailed = tailed[record.source], try tailed.isReplaced() { return .undecided }
            guard let original = original(of: record, path: path) else {
                // Few bytes prove nothing: short files may well be alike.
                guard record.handedOut.position >= ContentMark.headLength else { continue }
                if try holds(file, status, record) { return .known(record) }
                continue
            }
            if record.path != path, try isCopySoFar(file, status, of: original) { return .undecided }
        }
        return .new
    }

    /// What the packed file at `path` is: what once was a plain file, or one of its own.
    func identifyPacked(path: String, status: FileStatus) throws(SystemFailure) -> Identity {
        let head = try PackedFile.head(ofFileAt: path, length: ContentMark.headLength)
        if let record = journal.file(status.key), record.isBegun(by: head) { return .known(record) }
        for record in relatives(of: path, status) {
            guard let original = original(of: record, path: path) else {
                if record.isBegun(by: head), try PackedFile.holds(path, record) { return .known(record) }
                continue
            }
            // The file that is being packed, maybe before anything was read of it.
            if try original.bytes(0..<Int64(head.count)) == head { return .undecided }
        }
        return .new
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
            guard isMoved || PathName(path).isRelated(to: original) && record.handedOut.position > 0
            else { continue }
            if let rest = rest(of: record, at: path, status, isMoved: isMoved) { return rest }
        }
        return nil
    }

    private func rest(
        of record: FileRecord,
        at path: String,
        _ status: FileStatus,
        isMoved: Bool
    ) -> FoundFile? {
        do throws(SystemFailure) {
            let file = try OpenFile(path: path)
            if ByteStream.isPacked(head: try file.bytes(0..<Int64(ByteStream.detectionLength))) {
                let head = try PackedFile.head(ofFileAt: path, length: ContentMark.headLength)
                guard record.isBegun(by: head), try PackedFile.holds(path, record) else { return nil }
                return FoundFile(file: file, status: status, path: path, isPacked: true, standing: .copy)
            }
            // What is known as another file is that one, however alike their beginnings are.
            if let known = try knownByKey(file, status), known.source != record.source { return nil }
            guard try holds(file, status, record) else { return nil }
            let standing = isMoved ? FollowedFile.Standing.gone : .copy
            return FoundFile(file: file, status: status, path: path, isPacked: false, standing: standing)
        } catch { return nil }
    }

    /// The file that is known by its inode, if it still is what was read of it.
    private func knownByKey(_ file: OpenFile, _ status: FileStatus) throws(SystemFailure) -> FileRecord? {
        guard let record = journal.file(status.key) else { return nil }
        let generation = file.generation
        guard record.generation == 0 || generation == 0 || record.generation == generation else { return nil }
        return try holds(file, status, record) ? record : nil
    }

    /// The files that may once have been what is found at `path`, the newest first.
    private func relatives(of path: String, _ status: FileStatus) -> [FileRecord] {
        let name = PathName(path)
        return journal.files { record in
            record.key != status.key
                && (record.key.inode == status.key.inode || record.path == path
                    || name.isRelated(to: PathName(record.path)))
        }.reversed()
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
