import Dispatch
import Synchronization

/// Yes or no, decided once, and waited for by one task or one thread.
final class Decision: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Bool, Never>)
        case decided(Bool)
    }

    private let state = Mutex(State.open)
    private let isDecided = DispatchSemaphore(value: 0)

    /// Decides, unless it is decided.
    /// - Returns: whether this call decided.
    @discardableResult
    func decide(_ value: Bool) -> Bool {
        let (isFirst, waiting) = state.withLock { state -> (Bool, CheckedContinuation<Bool, Never>?) in
            if case .decided = state { return (false, nil) }
            defer { state = .decided(value) }
            guard case .awaited(let continuation) = state else { return (true, nil) }
            return (true, continuation)
        }
        guard isFirst else { return false }
        waiting?.resume(returning: value)
        isDecided.signal()
        return true
    }

    /// What is decided, as soon as it is.
    func value() async -> Bool {
        await withCheckedContinuation { continuation in
            let decided: Bool? = state.withLock { state in
                if case .decided(let value) = state { return value }
                state = .awaited(continuation)
                return nil
            }
            if let decided { continuation.resume(returning: decided) }
        }
    }

    /// What is decided; no, when nothing is within `limit` or before the calling task is cancelled.
    func value(within limit: Duration) async -> Bool {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                try? await Task.sleep(for: limit)
                decide(false)
            }
            let value = await value()
            group.cancelAll()
            return value
        }
    }

    /// What is decided; the calling thread waits for it.
    func valueBlocking() -> Bool {
        isDecided.wait()
        return state.withLock { state in
            if case .decided(let value) = state { return value }
            return false
        }
    }
}
