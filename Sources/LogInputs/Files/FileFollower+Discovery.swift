import ByteStreams
import SystemIO

extension FileFollower {
    /// Looks for files that are new, were renamed, or are gone from their path.
    func discover(isFirst: Bool) {
        replaceFiles()
        let isNewInput = isFirst && journal.begin(input: port.name)
        let found = findFiles()
        names = FoundNames(found, live: isFirst ? rememberedLiveFamilies : names.live)
        isUndecided = false
        var open = Dictionary(files.map { ($0.status.key, $0) }) { first, _ in first }
        for (path, status) in found {
            if let file = open.removeValue(forKey: status.key) {
                file.found(at: path, isRotated: names.isRotated(path), in: journal)
            } else if settled[status.key] == SettledFile(status) {
                if let known = journal.file(status.key) { noteSeen(known, at: path) }
            } else {
                take(path, startsAtEnd: isNewInput && configuration.start == .end)
            }
        }
        for file in open.values where !isThere(file) { file.vanish() }
        let keys = Set(found.map(\.status.key))
        settled = settled.filter { keys.contains($0.key) }
        if isFirst { setUnfinishedAdrift() }
        findRests()
    }

    /// The families of the files that are remembered, of which one had the name without additions; and of the pattern, if
    /// it is the name of one file.
    private var rememberedLiveFamilies: Set<FileFamily> {
        var paths = journal.files { _ in true }.map(\.path)
        if !pattern.hasWildcards { paths.append(pattern.text) }
        return Set(paths.filter { PathName($0).isPlain }.map { FileFamily($0) })
    }

    /// Whether the path of a file still leads to it: a folder that changes while it is read may be read with gaps.
    private func isThere(_ file: FollowedFile) -> Bool {
        guard pattern.matches(file.path) else { return false }
        do throws(SystemFailure) { return try FileStatus(path: file.path).key == file.status.key } catch {
            return false
        }
    }

    /// A file that is not read is there: copies are told by where their original is.
    private func noteSeen(_ known: FileRecord, at path: String) {
        guard known.path != path else { return journal.touch(known.source) }
        var record = known
        record.path = path
        record.lastSeen = .now
        journal.update(record)
    }

    /// Begins to read files that were renamed out of the pattern before they were looked at.
    func take(strays: Set<String>) {
        for path in strays.sorted() {
            do throws(SystemFailure) {
                if try FileStatus(path: path).isRegular { take(path, startsAtEnd: false, standing: .gone) }
            } catch {
                if !error.isMissing { port.counters.report(error.detail, about: path) }
                // It may have been compressed already.
                for packed in PathName.packedPaths(of: path) where Folders.exists(packed) {
                    take(packed, startsAtEnd: false, standing: .gone)
                }
            }
        }
    }

    /// The regular files of the pattern, each once, the one that was not written to for longest first.
    private func findFiles() -> [(path: String, status: FileStatus)] {
        let paths = pattern.paths
        if !pattern.hasWildcards, configuration.mode == .follow || paths.isEmpty {
            paths.isEmpty
                ? port.counters.report("no such file yet", about: pattern.text)
                : port.counters.resolve(pattern.text)
        }
        var found: [FileKey: (path: String, status: FileStatus)] = [:]
        for path in paths.sorted() {
            do throws(SystemFailure) {
                let status = try FileStatus(path: path)
                guard status.isRegular else {
                    let remedy =
                        status.isDirectory
                        ? "is a folder; name the files in it, as in \(path)/*" : "is no file"
                    port.counters.report(remedy, about: path)
                    continue
                }
                if found[status.key] == nil { found[status.key] = (path, status) }
            } catch {
                if !error.isMissing { port.counters.report(error.detail, about: path) }
            }
        }
        return found.values.sorted { ($0.status.modified, $0.path) < ($1.status.modified, $1.path) }
    }

    /// Begins to read the file at `path`, if it has anything for this input.
    private func take(_ path: String, startsAtEnd: Bool, standing: FollowedFile.Standing = .linked) {
        do throws(SystemFailure) {
            var found = try FoundFile(try OpenFile(path: path), path: path)
            // It may have come to this path only now.
            guard found.status.isRegular, !files.contains(where: { $0.status.key == found.status.key }) else {
                return
            }
            if found.isUTF16, configuration.mode == .follow {
                throw SystemFailure(
                    detail: "is UTF-16 text, which is not followed; read it once, or convert it"
                )
            }
            found.standing = found.isPacked ? .copy : names.isRotated(path) ? .gone : standing
            take(found, startsAtEnd: startsAtEnd)
        } catch { port.counters.report(error.detail, about: path) }
    }

    private func take(_ found: FoundFile, startsAtEnd: Bool) {
        do throws(SystemFailure) {
            let identity = try identification.identify(found)
            port.counters.resolve(found.path)
            switch identity {
            case .known(let record): resume(record, found)
            case .undecided: isUndecided = true
            case .covered(let source): try cover(source, found)
            case .new where found.isPacked && startsAtEnd: try passOver(found)
            case .new:
                let size = found.status.size
                begin(found, at: startsAtEnd ? try found.file.endOfLines(before: size) : .start)
            }
        } catch {
            // What is damaged is looked at again when it has changed.
            if found.isPacked { settle(found) }
            port.counters.report(error.detail, about: found.path)
        }
    }

    var identification: FileIdentification {
        let tailed = files.compactMap { file in file.tailed.map { (file.source, $0) } }
        return FileIdentification(
            journal: journal,
            tailed: Dictionary(tailed) { first, _ in first },
            names: names
        )
    }

    /// Reads a file that is new.
    func begin(_ found: FoundFile, at place: FileRecord.Place) {
        let addition = journal.addFile(
            input: port.name,
            path: found.path,
            key: found.status.key,
            generation: found.file.generation,
            from: place
        )
        switch addition {
        case .taken: settle(found)
        case .full:
            port.counters.report(
                "not read: \(ResumeJournal.maximumFiles) files are remembered already; move old ones away",
                about: found.path
            )
        case .added(var record):
            do throws(SystemFailure) {
                let start = try found.start()
                record.head = FileHead(of: start.prefix(Int(min(place.position, Int64(start.count)))))
            } catch { port.counters.report(error.detail, about: found.path) }
            read(record, found, isWrittenDown: false)
        }
    }

    /// Remembers a file nothing of which is wanted: a packed one, or as far as it goes now.
    private func passOver(_ found: FoundFile) throws(SystemFailure) {
        let start = try found.start()
        let end = found.isPacked ? 0 : found.status.size
        let place = FileRecord.Place(
            position: end,
            tail: found.isPacked ? .empty : try found.file.tail(before: end)
        )
        let addition = journal.addFile(
            input: port.name,
            path: found.path,
            key: found.status.key,
            generation: found.file.generation,
            from: place
        )
        if case .added(var record) = addition {
            record.head = FileHead(of: start)
            record.end = end
            journal.update(record)
            journal.release(record.source)
        }
        settle(found)
    }

    /// Remembers a copy in which nothing is new, and with it that its source is read.
    func cover(_ source: SourceID, _ found: FoundFile) throws(SystemFailure) {
        try passOver(found)
        guard let record = journal.file(source) else { return }
        findsRest(of: source, length: record.handedOut.position)
        forget(record)
    }

    /// Reads on in a file that is known, if there is more in it.
    func resume(_ known: FileRecord, _ found: FoundFile) {
        guard journal.claim(known.source) else { return settle(found) }
        var found = found
        if known.key != found.status.key, known.path != found.path {
            found.standing = .copy
        } else if known.path != found.path, found.standing == .linked {
            found.standing = .gone
        }
        var record = known
        record.input = port.name
        record.path = found.path
        record.key = found.status.key
        record.generation = found.file.generation
        let position = record.handedOut.position
        let isRead = found.isPacked ? record.end == position : found.status.size == position
        // A file that is read is left alone once it was left, or when nobody writes to it; a live one is kept open.
        record.end = isRead && (found.standing != .linked || record.end != nil) ? position : nil
        if record != known { journal.update(record) }
        // How much a packed file holds is not known.
        findsRest(of: known.source, length: found.isPacked ? .max : max(position, found.status.size))
        if record.end == nil { return read(record, found, isWrittenDown: record == known) }
        journal.release(record.source)
        settle(found)
    }

    /// Reads a file that is claimed.
    private func read(_ record: FileRecord, _ found: FoundFile, isWrittenDown: Bool) {
        do throws(SystemFailure) {
            let reading: any LineFile =
                found.isPacked
                ? try PackedFile(found.file, record: record)
                : TailedFile(found.file, record: record, status: found.status)
            files.append(FollowedFile(reading, found, isWrittenDown: isWrittenDown))
        } catch {
            journal.release(record.source)
            settle(found)
            port.counters.dropped(.damaged, 1)
            port.counters.report(error.detail, about: found.path)
        }
    }

    private func settle(_ found: FoundFile) {
        settled[found.status.key] = SettledFile(found.status)
    }
}
