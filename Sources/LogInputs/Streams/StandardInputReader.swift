import SystemIO

/// Reads a descriptor that cannot be read again, such as the standard input, on a thread of its own.
///
/// Lines go out when a block is full or after a short while; at the end a line without a line feed goes out as it is.
final class StandardInputReader {
    private static let readLength = 256 << 10
    /// How long lines are held back to go out together.
    private static let gatherTime = Duration.milliseconds(50)
    private static let patience = Duration.seconds(60)

    private let descriptor: Int32
    private let port: InputPort
    private let stop: StopSignal
    private let source = SourceID.random()
    private var cutter = LineCutter(
        blockLength: LineBatch.targetLength,
        maximumLineLength: LineBatch.maximumLineLength
    )

    init(descriptor: Int32 = 0, port: InputPort, stop: StopSignal) {
        self.descriptor = descriptor
        self.port = port
        self.stop = stop
    }

    func run() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.readLength, alignment: 16)
        defer { buffer.deallocate() }
        var heldSince: ContinuousClock.Instant?
        while !stop.isSet {
            let timeout = heldSince == nil ? Self.patience : Self.gatherTime
            let isReady = Readiness.wait(for: descriptor, or: stop.descriptor, timeout)
            if isReady {
                guard let count = read(into: buffer) else { continue }
                if count == 0 { break }
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                for block in cutter.append(bytes) where !deliver(block) { return }
                heldSince = heldSince ?? .now
            }
            if let since = heldSince, !isReady || since.duration(to: .now) > Self.gatherTime {
                if let block = cutter.flush(), !deliver(block) { return }
                heldSince = nil
            }
        }
        if let last = cutter.finish() { _ = deliver(last) }
    }

    private func deliver(_ block: LineBlock) -> Bool {
        port.counters.dropped(.longLine, block.cutLines)
        return port.putBlocking(port.batch(block, of: source, from: .standardInput))
    }

    /// How many bytes came, 0 at the end; nil when there are none at the moment.
    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        do throws(SystemFailure) { return try Readiness.read(descriptor, into: buffer) } catch {
            port.counters.report(error.detail, about: "standard input")
            return 0
        }
    }
}
