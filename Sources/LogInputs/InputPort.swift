/// What an input hands its lines to: it gives them origin and identity, counts them, and puts them into the queue.
final class InputPort: Sendable {
    let name: String
    let counters: InputCounters
    private let number: Int
    private let queue: BatchQueue
    private let outstanding: OutstandingBatches

    init(
        name: String,
        number: Int,
        counters: InputCounters,
        queue: BatchQueue,
        outstanding: OutstandingBatches
    ) {
        self.name = name
        self.number = number
        self.counters = counters
        self.queue = queue
        self.outstanding = outstanding
    }

    /// What the input has done so far.
    var statistics: InputStatistics {
        var statistics = counters.snapshot
        statistics.unacknowledged = outstanding.count(ofInput: number)
        return statistics
    }

    func listens(at address: PeerAddress) {
        counters.update { $0.listening = address }
    }

    /// The batch of a block of lines cut from `source`; `position` is where reading goes on behind it, if it can, and `end`
    /// where it ended when it was cut, if not where it does now.
    func batch(
        _ block: LineBlock,
        of source: SourceID,
        from place: LineOrigin.Place,
        position: ResumePosition? = nil,
        end: Int64? = nil
    ) -> LineBatch {
        let range = block.range
        let id = BatchID(source: source, start: range.lowerBound, end: end ?? range.upperBound)
        return LineBatch(
            position: position,
            token: ResumeToken(id: id, input: number, place: position?.place),
            origin: LineOrigin(input: name, place: place, receivedAt: .now),
            lines: block.bytes,
            lineCount: block.lineCount
        )
    }

    /// Puts a batch in as soon as there is room; the calling thread waits.
    /// - Returns: whether it is in; false when the inputs were aborted.
    func putBlocking(_ batch: LineBatch) -> Bool {
        outstanding.add(batch.token)
        return settle(batch, isIn: queue.putBlocking(batch))
    }

    /// Puts a batch in as soon as there is room.
    /// - Returns: whether it is in; false when the inputs were aborted.
    func put(_ batch: LineBatch) async -> Bool {
        outstanding.add(batch.token)
        return settle(batch, isIn: await queue.put(batch))
    }

    /// Puts a batch in, unless there is no room for too long; then it is not counted as dropped, its sender is told.
    /// - Returns: whether it is in.
    func put(_ batch: LineBatch, within limit: Duration) async -> Bool {
        outstanding.add(batch.token)
        return settle(batch, isIn: await queue.put(batch, within: limit))
    }

    /// Puts a batch in now or not at all.
    /// - Returns: whether it is in.
    func offer(_ batch: LineBatch) -> Bool {
        outstanding.add(batch.token)
        return settle(batch, isIn: queue.offer(batch))
    }

    /// Waits until every batch of `source` is acknowledged.
    /// - Returns: whether that is so.
    func acknowledged(_ source: SourceID, within limit: Duration) async -> Bool {
        await outstanding.settle(.source(source), within: limit)
    }

    /// Waits until every batch of the input is acknowledged.
    /// - Returns: whether that is so.
    func acknowledged(within limit: Duration) async -> Bool {
        await outstanding.settle(.input(number), within: limit)
    }

    private func settle(_ batch: LineBatch, isIn: Bool) -> Bool {
        if isIn {
            counters.delivered(batch)
        } else {
            outstanding.withdraw(batch.token)
        }
        return isIn
    }
}
