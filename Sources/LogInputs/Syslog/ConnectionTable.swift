import NIOCore
import Synchronization

/// The connections of a listener: how many there are, whose they are, and since when each is waited for.
final class ConnectionTable: Sendable {
    /// What is known of a connection.
    private struct Entry {
        let channel: any Channel
        let peer: String
        /// Since when its next bytes are waited for; nil while its last ones are worked on.
        var waitingSince: ContinuousClock.Instant?
        /// Whether it was closed for being idle, and is about to leave.
        var isClosed = false
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var counts: [String: Int] = [:]
        var lastNumber = 0
        var isClosing = false
    }

    private let maximumCount: Int
    private let state = Mutex(State())

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    var count: Int { state.withLock { $0.entries.count } }

    /// Takes a connection in.
    /// - Returns: its number; nil when there are too many, of all or of its address, or no more are taken.
    func admit(_ channel: any Channel, from peer: PeerAddress) -> Int? {
        state.withLock { state in
            let ofPeer = state.counts[peer.host] ?? 0
            guard !state.isClosing, state.entries.count < maximumCount, ofPeer < max(1, maximumCount / 2)
            else { return nil }
            state.counts[peer.host] = ofPeer + 1
            state.lastNumber += 1
            state.entries[state.lastNumber] = Entry(
                channel: channel,
                peer: peer.host,
                waitingSince: .now
            )
            return state.lastNumber
        }
    }

    func leave(_ number: Int) {
        state.withLock { state in
            guard let entry = state.entries.removeValue(forKey: number) else { return }
            let left = (state.counts[entry.peer] ?? 1) - 1
            state.counts[entry.peer] = left > 0 ? left : nil
        }
    }

    /// Bytes have come, and are worked on until ``waits(_:)``.
    func received(_ number: Int) {
        state.withLock { $0.entries[number]?.waitingSince = nil }
    }

    /// The next bytes are waited for.
    func waits(_ number: Int) {
        state.withLock { $0.entries[number]?.waitingSince = .now }
    }

    /// Closes the connections that have been waited for longer than `limit`.
    /// - Returns: how many; each counts once, however long it takes to leave.
    func closeIdle(_ limit: Duration) -> Int {
        let now = ContinuousClock.now
        let idle = state.withLock { state in
            var idle: [any Channel] = []
            for (number, entry) in state.entries where !entry.isClosed {
                guard let since = entry.waitingSince, since.duration(to: now) > limit else { continue }
                state.entries[number]?.isClosed = true
                idle.append(entry.channel)
            }
            return idle
        }
        for channel in idle { channel.close(promise: nil) }
        return idle.count
    }

    /// Closes all connections and takes no more.
    func closeAll() {
        let entries = state.withLock { state in
            state.isClosing = true
            return Array(state.entries.values)
        }
        for entry in entries { entry.channel.close(promise: nil) }
    }
}
