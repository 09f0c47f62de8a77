import SystemIO

/// Reads the files of one pattern, on a thread of its own.
///
/// Each round looks at every open file and takes one block of each, so that no file keeps another waiting. Blocks whose
/// ends follow from no rule are written down together, once a round, before they go out.
final class FileFollower {
    /// Most files that are open at once; beyond, those that changed longest ago are closed until they change.
    static let maximumOpenFiles = 256
    /// Most renamed files that are remembered between two looks.
    private static let maximumStrays = 4096
    /// Bytes of blocks that wait to be written down.
    private static let roundLength = 16 << 20

    let configuration: FileInputConfiguration
    let port: InputPort
    let journal: ResumeJournal
    private let stop: StopSignal
    private let watch: DirectoryWatch
    let pattern: PathPattern
    var files: [FollowedFile] = []
    /// Size and time of files that were read to their end and closed, or are not for this input.
    var settled: [FileKey: SettledFile] = [:]
    /// Where files are now that were renamed out of the pattern since the last look.
    private var strays: Set<String> = []
    /// The names of the files at the last look.
    var names = FoundNames([], live: [])
    /// Sources whose rests are looked for.
    var adrift: [SourceID: AdriftSource] = [:]
    /// Whether the last look found files that cannot be told yet.
    var isUndecided = false
    private var lastLook: ContinuousClock.Instant?
    /// Whether folders changed since the last look began, or files were found to be others.
    var hasMoreChanges = false
    private var isAborted = false

    init(
        _ configuration: FileInputConfiguration,
        port: InputPort,
        journal: ResumeJournal,
        stop: StopSignal
    ) {
        self.configuration = configuration
        self.port = port
        self.journal = journal
        self.stop = stop
        pattern = PathPattern(text: configuration.path)
        watch = DirectoryWatch(stop: stop.descriptor)
    }

    /// Reads until it is told to stop; once through, when the files are not to be followed.
    func run() {
        while !stop.isSet, !isAborted {
            look()
            let isBusy = round() || hasMoreChanges
            leaveFiles()
            reportLag()
            if isBusy { continue }
            if configuration.mode == .once, files.isEmpty { return }
            watch.wait(configuration.pollInterval)
            watch.pause(configuration.gatherTime)
        }
    }

    /// Looks for files at first, when folders changed, and every now and then.
    private func look() {
        let changes = watch.takeChanges()
        follow(changes.renames)
        let hasChanged = changes.hasOthers || hasMoreChanges
        let isFirst = lastLook == nil
        let isTime = lastLook.map { $0.duration(to: .now) >= configuration.pollInterval } ?? true
        guard isTime || hasChanged else { return }
        hasMoreChanges = false
        lastLook = .now
        watchFolders()
        discover(isFirst: isFirst)
        takeStrays()
    }

    /// Begins to read files that left the pattern. What is renamed once more meanwhile is looked for again where it is then.
    private func takeStrays() {
        guard !strays.isEmpty else { return }
        let taken = strays
        take(strays: taken)
        let changes = watch.takeChanges()
        hasMoreChanges = changes.hasOthers
        let moved = Set(changes.renames.flatMap { [$0.from, $0.to] })
        follow(changes.renames)
        strays.subtract(taken.subtracting(moved))
    }

    /// Remembers where files went that left the pattern, maybe before they were looked at.
    private func follow(_ renames: [(from: String, to: String)]) {
        for (from, to) in renames {
            strays.remove(to)
            let wasStray = strays.remove(from) != nil
            if wasStray || pattern.matches(from), !pattern.matches(to), strays.count < Self.maximumStrays {
                strays.insert(to)
            }
        }
    }

    private func watchFolders() {
        guard configuration.mode == .follow else { return }
        for (folder, reason) in watch.watch(pattern.folders) {
            port.counters.report(
                "cannot be watched (\(reason)); looked at every \(configuration.pollInterval)",
                about: folder
            )
        }
    }

    /// Takes one block of each file.
    /// - Returns: whether some file may have more at once.
    private func round() -> Bool {
        var isBusy = false
        var unwritten: [(FollowedFile, FileBlock)] = []
        var unwrittenLength = 0
        for file in files {
            guard !isAborted, let block = next(of: file) else { continue }
            if block.endIsKnown, file.isWrittenDown {
                file.noteHead(block, in: journal)
                deliver(block, of: file)
                isBusy = true
            } else {
                isBusy = isBusy || block.endIsKnown
                unwritten.append((file, block))
                unwrittenLength += block.lines.bytes.count
            }
            if unwrittenLength >= Self.roundLength {
                isBusy = true
                break
            }
        }
        guard writeDown(unwritten) else { return false }
        for (file, block) in unwritten where !isAborted { deliver(block, of: file) }
        return isBusy
    }

    private func next(of file: FollowedFile) -> FileBlock? {
        do throws(SystemFailure) {
            switch try file.next(isLast: configuration.mode == .once) {
            case .block(let block): return block
            case .nothing: return nil
            case .replaced:
                replace(file)
                return nil
            }
        } catch {
            fail(file, error)
            return nil
        }
    }

    /// Makes what must be known after a crash last, before the blocks go out.
    private func writeDown(_ blocks: [(FollowedFile, FileBlock)]) -> Bool {
        guard !blocks.isEmpty else { return true }
        for (file, block) in blocks {
            file.noteHead(block, in: journal)
            if !block.endIsKnown {
                let range = block.lines.range
                journal.cut(file.source, start: range.lowerBound, end: range.upperBound)
            }
        }
        do throws(ResumeError) {
            try journal.commit()
            port.counters.resolve("resume file")
            for (file, _) in blocks { file.isWrittenDown = true }
            return true
        } catch {
            port.counters.report("\(error)", about: "resume file")
            return false
        }
    }

    private func deliver(_ block: FileBlock, of file: FollowedFile) {
        let batch = port.batch(
            block.lines,
            of: file.source,
            from: .file(path: file.path),
            position: ResumePosition(journal: journal.id, file: file.record, behind: block),
            end: block.cutEnd
        )
        guard port.putBlocking(batch) else {
            isAborted = true
            return
        }
        port.counters.dropped(.longLine, block.lines.cutLines)
        file.take(block, in: journal)
    }

    // MARK: Leaving

    /// Leaves the files that nothing more is expected of, and closes some when too many are open.
    private func leaveFiles() {
        let isOnce = configuration.mode == .once
        for file in files {
            if isOnce ? file.isDrained : file.isAbandoned(for: configuration.leaveAfter) { leave(file) }
        }
        let idle = files.filter { $0.standing == .linked && $0.unreadLength == 0 }
        let surplus = files.count - Self.maximumOpenFiles
        guard surplus > 0 else { return }
        for file in idle.sorted(by: { $0.lastChange < $1.lastChange }).prefix(surplus) { close(file) }
    }

    /// Takes what is left, a line without an end too, and remembers that the file is done.
    private func leave(_ file: FollowedFile) {
        do throws(SystemFailure) {
            reading: while true {
                switch try file.next(isLast: true) {
                case .nothing: break reading
                case .replaced: return replace(file)
                case .block(let block):
                    guard writeDown([(file, block)]) else { return }
                    deliver(block, of: file)
                    if isAborted { return }
                }
            }
        } catch { return fail(file, error) }
        file.end(in: journal)
        close(file)
    }

    /// Stops reading a file without an end: it is taken up again when it changes.
    func close(_ file: FollowedFile) {
        settled[file.status.key] = SettledFile(file.status)
        remove(file)
        port.counters.resolve(file.path)
    }

    private func fail(_ file: FollowedFile, _ failure: SystemFailure) {
        port.counters.report(failure.detail, about: file.path)
        if file.isPacked {
            port.counters.dropped(.damaged, 1)
            settled[file.status.key] = SettledFile(file.status)
        }
        remove(file)
    }

    func remove(_ file: FollowedFile) {
        files.removeAll { $0 === file }
        journal.release(file.source)
    }

    private func reportLag() {
        let now = ContinuousClock.now
        let lag = files.reduce(into: InputStatistics.Lag()) { lag, file in
            lag.bytes += file.unreadLength
            lag.seconds = max(
                lag.seconds,
                file.behindSince.map { ($0.duration(to: now)).components.seconds } ?? 0
            )
        }
        let count = files.count
        port.counters.update {
            $0.lag = lag
            $0.openFiles = count
        }
    }
}
