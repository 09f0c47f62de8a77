import ByteStreams
import Crypto
import Hummingbird
import NIOCore

/// Reads the body of one request and hands on its lines as they come.
///
/// With a key, the bytes of the body have the same place in the same source each time it is sent, and blocks are cut by
/// the bytes alone: what was handed out before is passed over, and what was stored before keeps its identity.
struct IngestRequest {
    /// Longest line in bytes: 1 MiB. Of a longer one only the beginning is handed out.
    static let maximumLineLength = 1 << 20

    let head: IngestHead
    let peer: PeerAddress
    let configuration: HTTPInputConfiguration
    let port: InputPort
    let requests: IngestRequests

    private(set) var acceptedLines = 0
    private(set) var isBodyRead = false
    private let source: SourceID
    private var cutter = LineCutter(
        blockLength: LineBatch.targetLength,
        maximumLineLength: IngestRequest.maximumLineLength
    )
    private var received: Int64 = 0
    private var unpacked: Int64 = 0
    private var hash: SHA256?
    /// Up to where the body was handed out before.
    private var handedOut: Int64

    init(
        head: IngestHead,
        peer: PeerAddress,
        configuration: HTTPInputConfiguration,
        port: InputPort,
        requests: IngestRequests,
        claim: IngestRequests.Claim
    ) {
        self.head = head
        self.peer = peer
        self.configuration = configuration
        self.port = port
        self.requests = requests
        source = claim.source
        handedOut = claim.handedOut
        hash = head.key == nil ? nil : SHA256()
    }

    /// Takes the whole body, and returns when its lines are as safe as the configuration asks for.
    /// - Returns: whether all of it was taken before.
    mutating func take(_ body: RequestBody) async throws -> Bool {
        if let coding = head.coding {
            try await takePacked(body, coding)
        } else {
            for try await chunk in body {
                try count(chunk)
                try await take(Array(chunk.readableBytesView))
            }
        }
        guard head.length.map({ $0 == received }) ?? true else {
            throw IngestProblem.badRequest("the body stops after \(received) bytes; send it again")
        }
        isBodyRead = true
        if let last = cutter.finish() { try await hand(on: last) }
        return try await settle()
    }

    private mutating func takePacked(_ body: RequestBody, _ coding: ContentDecoder.Coding) async throws {
        do {
            let decoder = try ContentDecoder(
                coding,
                name: "the body",
                maximumLength: configuration.maximumUnpackedLength
            )
            for try await chunk in body {
                try count(chunk)
                decoder.supply(Array(chunk.readableBytesView))
                while let piece = try decoder.next() { try await take(piece) }
            }
            try decoder.finish()
        } catch let error as ByteStreamError {
            if error.code == .tooLarge { throw IngestProblem.tooLarge(error.description) }
            throw IngestProblem.badRequest(error.description, reason: .damaged)
        }
    }

    private mutating func count(_ chunk: ByteBuffer) throws(IngestProblem) {
        received += Int64(chunk.readableBytes)
        guard received <= configuration.maximumBodyLength else {
            throw .tooLarge("a body may have \(configuration.maximumBodyLength) bytes; send several")
        }
    }

    /// Takes the next bytes as they are after unpacking.
    private mutating func take(_ bytes: [UInt8]) async throws(IngestProblem) {
        unpacked += Int64(bytes.count)
        guard unpacked <= configuration.maximumUnpackedLength else {
            throw .tooLarge("a body may unpack to \(configuration.maximumUnpackedLength) bytes; send several")
        }
        if hash != nil { bytes.withUnsafeBytes { hash?.update(bufferPointer: $0) } }
        for block in bytes.withUnsafeBytes({ cutter.append($0) }) { try await hand(on: block) }
    }

    private mutating func hand(on block: LineBlock) async throws(IngestProblem) {
        if block.range.upperBound <= handedOut { return }
        guard block.range.lowerBound >= handedOut else { throw .otherBody() }
        port.counters.dropped(.longLine, block.cutLines)
        let batch = port.batch(
            block,
            of: source,
            from: .stream(name: head.stream, peer: peer),
            position: head.key == nil ? nil : requests.position(of: source, behind: block)
        )
        let isIn =
            switch configuration.whenFull {
            case .wait: await port.put(batch, within: configuration.waitLimit)
            case .refuse: port.offer(batch)
            }
        guard isIn else {
            port.counters.dropped(.queueFull, block.lineCount, bytes: block.bytes.count)
            throw .unavailable("the queue is full; send the body again")
        }
        acceptedLines += block.lineCount
        handedOut = block.range.upperBound
        requests.handedOut(source, to: handedOut)
    }

    /// Waits until what was handed out is stored, if that is asked for.
    private func settle() async throws(IngestProblem) -> Bool {
        let body = hash.map { ContentMark(length: Int(unpacked), digest: ContentMark.Digest($0.finalize())) }
        if let body, !requests.isSame(source, body: body, handedOut: handedOut) { throw .otherBody() }
        if configuration.answer == .stored {
            guard await port.acknowledged(source, within: configuration.waitLimit) else {
                throw .unavailable("not stored yet; send the body again with the same Idempotency-Key")
            }
            if let body { requests.finished(source, body: body) }
        }
        return acceptedLines == 0 && handedOut > 0
    }
}
