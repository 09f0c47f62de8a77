import Synchronization
import SystemIO

/// Tells the threads and tasks of the inputs to stop; once, for good.
final class StopSignal: Sendable {
    private struct State {
        var isSet = false
        var waiters: [Decision] = []
    }

    private let pipe: WakePipe
    private let state = Mutex(State())

    /// - Throws: ``SystemFailure`` when there are no descriptors left.
    init() throws(SystemFailure) {
        pipe = try WakePipe()
    }

    /// Becomes readable when the signal is set: for threads that wait on descriptors.
    var descriptor: Int32 { pipe.descriptor }

    var isSet: Bool { state.withLock { $0.isSet } }

    func set() {
        let waiters = state.withLock { state -> [Decision]? in
            guard !state.isSet else { return nil }
            state.isSet = true
            defer { state.waiters = [] }
            return state.waiters
        }
        guard let waiters else { return }
        pipe.wake()
        for waiter in waiters { waiter.decide(true) }
    }

    /// Returns when the signal is set, or the calling task is cancelled.
    func wait() async {
        let waiter = Decision()
        let isSet = state.withLock { state in
            if !state.isSet { state.waiters.append(waiter) }
            return state.isSet
        }
        if isSet { return }
        await withTaskCancellationHandler {
            _ = await waiter.value()
        } onCancel: {
            waiter.decide(false)
        }
        state.withLock { $0.waiters.removeAll { $0 === waiter } }
    }
}
