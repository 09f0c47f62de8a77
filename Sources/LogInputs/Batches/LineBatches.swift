/// The batches of all inputs, in the order they came in; for one consumer.
public struct LineBatches: AsyncSequence, Sendable {
    /// Takes one batch after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: BatchQueue

        /// The next batch, as soon as there is one.
        /// - Returns: nil when all inputs have ended and the last batch is taken, or the calling task is cancelled.
        public mutating func next() async -> LineBatch? {
            await queue.next()
        }
    }

    let queue: BatchQueue

    /// Begins to take batches.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(queue: queue)
    }
}
