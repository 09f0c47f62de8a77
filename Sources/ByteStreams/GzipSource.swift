import CZlib

/// The content of a gzip file of one or more members (RFC 1952), its checksums verified.
final class GzipSource: ByteSource {
    private static let inputCapacity = 256 << 10
    /// Window of 32 KiB, with gzip header and trailer (zlib manual, `inflateInit2`).
    private static let windowBits: Int32 = 15 + 16

    private let source: any ByteSource
    /// At one place in memory for life: zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var isBetweenMembers = false
    private var isAtEnd = false

    init(_ source: any ByteSource) throws(SourceFailure) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: Self.inputCapacity, alignment: 16)
        let status = inflateInit2_(
            stream,
            Self.windowBits,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else { throw SourceFailure(.unreadable, "no memory to decompress it") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
        let capacity = min(buffer.count, Int(UInt32.max))
        stream.pointee.next_out = start.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(capacity)
        while stream.pointee.avail_out > 0, !isAtEnd {
            if stream.pointee.avail_in == 0 { try fill() }
            if isBetweenMembers { try enterNextMember() }
            if isAtEnd || stream.pointee.avail_in == 0 { continue }
            try inflateOnce()
        }
        return capacity - Int(stream.pointee.avail_out)
    }

    private func fill() throws(SourceFailure) {
        let count = try source.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        guard count == 0 else { return }
        guard isBetweenMembers else {
            throw SourceFailure(.truncated, "truncated gzip data; fetch the file again")
        }
        isAtEnd = true
    }

    /// Skips the zero bytes some writers pad with, then expects the magic of another member.
    private func enterNextMember() throws(SourceFailure) {
        while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        guard stream.pointee.avail_in > 0, !isAtEnd else { return }
        guard stream.pointee.next_in.pointee == Compression.gzipMagic[0] else {
            throw SourceFailure(.damaged, "other bytes follow the gzip data; fetch the file again")
        }
        inflateReset(stream)
        isBetweenMembers = false
    }

    private func inflateOnce() throws(SourceFailure) {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: isBetweenMembers = true
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown error"
            throw SourceFailure(.damaged, "damaged gzip data (\(reason)); fetch the file again")
        }
    }
}
