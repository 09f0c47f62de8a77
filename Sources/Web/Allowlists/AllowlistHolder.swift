import Allowlists
import Registry
import Reports
import Synchronization

/// The allowlist that all requests ask: one frozen table, made anew when entries, lists or constituencies change, also
/// when another process changed them.
///
/// Whoever asks gets what there is and never waits, but for the first, and for those who changed something themselves.
/// All functions read the store: they are called on its threads.
final class AllowlistHolder: Sendable {
    /// For how long nobody looks whether something changed.
    static let lifetime = Duration.seconds(1)

    /// A table, and what it was made of.
    struct Held: Sendable {
        let list: Allowlist
        let stamp: AllowlistStamp
    }

    private struct State {
        var held: Held?
        var checkedAt: ContinuousClock.Instant?
        var isLooking = false
    }

    /// What is on it besides the registry's.
    let base: AllowlistBase
    private let state = Mutex(State())
    /// Held while a table is made.
    private let making = Mutex(())

    init(base: AllowlistBase) {
        self.base = base
    }

    /// The table.
    func allowlist(_ store: any Store) throws -> Held {
        let now = ContinuousClock.now
        let known = state.withLock { state -> Held? in
            guard let held = state.held else { return nil }
            if state.isLooking { return held }
            if let checkedAt = state.checkedAt, now - checkedAt < Self.lifetime { return held }
            state.isLooking = true
            return nil
        }
        if let known { return known }
        defer { state.withLock { $0.isLooking = false } }
        return try making.withLock { _ in try renewed(store) }
    }

    /// Takes in what this process has just changed.
    func renew(_ store: any Store) throws {
        try making.withLock { _ in _ = try renewed(store) }
    }

    private func renewed(_ store: any Store) throws -> Held {
        let held = state.withLock { $0.held }
        let stamp = try store.allowlistStamp(after: held?.stamp)
        if let held, held.stamp.change == stamp.change {
            let same = Held(list: held.list, stamp: stamp)
            keep(same)
            return same
        }
        var builder = base.builder
        try store.addAllowlists(to: &builder)
        let made = Held(list: builder.freeze(), stamp: stamp)
        keep(made)
        return made
    }

    private func keep(_ held: Held) {
        state.withLock { state in
            state.held = held
            state.checkedAt = ContinuousClock.now
        }
    }
}
