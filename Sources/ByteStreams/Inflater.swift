import CZlib

/// gzip, zlib or bare deflate data through zlib.
final class Inflater: Unpacker {
    enum Wrapping {
        case gzip
        /// Told apart by the first two bytes (RFC 1950 §2.2).
        case zlibOrBare
    }

    private static let gzipWindow: Int32 = 15 + 16
    private static let zlibWindow: Int32 = 15
    private static let bareWindow: Int32 = -15

    private let wrapping: Wrapping
    /// At one place in memory for life: zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    /// The first bytes, until they tell the wrapping.
    private var head: [UInt8] = []
    private var isInitialized = false
    private(set) var isBetweenMembers = true
    private var hasEnded = false

    init(_ wrapping: Wrapping) throws(SourceFailure) {
        self.wrapping = wrapping
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        if wrapping == .gzip { try start(Self.gzipWindow) }
    }

    deinit {
        if isInitialized { inflateEnd(stream) }
        stream.deallocate()
    }

    func unpack(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(SourceFailure) -> (used: Int, made: Int) {
        var used = 0
        if !isInitialized {
            used = min(2 - head.count, input.count)
            head += input.prefix(used)
            isBetweenMembers = head.isEmpty
            guard head.count == 2 else { return (used, 0) }
            let isZlib = head[0] & 0x0F == 8 && (Int(head[0]) << 8 | Int(head[1])) % 31 == 0
            try start(isZlib ? Self.zlibWindow : Self.bareWindow)
            return try withUnsafeBytes(of: (head[0], head[1])) { bytes throws(SourceFailure) in
                (used, try run(bytes, into: output).made)
            }
        }
        return try run(input, into: output)
    }

    private func start(_ windowBits: Int32) throws(SourceFailure) {
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
            throw SourceFailure(.unreadable, "no memory to unpack it")
        }
        isInitialized = true
    }

    private func run(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(SourceFailure) -> (used: Int, made: Int) {
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        while stream.pointee.avail_in > 0 || !isBetweenMembers, stream.pointee.avail_out > 0 {
            if hasEnded { try enterNextMember() }
            isBetweenMembers = false
            let before = (stream.pointee.avail_in, stream.pointee.avail_out)
            switch inflate(stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END:
                hasEnded = true
                isBetweenMembers = true
            default:
                let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown error"
                throw SourceFailure(.damaged, "damaged data (\(reason)); send it again")
            }
            if before == (stream.pointee.avail_in, stream.pointee.avail_out) { break }
        }
        return (input.count - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out))
    }

    /// Another gzip member follows; nothing may follow zlib or bare data.
    private func enterNextMember() throws(SourceFailure) {
        guard wrapping == .gzip, stream.pointee.next_in.pointee == Compression.gzipMagic[0] else {
            throw SourceFailure(.damaged, "other bytes follow the packed data; send it again")
        }
        inflateReset(stream)
        hasEnded = false
    }
}
