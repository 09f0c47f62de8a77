import SystemIO

/// Receives datagrams and gathers their lines by sender, on a thread of its own.
///
/// The sender of a datagram cannot wait: what finds the queue full is dropped and counted, and so is what the kernel had no
/// room for.
final class DatagramReader {
    /// Bytes of the largest datagram.
    private static let maximumDatagramLength = 65_536
    /// Datagrams that are taken before the clock is looked at.
    private static let turnLength = 512
    /// Bytes of one sender, and of all, that go out before their time.
    private static let maximumSenderLength = 256 << 10
    private static let maximumLength = 2 << 20
    /// Senders whose lines are gathered at the same time.
    private static let maximumSenders = 1024
    private static let patience = Duration.seconds(1)

    private struct Gathered {
        let sender: PeerAddress
        var bytes: [UInt8] = []
        var lineCount = 0
    }

    private let socket: DatagramSocket
    private let gatherTime: Duration
    private let port: InputPort
    private let stop: StopSignal
    private let source = SourceID.random()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: DatagramReader.maximumDatagramLength,
        alignment: 16
    )
    private var indexes: [IPNumber: Int] = [:]
    private var gathered: [Gathered] = []
    private var gatheredLength = 0
    private var gatheredSince: ContinuousClock.Instant?
    private var offset: Int64 = 0
    private var kernelDrops: UInt32 = 0
    private var last: (key: IPNumber, index: Int)?

    init(
        _ socket: DatagramSocket,
        _ configuration: DatagramInputConfiguration,
        port: InputPort,
        stop: StopSignal
    ) {
        self.socket = socket
        gatherTime = configuration.gatherTime
        self.port = port
        self.stop = stop
        if socket.receiveBuffer < configuration.receiveBuffer {
            port.counters.report(
                "the receive buffer has \(socket.receiveBuffer) bytes instead of \(configuration.receiveBuffer); "
                    + "raise net.core.rmem_max or run with CAP_NET_ADMIN",
                about: "socket"
            )
        }
    }

    deinit {
        buffer.deallocate()
    }

    func run() {
        while !stop.isSet {
            let timeout = gatheredSince == nil ? Self.patience : gatherTime
            _ = Readiness.wait(for: socket.descriptor, or: stop.descriptor, timeout)
            receiveTurn()
            flushIfDue()
        }
        while receiveTurn() == Self.turnLength { flushIfDue() }
        flush()
    }

    /// Takes what is there, up to a bound.
    @discardableResult
    private func receiveTurn() -> Int {
        for count in 0..<Self.turnLength {
            guard let (length, sender) = socket.receive(into: buffer) else { return count }
            if length > 0, let sender {
                add(UnsafeRawBufferPointer(rebasing: buffer[..<length]), from: sender)
            }
        }
        return Self.turnLength
    }

    private func add(_ datagram: UnsafeRawBufferPointer, from sender: IPNumber) {
        let index = index(of: sender)
        let isEnded = datagram.last == LineBlock.lineFeed
        gathered[index].bytes.append(contentsOf: datagram)
        if !isEnded { gathered[index].bytes.append(LineBlock.lineFeed) }
        gathered[index].lineCount += LineFeeds(in: datagram).count + (isEnded ? 0 : 1)
        gatheredLength += datagram.count + 1
        if gatheredSince == nil { gatheredSince = .now }
        if gathered[index].bytes.count >= Self.maximumSenderLength || gatheredLength >= Self.maximumLength {
            flush()
        }
    }

    private func index(of sender: IPNumber) -> Int {
        if let last, last.key == sender { return last.index }
        if let index = indexes[sender] {
            last = (sender, index)
            return index
        }
        if gathered.count >= Self.maximumSenders { flush() }
        let index = gathered.count
        gathered.append(Gathered(sender: PeerAddress(host: sender.host, port: nil)))
        indexes[sender] = index
        last = (sender, index)
        return index
    }

    private func flushIfDue() {
        if let gatheredSince, gatheredSince.duration(to: .now) < gatherTime { return }
        flush()
    }

    private func flush() {
        countKernelDrops()
        for lines in gathered {
            let range = offset..<offset + Int64(lines.bytes.count)
            let block = LineBlock(bytes: lines.bytes, lineCount: lines.lineCount, range: range)
            offset = range.upperBound
            if !port.offer(port.batch(block, of: source, from: .peer(lines.sender))) {
                port.counters.dropped(.queueFull, lines.lineCount, bytes: lines.bytes.count)
            }
        }
        gathered.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        last = nil
        gatheredLength = 0
        gatheredSince = nil
    }

    private func countKernelDrops() {
        guard let drops = socket.kernelDrops else { return }
        port.counters.dropped(.kernelBuffer, Int(drops &- kernelDrops))
        kernelDrops = drops
    }
}
