internal import CZlib
internal import Lists

/// Packs bytes with gzip (RFC 1952), whole or block by block. Members that follow each other are one text.
public struct Gzip: ~Copyable {
    private static let level: Int32 = 3
    private static let window: Int32 = 15 + 16
    private static let memory: Int32 = 8
    private static let blockSize = 1 << 16

    /// At one place in memory for life: zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>

    /// A packer that has packed nothing.
    public init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let code = deflateInit2_(
            stream,
            Self.level,
            Z_DEFLATED,
            Self.window,
            Self.memory,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        precondition(code == Z_OK, "no memory to pack")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Packs the next bytes.
    /// - Parameters:
    ///   - bytes: the bytes.
    ///   - isLast: whether they are the last.
    ///   - packed: takes what is packed so far.
    public mutating func pack(_ bytes: [UInt8], isLast: Bool, into packed: inout [UInt8]) {
        var input = bytes
        input.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_in = buffer.baseAddress
            stream.pointee.avail_in = UInt32(buffer.count)
            var code = Z_OK
            repeat {
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.blockSize) { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    code = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    packed.append(contentsOf: output[..<(output.count - Int(stream.pointee.avail_out))])
                }
            } while stream.pointee.avail_out == 0 || isLast && code == Z_OK
        }
    }

    /// `bytes` as one member.
    public static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var gzip = Gzip()
        var packed: [UInt8] = []
        gzip.pack(bytes, isLast: true, into: &packed)
        return packed
    }
}
