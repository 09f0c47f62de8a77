import Synchronization

/// The batches that are out: which of each source were acknowledged, and who waits for that.
///
/// A consumer may acknowledge in any order; a source's position moves over what is acknowledged from its front on.
final class OutstandingBatches: Sendable {
    /// How far a source is stored, after an acknowledgement moved it.
    struct Advance: Sendable {
        let source: SourceID
        let place: FileRecord.Place
    }

    /// What somebody waits for.
    enum Settlement: Hashable {
        /// That no batch of the source is out.
        case source(SourceID)
        /// That no batch of the input is out.
        case input(Int)
    }

    private struct Pending {
        let token: ResumeToken
        var isAcknowledged = false
    }

    private struct State {
        var sources: [SourceID: Fifo<Pending>] = [:]
        var inputs: [Int]
        var waiters: [Settlement: [Decision]] = [:]
        var isAborted = false

        func isSettled(_ settlement: Settlement) -> Bool {
            switch settlement {
            case .source(let source): sources[source] == nil
            case .input(let input): inputs[input] == 0
            }
        }

        /// Keeps what is left of a source and takes out who waited for nothing to be left.
        mutating func keep(_ pending: Fifo<Pending>, of token: ResumeToken) -> [Decision] {
            sources[token.id.source] = pending.isEmpty ? nil : pending
            return [.source(token.id.source), .input(token.input)].flatMap { settlement in
                isSettled(settlement) ? waiters.removeValue(forKey: settlement) ?? [] : []
            }
        }
    }

    private let state: Mutex<State>

    init(inputCount: Int) {
        state = Mutex(State(inputs: Array(repeating: 0, count: inputCount)))
    }

    /// Batches of an input that are out.
    func count(ofInput input: Int) -> Int {
        state.withLock { $0.inputs[input] }
    }

    /// A batch is about to go out; the batches of a source come in their order.
    func add(_ token: ResumeToken) {
        state.withLock { state in
            state.sources[token.id.source, default: Fifo()].append(Pending(token: token))
            state.inputs[token.input] += 1
        }
    }

    /// The batch did not go out after all.
    func withdraw(_ token: ResumeToken) {
        let waiters = state.withLock { state -> [Decision] in
            guard var pending = state.sources.removeValue(forKey: token.id.source) else { return [] }
            if pending.remove(where: { $0.token == token }) != nil { state.inputs[token.input] -= 1 }
            return state.keep(pending, of: token)
        }
        for waiter in waiters { waiter.decide(true) }
    }

    /// What came of the batch is stored. Acknowledging twice does nothing.
    /// - Parameters:
    ///   - token: the batch's token.
    ///   - note: told how far its source is stored now, when that moved; before anybody who waits goes on, as the journal may
    ///     be closed then.
    /// - Returns: whether the batch was out.
    func acknowledge(_ token: ResumeToken, noting note: (Advance) -> Void) -> Bool {
        let (wasOut, waiters) = state.withLock { state -> (Bool, [Decision]) in
            guard var pending = state.sources.removeValue(forKey: token.id.source) else { return (false, []) }
            let wasOut = pending.updateFirst(where: { $0.token == token && !$0.isAcknowledged }) {
                $0.isAcknowledged = true
            }
            if wasOut { state.inputs[token.input] -= 1 }
            var last: ResumeToken?
            while let first = pending.first, first.isAcknowledged {
                _ = pending.popFirst()
                last = first.token
            }
            if let last, let place = last.place { note(Advance(source: last.id.source, place: place)) }
            return (wasOut, state.keep(pending, of: token))
        }
        for waiter in waiters { waiter.decide(true) }
        return wasOut
    }

    /// Returns when nothing of `settlement` is out.
    /// - Returns: whether that is so; false when it took longer than `limit` or the inputs were aborted.
    func settle(_ settlement: Settlement, within limit: Duration) async -> Bool {
        let waiter = Decision()
        let decided: Bool? = state.withLock { state in
            if state.isAborted { return false }
            if state.isSettled(settlement) { return true }
            state.waiters[settlement, default: []].append(waiter)
            return nil
        }
        if let decided { return decided }
        let isSettled = await waiter.value(within: limit)
        if !isSettled { state.withLock { $0.waiters[settlement]?.removeAll { $0 === waiter } } }
        return isSettled
    }

    /// Nobody waits any more.
    func abort() {
        let waiters = state.withLock { state in
            state.isAborted = true
            defer { state.waiters = [:] }
            return Array(state.waiters.values.joined())
        }
        for waiter in waiters { waiter.decide(false) }
    }
}
