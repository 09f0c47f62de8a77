import ByteStreams
import SystemIO

extension FileFollower {
    /// Looks for files that are new, were renamed, or are gone from their path.
    func discover(isFirst: Bool) {
        replaceFiles()
        let isNewInput = isFirst && journal.begin(input: port.name)
        let found = findFiles()
        var open = Dictionary(files.map { ($0.status.key, $0) }) { first, _ in first }
        for (path, status) in found {
            if let file = open.removeValue(forKey: status.key) {
                file.found(at: path, in: journal)
            } else if settled[status.key] == SettledFile(status) {
                if let known = journal.file(status.key) { journal.touch(known.source) }
            } else {
                take(path, startsAtEnd: isNewInput && configuration.start == .end)
            }
        }
        for file in open.values where !isThere(file) { file.vanish() }
        takeStrays()
        let keys = Set(found.map(\.status.key))
        settled = settled.filter { keys.contains($0.key) }
        if isFirst { findRests() }
    }

    /// Whether the path of a file still leads to it: a folder that changes while it is read may be read with gaps.
    private func isThere(_ file: FollowedFile) -> Bool {
        guard pattern.matches(file.path) else { return false }
        do throws(SystemFailure) { return try FileStatus(path: file.path).key == file.status.key } catch {
            return false
        }
    }

    /// Begins to read files that were renamed out of the pattern before they were looked at.
    private func takeStrays() {
        for path in strays.sorted() {
            do throws(SystemFailure) {
                let status = try FileStatus(path: path)
                guard status.isRegular, !files.contains(where: { $0.status.key == status.key }) else {
                    continue
                }
                take(path, startsAtEnd: false, standing: .gone)
            } catch { if !error.isMissing { port.counters.report(error.detail, about: path) } }
        }
        strays = []
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
            let file = try OpenFile(path: path)
            let status = try file.status()
            guard status.isRegular else { return }
            let head = try file.bytes(0..<Int64(ByteStream.detectionLength))
            if ByteStream.isUTF16(head: head), configuration.mode == .follow {
                throw SystemFailure(
                    detail: "is UTF-16 text, which is not followed; read it once, or convert it"
                )
            }
            let isPacked = ByteStream.isPacked(head: head) || ByteStream.isUTF16(head: head)
            let identity =
                isPacked
                ? try identification.identifyPacked(path: path, status: status)
                : try identification.identify(file, path: path, status: status)
            port.counters.resolve(path)
            let found = FoundFile(
                file: file,
                status: status,
                path: path,
                isPacked: isPacked,
                standing: isPacked ? .copy : standing
            )
            switch identity {
            case .known(let record) where record.path != path:
                resume(record, found.renamed)
            case .undecided: return
            case .known(let record): resume(record, found)
            case .new where isPacked && startsAtEnd: try passOver(found)
            case .new: begin(found, at: startsAtEnd ? try file.endOfLines(before: status.size) : .start)
            }
        } catch { port.counters.report(error.detail, about: path) }
    }

    private var identification: FileIdentification {
        let tailed = files.compactMap { file in file.tailed.map { (file.source, $0) } }
        return FileIdentification(journal: journal, tailed: Dictionary(tailed) { first, _ in first })
    }

    /// Reads a file that is new.
    private func begin(_ found: FoundFile, at place: FileRecord.Place) {
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
        case .added(let record): read(record, found, isWrittenDown: false)
        }
    }

    /// Remembers a packed file that is not wanted.
    private func passOver(_ found: FoundFile) throws(SystemFailure) {
        let head = try PackedFile.head(ofFileAt: found.path, length: ContentMark.headLength)
        let addition = journal.addFile(
            input: port.name,
            path: found.path,
            key: found.status.key,
            generation: found.file.generation,
            from: .start
        )
        if case .added(var record) = addition {
            record.head = ContentMark(of: head)
            record.end = 0
            journal.update(record)
            journal.release(record.source)
        }
        settle(found)
    }

    /// Reads on in a file that is known, if there is more in it.
    private func resume(_ known: FileRecord, _ found: FoundFile) {
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
        if record.end == nil, journal.claim(record.source) {
            read(record, found, isWrittenDown: record == known)
        } else {
            settle(found)
        }
    }

    /// Reads a file that is claimed.
    private func read(_ record: FileRecord, _ found: FoundFile, isWrittenDown: Bool) {
        do throws(SystemFailure) {
            let reading: any LineFile =
                found.isPacked
                ? try PackedFile(path: found.path, record: record)
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

    // MARK: What is left of files that are not where they were

    /// Finds the rests of files that a former run did not read to their end.
    private func findRests() {
        let unfinished = journal.files { [name = port.name] in $0.input == name && !$0.isFinished }
        for record in unfinished where !files.contains(where: { $0.source == record.source }) {
            do throws(SystemFailure) {
                let status = try FileStatus(path: record.path)
                // It is there and not for this pattern any more.
                if journal.file(status.key)?.source == record.source { continue }
            } catch { if !error.isMissing { continue } }
            if !takeRest(of: record) {
                port.counters.dropped(.vanishedFile, 1)
                port.counters.report(
                    "was not read to its end and is gone; what followed byte \(record.handedOut.position) may be missed",
                    about: record.path
                )
                forget(record)
            }
        }
    }

    /// Sees to files that were truncated, before their copies are taken for files of their own.
    private func replaceFiles() {
        for file in files {
            do throws(SystemFailure) {
                if let tailed = file.tailed, try tailed.isReplaced() { replace(file) }
            } catch { port.counters.report(error.detail, about: file.path) }
        }
    }

    /// A file was truncated, or other bytes took the place of those it had.
    func replace(_ file: FollowedFile) {
        guard let tailed = file.tailed, let record = journal.file(file.source) else { return }
        remove(file)
        if !takeRest(of: record) {
            let missed = tailed.largestSize - record.handedOut.position
            if missed > 0 { port.counters.dropped(.truncatedFile, 1, bytes: Int(missed)) }
            forget(record)
        }
        do throws(SystemFailure) {
            let status = try tailed.file.status()
            let found = FoundFile(
                file: tailed.file,
                status: status,
                path: file.path,
                isPacked: false,
                standing: file.standing
            )
            begin(found, at: .start)
        } catch { port.counters.report(error.detail, about: file.path) }
    }

    /// Reads the rest of a file from wherever rotation has put it.
    /// - Returns: whether it was found.
    private func takeRest(of record: FileRecord) -> Bool {
        do throws(SystemFailure) {
            guard let rest = try identification.findRest(of: record) else { return false }
            resume(record, rest)
            return true
        } catch {
            port.counters.report(error.detail, about: PathName(record.path).folder)
            return true
        }
    }

    private func forget(_ record: FileRecord) {
        var record = record
        record.end = record.handedOut.position
        journal.update(record)
    }
}
