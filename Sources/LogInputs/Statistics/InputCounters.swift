import Logging
import Synchronization

/// The counters of one input, written from wherever it works.
final class InputCounters: Sendable {
    private let statistics: Mutex<InputStatistics>
    private let log: Logger

    init(name: String, logger: Logger) {
        var logger = logger
        logger[metadataKey: "input"] = .string(name)
        log = logger
        statistics = Mutex(InputStatistics(name: name))
    }

    var snapshot: InputStatistics { statistics.withLock { $0 } }

    func update(_ change: (inout InputStatistics) -> Void) {
        statistics.withLock { change(&$0) }
    }

    func delivered(_ batch: LineBatch) {
        update {
            $0.lines += Int64(batch.lineCount)
            $0.bytes += Int64(batch.lines.count)
            $0.batches += 1
            $0.lastReceived = batch.origin.receivedAt
        }
    }

    /// Counts what is lost; the first of its reason goes to the log.
    func dropped(_ reason: DropReason, _ count: Int, bytes: Int = 0) {
        guard count > 0 || bytes > 0 else { return }
        let now = WallTime.now
        let isFirst = statistics.withLock { statistics in
            let isFirst = statistics.drops[reason] == nil
            var drop = statistics.drops[reason] ?? InputStatistics.Drop(first: now, last: now)
            drop.count += Int64(count)
            drop.bytes += Int64(bytes)
            drop.last = now
            statistics.drops[reason] = drop
            return isFirst
        }
        if isFirst {
            log.warning("dropped for the first time: \(reason.rawValue), \(count) (\(bytes) bytes)")
        }
    }

    /// Notes what needs a person; the log hears of it once.
    func report(_ detail: String, about subject: String) {
        let now = WallTime.now
        let isNew = statistics.withLock { statistics in
            if let index = statistics.problems.firstIndex(where: { $0.subject == subject }) {
                let isNew = statistics.problems[index].detail != detail
                statistics.problems[index].detail = detail
                statistics.problems[index].last = now
                return isNew
            }
            if statistics.problems.count == InputStatistics.maximumProblems {
                statistics.problems.removeFirst()
            }
            statistics.problems.append(
                InputStatistics.Problem(subject: subject, detail: detail, first: now, last: now)
            )
            return true
        }
        if isNew { log.warning("\(subject): \(detail)") }
    }

    /// What `subject` suffered from is over.
    func resolve(_ subject: String) {
        update { $0.problems.removeAll { $0.subject == subject } }
    }

    func enter(_ phase: InputStatistics.Phase) {
        update { $0.phase = phase }
    }
}
