import Synchronization

/// How many inputs are still reading; when the last one stops, the queue to the consumer gets its end.
final class ReadingInputs: Sendable {
    private let count: Mutex<Int>
    private let atEnd: @Sendable () -> Void

    init(count: Int, atEnd: @escaping @Sendable () -> Void) {
        self.count = Mutex(count)
        self.atEnd = atEnd
    }

    /// One input reads no more.
    func leave() {
        let left = count.withLock { count in
            count -= 1
            return count
        }
        if left == 0 { atEnd() }
    }
}
