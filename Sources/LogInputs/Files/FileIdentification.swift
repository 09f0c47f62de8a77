import SystemIO

/// Finds out which source a file is: one that is known, wherever it stands now, or a new one.
///
/// A file is known by its inode and the bytes that were read of it. A file with another inode is the same source when it
/// holds every byte that was read of that and the file it was read from is not there any more: it is the copy of a log that
/// was truncated, or the compressed form of one that was deleted. As long as the file that it may be made from is there,
/// it is left alone: it may not be finished, and its original is what is read.
///
/// Of several sources it may be, the one of which most was read is right: whatever file that was, to read on in a file that
/// holds all its bytes gives no line twice and loses none.
struct FileIdentification {
    /// What a file turned out to be.
    enum Identity {
        /// What is remembered, to be read on from its position.
        case known(FileRecord)
        /// Nothing that is known.
        case new
        /// A copy that ends before what was read of its original, the given source: nothing in it is new.
        case covered(SourceID)
        /// That cannot be told yet: it is looked at again at every look.
        case undecided
    }

    private enum Whereabouts {
        /// It is there, or read to its end.
        case elsewhere
        /// It is there no more: what holds its bytes is it.
        case lost
        /// It is being read and will be lost.
        case leaving
    }

    let journal: ResumeJournal
    /// The plain files that are being read, by their source.
    let tailed: [SourceID: TailedFile]
    let names: FoundNames

    /// What `found` is.
    func identify(_ found: FoundFile) throws(SystemFailure) -> Identity {
        let known = try knownByKey(found)
        // An inode of which nothing was read proves nothing: it may have been given out again.
        if let known, known.isMarked { return .known(known) }
        if try isInTheMaking(found) { return .undecided }
        let start = try found.start()
        if try isBeingRead(start, at: found.path) { return .undecided }
        var covering: SourceID?
        for record in candidates(for: found) {
            let share = try found.share(of: record, start: start)
            if case .nothing = share { continue }
            switch try whereabouts(of: record, like: found) {
            case .elsewhere: continue
            case .leaving: return .undecided
            case .lost:
                if case .all = share { return .known(record) }
                // Only of a source that has just lost its file a copy may be too short.
                if record.end == nil, PathName(record.path).canBecome(PathName(found.path)) {
                    covering = covering ?? record.source
                }
            }
        }
        if let covering { return .covered(covering) }
        return known.map { .known($0) } ?? .new
    }

    /// The file that is known by its inode, if it still is what was read of it.
    private func knownByKey(_ found: FoundFile) throws(SystemFailure) -> FileRecord? {
        guard let record = journal.file(found.status.key) else { return nil }
        let generation = found.file.generation
        guard record.generation == 0 || generation == 0 || record.generation == generation else { return nil }
        let start = try found.start()
        // Nobody writes to a packed file: its beginning tells, and need not be unpacked further at every start.
        if found.isPacked, generation != 0, record.head.isLong, record.head.begins(start) { return record }
        if case .all = try found.share(of: record, start: start) { return record }
        return nil
    }

    /// Whether the file that this one may be copied or compressed from is there, and holds what this one holds.
    private func isInTheMaking(_ found: FoundFile) throws(SystemFailure) -> Bool {
        if found.isPacked || PathName(found.path).isPacked {
            guard let path = PathName.unpackedPath(of: found.path), let origin = Self.open(path) else {
                // What has no bytes cannot be told from text.
                return found.status.size == 0
            }
            guard found.isPacked else { return true }
            do throws(SystemFailure) {
                let start = try found.start()
                return try origin.bytes(0..<Int64(start.count)) == start
            } catch { return true }
        }
        guard names.isRotated(found.path) else { return false }
        if found.status.size == 0 { return true }
        for path in names.origins(of: found.path) {
            guard let origin = Self.open(path), try origin.status().key != found.status.key else { continue }
            if try found.isBeginning(of: origin) { return true }
        }
        return false
    }

    /// Whether a file begins with `start` that was deleted since it was opened, and of which nothing was read yet: it is read
    /// to its end first.
    private func isBeingRead(_ start: [UInt8], at path: String) throws(SystemFailure) -> Bool {
        let family = FileFamily(path)
        for reader in tailed.values where !reader.record.isMarked && reader.record.family == family {
            let file = reader.file
            if try !file.status().isLinked, try file.bytes(0..<Int64(start.count)) == start { return true }
        }
        return false
    }

    /// The sources that may be found in the file, those first of which most was read.
    private func candidates(for found: FoundFile) -> [FileRecord] {
        let family = FileFamily(found.path)
        let name = PathName(found.path)
        let isRotated = found.isPacked || names.isRotated(found.path)
        let records = journal.files { record in
            guard record.isMarked else { return false }
            guard record.family == family else {
                return record.head.isLong && record.key.inode == found.status.key.inode
            }
            // Other logs of the family may begin with the same lines, as long as these are few.
            return isRotated || record.head.isLong || PathName(record.path).canBecome(name)
        }
        return records.sorted {
            ($0.handedOut.position, $0.number) > ($1.handedOut.position, $1.number)
        }
    }

    /// Where the file of `record` is, which `found` is like.
    private func whereabouts(
        of record: FileRecord,
        like found: FoundFile
    ) throws(SystemFailure) -> Whereabouts {
        if let reader = tailed[record.source] {
            if try reader.isReplaced() { return .leaving }
            // What was compressed is deleted then, and still read to its end.
            return try reader.file.status().isLinked ? .elsewhere : .leaving
        }
        if try isThere(record, beside: found) { return .elsewhere }
        return journal.isClaimed(record.source) ? .leaving : .lost
    }

    /// Whether the file of `record` is another than `found` and still holds what was read of it.
    private func isThere(_ record: FileRecord, beside found: FoundFile) throws(SystemFailure) -> Bool {
        let path = names.paths[record.key] ?? record.path
        guard path != found.path, let file = Self.open(path) else { return false }
        do throws(SystemFailure) {
            let other = try FoundFile(file, path: path)
            guard other.status.key == record.key else { return false }
            if case .all = try other.share(of: record, start: try other.start()) { return true }
            return false
        } catch { return false }
    }

    private static func open(_ path: String) -> OpenFile? {
        do throws(SystemFailure) {
            let file = try OpenFile(path: path)
            return try file.status().isRegular ? file : nil
        } catch { return nil }
    }
}
