import Synchronization

/// The one bounded way from the inputs to the consumer.
///
/// Inputs whose sender can wait fill three quarters of it and then wait, in the order they came; the last quarter is for
/// those whose sender cannot (datagrams), so that a backlog of files never starves them. A batch larger than the whole
/// queue passes when the queue is empty. Batches that are out and not acknowledged are bounded in number as well.
final class BatchQueue: Sendable {
    /// Most batches that are with the consumer and not acknowledged; ``next()`` waits beyond.
    static let maximumOutstanding = 65_536

    /// Who waits for room.
    fileprivate struct Waiter {
        let batch: LineBatch
        let admission = Decision()
    }

    fileprivate struct State {
        var batches = Fifo<LineBatch>()
        var bytes = 0
        var waiters = Fifo<Waiter>()
        var consumer: CheckedContinuation<LineBatch?, Never>?
        var outstanding = 0
        var isFinished = false
        var isAborted = false
    }

    private let capacity: Int
    private let waitingCapacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: bytes that may wait for the consumer.
    init(capacity: Int) {
        self.capacity = capacity
        waitingCapacity = capacity / 4 * 3
    }

    /// Bytes that wait for the consumer.
    var bytes: Int { state.withLock { $0.bytes } }

    /// Batches whose inputs wait for room.
    var waitingCount: Int { state.withLock { $0.waiters.count } }
    /// Whether the consumer waits for a batch.
    var isConsumerWaiting: Bool { state.withLock { $0.consumer != nil } }

    // MARK: Inputs

    /// Puts a batch in now or not at all.
    /// - Returns: whether it is in.
    func offer(_ batch: LineBatch) -> Bool {
        deliver { state in
            guard !state.isAborted, state.hasRoom(for: batch, in: capacity) else { return false }
            state.add(batch)
            return true
        }
    }

    /// Puts a batch in as soon as there is room.
    /// - Returns: whether it is in; false when the queue was aborted.
    func put(_ batch: LineBatch) async -> Bool {
        switch admit(batch) {
        case .done(let isIn): isIn
        case .waits(let waiter): await waiter.admission.value()
        }
    }

    /// Puts a batch in, unless there is no room for too long or the calling task is cancelled.
    /// - Returns: whether it is in.
    func put(_ batch: LineBatch, within limit: Duration) async -> Bool {
        switch admit(batch) {
        case .done(let isIn): return isIn
        case .waits(let waiter):
            let isIn = await waiter.admission.value(within: limit)
            if !isIn { state.withLock { _ = $0.waiters.remove { $0.admission === waiter.admission } } }
            return isIn
        }
    }

    /// Puts a batch in as soon as there is room; the calling thread waits for it.
    /// - Returns: whether it is in; false when the queue was aborted.
    func putBlocking(_ batch: LineBatch) -> Bool {
        switch admit(batch) {
        case .done(let isIn): isIn
        case .waits(let waiter): waiter.admission.valueBlocking()
        }
    }

    private enum Admittance {
        case done(Bool)
        case waits(Waiter)
    }

    private func admit(_ batch: LineBatch) -> Admittance {
        deliver { state in
            if state.isAborted { return .done(false) }
            if state.waiters.isEmpty, state.hasRoom(for: batch, in: waitingCapacity) {
                state.add(batch)
                return .done(true)
            }
            let waiter = Waiter(batch: batch)
            state.waiters.append(waiter)
            return .waits(waiter)
        }
    }

    // MARK: The consumer

    /// The next batch; nil after the last, or when the calling task is cancelled. One caller at a time.
    func next() async -> LineBatch? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                deliver { state in
                    precondition(state.consumer == nil, "the batches have one consumer")
                    state.consumer = continuation
                }
                if Task.isCancelled { dismissConsumer() }
            }
        } onCancel: {
            dismissConsumer()
        }
    }

    private func dismissConsumer() {
        let consumer = state.withLock { $0.takeConsumer() }
        consumer?.resume(returning: nil)
    }

    /// A batch that was out is acknowledged.
    func settle(_ count: Int) {
        deliver { $0.outstanding -= count }
    }

    /// No batch comes any more; those that wait are still handed out.
    func finish() {
        deliver { $0.isFinished = true }
    }

    /// Nothing moves any more: who waits is turned away.
    func abort() {
        deliver { $0.isAborted = true }
        let waiters = state.withLock { state in
            var waiters: [Waiter] = []
            while let waiter = state.waiters.popFirst() { waiters.append(waiter) }
            return waiters
        }
        for waiter in waiters { waiter.admission.decide(false) }
    }

    /// Changes the state, then wakes whom the change concerns: the consumer, and those who waited for room.
    private func deliver<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
        let (value, wakings) = state.withLock { state in
            let value = change(&state)
            return (value, state.settleWaiting(capacity: waitingCapacity))
        }
        wakings.consumer?.resume(returning: wakings.batch)
        return value
    }
}

extension BatchQueue.State {
    fileprivate struct Wakings {
        var consumer: CheckedContinuation<LineBatch?, Never>?
        var batch: LineBatch?
    }

    fileprivate func hasRoom(for batch: LineBatch, in capacity: Int) -> Bool {
        bytes == 0 || bytes + batch.lines.count <= capacity
    }

    fileprivate mutating func add(_ batch: LineBatch) {
        batches.append(batch)
        bytes += batch.lines.count
    }

    fileprivate mutating func takeConsumer() -> CheckedContinuation<LineBatch?, Never>? {
        defer { consumer = nil }
        return consumer
    }

    /// Gives the consumer a batch if it waits for one, and lets in who waits as far as there is room.
    fileprivate mutating func settleWaiting(capacity: Int) -> Wakings {
        var wakings = Wakings()
        admitWaiters(capacity: capacity)
        if consumer != nil, !isAborted, outstanding < BatchQueue.maximumOutstanding,
            let batch = batches.popFirst()
        {
            bytes -= batch.lines.count
            outstanding += 1
            wakings.consumer = takeConsumer()
            wakings.batch = batch
            admitWaiters(capacity: capacity)
        }
        if consumer != nil, isAborted || isFinished && batches.isEmpty { wakings.consumer = takeConsumer() }
        return wakings
    }

    private mutating func admitWaiters(capacity: Int) {
        while !isAborted, let waiter = waiters.first, hasRoom(for: waiter.batch, in: capacity) {
            _ = waiters.popFirst()
            if waiter.admission.decide(true) { add(waiter.batch) }
        }
    }
}
