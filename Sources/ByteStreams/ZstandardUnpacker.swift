import CZstd

/// Zstandard frames (RFC 8878), with a bounded window.
final class ZstandardUnpacker: Unpacker {
    /// Largest window, as a power of two: 8 MiB, what every receiver should take (RFC 8878 §3.1.1.1.2, RFC 9659).
    private static let maximumWindowLog: Int32 = 23

    private let stream: OpaquePointer
    private(set) var isBetweenMembers = true

    init() throws(SourceFailure) {
        guard let stream = ZSTD_createDStream() else {
            throw SourceFailure(.unreadable, "no memory to unpack it")
        }
        self.stream = stream
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.maximumWindowLog)
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func unpack(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(SourceFailure) -> (used: Int, made: Int) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        while target.pos < target.size, source.pos < source.size || !isBetweenMembers {
            let before = (source.pos, target.pos)
            let result = ZSTD_decompressStream(stream, &target, &source)
            guard ZSTD_isError(result) == 0 else {
                let reason = String(cString: ZSTD_getErrorName(result))
                throw SourceFailure(.damaged, "damaged data (\(reason)); send it again")
            }
            isBetweenMembers = result == 0
            if before == (source.pos, target.pos) { break }
        }
        return (source.pos, target.pos)
    }
}
