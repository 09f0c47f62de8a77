import SystemIO

/// What is left of files that are not where they were, or not what they were.
extension FileFollower {
    /// Most entries of a folder that are looked at for the rest of a file.
    private static let maximumEntries = 65_536

    /// Sees to files that were truncated, before their copies are looked at.
    func replaceFiles() {
        for file in files {
            do throws(SystemFailure) {
                if let tailed = file.tailed, try tailed.isReplaced() { replace(file) }
            } catch { port.counters.report(error.detail, about: file.path) }
        }
    }

    /// A file was truncated, or other bytes took the place of those it had: they are a source of their own.
    func replace(_ file: FollowedFile) {
        guard let tailed = file.tailed, let record = journal.file(file.source) else { return }
        remove(file)
        adrift[record.source] = AdriftSource(seenLength: tailed.largestSize, reason: .truncatedFile)
        hasMoreChanges = true
        do throws(SystemFailure) {
            var found = try FoundFile(tailed.file, path: file.path)
            found.standing = file.standing
            begin(found, at: .start)
        } catch { port.counters.report(error.detail, about: file.path) }
    }

    /// Files that a former run did not read to their end may be somewhere else now.
    func setUnfinishedAdrift() {
        let unfinished = journal.files { [name = port.name] in
            $0.input == name && !$0.isFinished && $0.isMarked
        }
        for record in unfinished where !journal.isClaimed(record.source) && !isStanding(record) {
            adrift[record.source] = AdriftSource(seenLength: nil, reason: .vanishedFile)
        }
    }

    /// Whether the file is where it was, or cannot be looked at now.
    private func isStanding(_ record: FileRecord) -> Bool {
        do throws(SystemFailure) {
            let status = try FileStatus(path: record.path)
            return journal.file(status.key)?.source == record.source
        } catch { return !error.isMissing }
    }

    /// Looks for the rests of files outside the pattern too, and gives up those that are nowhere.
    func findRests() {
        for source in adrift.keys where journal.isClaimed(source) { adrift[source] = nil }
        let folders = Set(adrift.keys.compactMap { journal.file($0)?.family })
        for family in folders { findRests(of: family) }
        for (source, var lost) in adrift {
            let isMissed = lost.isMissed(atLooksEvery: configuration.pollInterval, isUndecided)
            adrift[source] = lost
            if isMissed { giveUp(source) }
        }
    }

    private func findRests(of family: FileFamily) {
        do throws(SystemFailure) {
            for name in try Folders.entries(of: family.folder, limit: Self.maximumEntries).sorted() {
                let path = family.folder == "/" ? "/\(name)" : "\(family.folder)/\(name)"
                guard FileFamily(path) == family, !pattern.matches(path) else { continue }
                takeRest(path)
            }
        } catch { port.counters.report(error.detail, about: family.folder) }
    }

    /// Reads on at `path`, outside the pattern, if a source goes on there.
    private func takeRest(_ path: String) {
        do throws(SystemFailure) {
            let found = try FoundFile(try OpenFile(path: path), path: path)
            let isOpen = files.contains { $0.status.key == found.status.key }
            guard found.status.isRegular, !isOpen else { return }
            switch try identification.identify(found) {
            case .known(let record) where adrift[record.source] != nil: resume(record, found)
            case .covered(let source) where adrift[source] != nil: try cover(source, found)
            case .undecided: isUndecided = true
            case .known, .covered, .new: return
            }
        } catch { return }
    }

    /// The rest of a source was found, `length` bytes with what was read before; what was cut off behind that is counted.
    func findsRest(of source: SourceID, length: Int64) {
        guard let lost = adrift.removeValue(forKey: source) else { return }
        let missing = lost.missing(behind: length)
        if missing > 0 { port.counters.dropped(lost.reason, 1, bytes: missing) }
    }

    private func giveUp(_ source: SourceID) {
        guard let lost = adrift.removeValue(forKey: source), let record = journal.file(source) else { return }
        forget(record)
        let position = record.handedOut.position
        let missing = lost.missing(behind: position)
        guard missing > 0 || lost.seenLength == nil else { return }
        port.counters.dropped(lost.reason, 1, bytes: missing)
        guard lost.reason == .vanishedFile else { return }
        port.counters.report(
            "was not read to its end and is gone; what followed byte \(position) may be missed",
            about: record.path
        )
    }

    /// Nothing more is read of it.
    func forget(_ record: FileRecord) {
        var record = record
        record.end = record.handedOut.position
        journal.update(record)
    }
}
