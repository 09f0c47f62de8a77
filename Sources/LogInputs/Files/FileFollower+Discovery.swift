import ByteStreams
import SystemIO

extension FileFollower {
    /// Looks for files that are new, were renamed, or are gone from their path.
    func discover(isFirst: Bool) {
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
        for gone in open.values { gone.isLinked = false }
        takeStrays()
        let keys = Set(found.map(\.status.key))
        settled = settled.filter { keys.contains($0.key) }
        if isFirst { findRests() }
    }

    /// Begins to read files that were renamed out of the pattern before they were looked at.
    private func takeStrays() {
        for path in strays.sorted() {
            do throws(SystemFailure) {
                let status = try FileStatus(path: path)
                guard status.isRegular, !files.contains(where: { $0.status.key == status.key }) else {
                    continue
                }
                take(path, startsAtEnd: false, isLinked: false)
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
    private func take(_ path: String, startsAtEnd: Bool, isLinked: Bool = true) {
        do throws(SystemFailure) {
            let file = try OpenFile(path: path)
            let status = try file.status()
            guard status.isRegular else { return }
            let isPacked = ByteStream.isPacked(head: try file.bytes(0..<Int64(ByteStream.detectionLength)))
            if configuration.mode == .follow, isPacked || PathName(path).isCompressed {
                // What is in it was read before it was compressed, or is found as the rest of a file.
                settled[status.key] = SettledFile(status)
                return
            }
            let identity = try identification.identify(file, path: path, status: status)
            port.counters.resolve(path)
            switch identity {
            case .copy: return
            case .known(let record):
                resume(record, file, status, path: path, isPacked: isPacked, isLinked: isLinked)
            case .new:
                let place = startsAtEnd ? try file.endOfLines(before: status.size) : .start
                begin(file, status, path: path, at: place, isPacked: isPacked, isLinked: isLinked)
            }
        } catch { port.counters.report(error.detail, about: path) }
    }

    private var identification: FileIdentification {
        let tailed = files.compactMap { file in file.tailed.map { (file.source, $0) } }
        return FileIdentification(journal: journal, tailed: Dictionary(tailed) { first, _ in first })
    }

    /// Reads a file that is new.
    private func begin(
        _ file: OpenFile,
        _ status: FileStatus,
        path: String,
        at place: FileRecord.Place,
        isPacked: Bool,
        isLinked: Bool
    ) {
        let record = journal.addFile(
            input: port.name,
            path: path,
            key: status.key,
            generation: file.generation,
            from: place
        )
        guard let record else {
            return port.counters.report(
                "not read: \(ResumeJournal.maximumFiles) files are remembered already; move old ones away",
                about: path
            )
        }
        read(
            record,
            file,
            status,
            path: path,
            isPacked: isPacked,
            isLinked: isLinked,
            isWrittenDown: false
        )
    }

    /// Reads on in a file that is known, if there is more in it.
    private func resume(
        _ known: FileRecord,
        _ file: OpenFile,
        _ status: FileStatus,
        path: String,
        isPacked: Bool,
        isLinked: Bool
    ) {
        var record = known
        record.input = port.name
        record.path = path
        record.key = status.key
        record.generation = file.generation
        let isRead =
            isPacked ? record.end == record.handedOut.position : status.size == record.handedOut.position
        if isRead, !isLinked || record.end != nil {
            record.end = record.handedOut.position
            settled[status.key] = SettledFile(status)
        } else {
            record.end = nil
        }
        if record != known { journal.update(record) }
        if record.end == nil {
            read(
                record,
                file,
                status,
                path: path,
                isPacked: isPacked,
                isLinked: isLinked,
                isWrittenDown: record == known
            )
        }
    }

    private func read(
        _ record: FileRecord,
        _ file: OpenFile,
        _ status: FileStatus,
        path: String,
        isPacked: Bool,
        isLinked: Bool,
        isWrittenDown: Bool
    ) {
        guard journal.claim(record.source) else {
            settled[status.key] = SettledFile(status)
            return
        }
        do throws(SystemFailure) {
            let reading: any LineFile =
                isPacked
                ? try PackedFile(path: path, record: record, as: .text)
                : TailedFile(file, record: record, status: status)
            files.append(
                FollowedFile(
                    reading,
                    path: path,
                    status: status,
                    isLinked: isLinked,
                    isWrittenDown: isWrittenDown
                )
            )
        } catch {
            journal.release(record.source)
            settled[status.key] = SettledFile(status)
            port.counters.dropped(.damaged, 1)
            port.counters.report(error.detail, about: path)
        }
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
            begin(
                tailed.file,
                status,
                path: file.path,
                at: .start,
                isPacked: false,
                isLinked: file.isLinked
            )
        } catch { port.counters.report(error.detail, about: file.path) }
    }

    /// Reads the rest of a file from wherever rotation has put it.
    /// - Returns: whether it was found.
    private func takeRest(of record: FileRecord) -> Bool {
        do throws(SystemFailure) {
            switch try identification.findRest(of: record) {
            case nil: return false
            case .plain(let file, let status, let path):
                resume(record, file, status, path: path, isPacked: false, isLinked: false)
            case .packed(let file, let status, let path):
                guard journal.claim(record.source) else { return true }
                files.append(
                    FollowedFile(file, path: path, status: status, isLinked: false, isWrittenDown: true)
                )
            }
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
