import Dispatch
import Synchronization

/// Works on pieces on several threads and hands the results on in the order of the pieces.
struct OrderedPipeline<Piece: Sendable, Result: Sendable> {
    let threads: Int
    let work: @Sendable (Piece) -> Result

    /// Pulls pieces until there are none, works on them, and gives every result to `receive` on the calling thread.
    ///
    /// At most `threads` pieces are worked on and one more is waiting at any time.
    /// - Parameters:
    ///   - next: gives the next piece; nil ends the run.
    ///   - receive: takes the results in order.
    /// - Throws: what `next` throws, when the results of all pieces before it have been received.
    func run<Failure: Error>(
        pulling next: () throws(Failure) -> Piece?,
        _ receive: (Result) -> Void
    ) throws(Failure) {
        let slots = DispatchSemaphore(value: threads)
        let group = DispatchGroup()
        let queue = DispatchQueue(label: "marsad.pipeline", attributes: .concurrent)
        let results = Results<Result>()
        var started = 0
        var received = 0
        var failure: Failure?
        do throws(Failure) {
            while let piece = try next() {
                let number = started
                slots.wait()
                queue.async(group: group) { [work] in
                    results.put(work(piece), number)
                    slots.signal()
                }
                started += 1
                while let result = results.take(received) {
                    receive(result)
                    received += 1
                }
            }
        } catch { failure = error }
        group.wait()
        while let result = results.take(received) {
            receive(result)
            received += 1
        }
        if let failure { throw failure }
    }
}

/// Results that wait for their turn.
private final class Results<Value: Sendable>: Sendable {
    private let waiting = Mutex<[Int: Value]>([:])

    func put(_ value: Value, _ number: Int) {
        waiting.withLock { $0[number] = value }
    }

    func take(_ number: Int) -> Value? {
        waiting.withLock { $0.removeValue(forKey: number) }
    }
}
