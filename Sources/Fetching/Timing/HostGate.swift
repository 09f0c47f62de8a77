import Reports
import Synchronization

/// Politeness towards hosts: few questions at a time to each, with a pause between them, none while a host has asked to
/// be left alone.
final class HostGate: Sendable {
    /// Most hosts that are remembered when they are not being asked.
    static let maximumHosts = 10_000

    private typealias Turn = CheckedContinuation<Bool, Never>

    private struct Host {
        var inside = 0
        var waiting: [(id: UInt64, turn: Turn)] = []
        var nextStart: ContinuousClock.Instant?
        var closedUntil: Timestamp?
        var isIdle: Bool { inside == 0 && waiting.isEmpty && closedUntil == nil }
    }

    private struct State {
        var hosts: [String: Host] = [:]
        var lastID: UInt64 = 0
    }

    private let concurrent: Int
    private let pause: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let state = Mutex(State())

    init(concurrent: Int, pause: Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.concurrent = max(concurrent, 1)
        self.pause = pause
        self.sleep = sleep
    }

    /// A turn at a host, which lasts as long as the value.
    final class Visit: Sendable {
        private let gate: HostGate
        private let host: String

        fileprivate init(_ gate: HostGate, _ host: String) {
            self.gate = gate
            self.host = host
        }

        deinit { gate.leave(host) }
    }

    /// Waits for a turn that lasts as long as what is returned.
    /// - Throws: ``FetchFailure`` when the host is closed or the task cancelled.
    func visit(_ host: String, now: Timestamp) async throws(FetchFailure) -> Visit {
        try await enter(host, now: now)
        return Visit(self, host)
    }

    /// Waits for a turn; ``leave(_:)`` must follow when it returns.
    /// - Throws: ``FetchFailure`` when the host is closed or the task cancelled.
    func enter(_ host: String, now: Timestamp) async throws(FetchFailure) {
        if let until = state.withLock({ $0.hosts[host]?.closedUntil }), until > now {
            throw FetchFailure(
                .throttled,
                "\(host) has asked not to be asked before \(until)",
                retryAt: until
            )
        }
        guard await waitForTurn(host) else {
            throw FetchFailure(.cancelled, "\(host): stopped while waiting for its turn")
        }
        let wait = pauseBeforeStart(host)
        guard wait > .zero else { return }
        do { try await sleep(wait) } catch {
            leave(host)
            throw FetchFailure(.cancelled, "\(host): stopped while waiting")
        }
    }

    /// Gives the turn to the next in line.
    func leave(_ host: String) {
        let next = state.withLock { state -> Turn? in
            guard var entry = state.hosts[host] else { return nil }
            defer {
                state.hosts[host] = entry
                if state.hosts.count > Self.maximumHosts {
                    state.hosts = state.hosts.filter { !$0.value.isIdle }
                }
            }
            guard entry.waiting.isEmpty else { return entry.waiting.removeFirst().turn }
            entry.inside -= 1
            return nil
        }
        next?.resume(returning: true)
    }

    /// Lets nobody in until a moment, for the host has asked for it.
    func close(_ host: String, until: Timestamp) {
        state.withLock { $0.hosts[host, default: Host()].closedUntil = until }
    }

    private func waitForTurn(_ host: String) async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (turn: Turn) in
                // A cancellation is seen here or finds the turn in the line: both happen under the lock.
                let answer = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    guard state.hosts[host, default: Host()].inside >= concurrent else {
                        state.hosts[host, default: Host()].inside += 1
                        return true
                    }
                    state.hosts[host, default: Host()].waiting.append((id, turn))
                    return nil
                }
                if let answer { turn.resume(returning: answer) }
            }
        } onCancel: {
            let turn = state.withLock { state -> Turn? in
                guard let place = state.hosts[host]?.waiting.firstIndex(where: { $0.id == id }) else {
                    return nil
                }
                return state.hosts[host]?.waiting.remove(at: place).turn
            }
            turn?.resume(returning: false)
        }
    }

    private func pauseBeforeStart(_ host: String) -> Duration {
        let now = ContinuousClock.now
        return state.withLock { state in
            let start = max(state.hosts[host]?.nextStart ?? now, now)
            state.hosts[host]?.nextStart = start + pause
            return start - now
        }
    }
}
