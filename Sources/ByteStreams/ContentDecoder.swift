/// Unpacks a body that comes in pieces, such as that of an HTTP request, into pieces of bounded size.
///
/// It never holds more than the piece it was given and one that it gives; what the whole unpacks to is bounded in length
/// and, beyond ``freeLength`` bytes, as a multiple of what came in. Not safe to share between threads.
public final class ContentDecoder {
    /// How a body is packed, by its name in HTTP (RFC 9110 §8.4.1, RFC 8878).
    public enum Coding: String, Sendable, CaseIterable {
        /// One or more gzip members (RFC 1952).
        case gzip
        /// The zlib form (RFC 1950), or bare deflate data (RFC 1951), which some senders mean by the name.
        case deflate
        /// Zstandard frames with a window of at most 8 MiB (RFC 9659).
        case zstd
    }

    /// Bytes of the pieces that come out, at most.
    public static let pieceLength = 256 << 10
    /// Most bytes that come out for one that came in, on the whole: more than text gives.
    public static let maximumExpansion: Int64 = 256
    /// Bytes that may come out whatever came in: 16 MiB.
    public static let freeLength: Int64 = 16 << 20

    private let unpacker: any Unpacker
    private let maximumLength: Int64
    private let name: String
    private var input: [UInt8] = []
    private var taken = 0
    private var suppliedLength: Int64 = 0
    private var length: Int64 = 0

    /// - Parameters:
    ///   - coding: how the body is packed.
    ///   - name: the body's name in errors.
    ///   - maximumLength: most bytes that may come out in all.
    /// - Throws: ``ByteStreamError`` when there is no memory for it.
    public init(_ coding: Coding, name: String, maximumLength: Int64) throws(ByteStreamError) {
        self.name = name
        self.maximumLength = maximumLength
        do throws(SourceFailure) {
            unpacker =
                switch coding {
                case .gzip: try Inflater(.gzip)
                case .deflate: try Inflater(.zlibOrBare)
                case .zstd: try ZstandardUnpacker()
                }
        } catch { throw ByteStreamError(error.code, file: name, detail: error.detail) }
    }

    /// Gives the next bytes of the body, when ``next()`` has no more of those before.
    /// - Parameter bytes: the bytes.
    public func supply(_ bytes: [UInt8]) {
        input = bytes
        taken = 0
        suppliedLength += Int64(bytes.count)
    }

    /// The next bytes that come out.
    /// - Returns: at most ``pieceLength`` bytes, not none; nil when more of the body is needed.
    /// - Throws: ``ByteStreamError`` when the body is damaged or comes out larger than allowed.
    public func next() throws(ByteStreamError) -> [UInt8]? {
        var failure: SourceFailure?
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { buffer, filled in
            do throws(SourceFailure) {
                filled = try unpack(into: UnsafeMutableRawBufferPointer(buffer))
            } catch { failure = error }
        }
        if let failure { throw located(failure) }
        length += Int64(piece.count)
        let allowed = min(maximumLength, max(Self.freeLength, suppliedLength * Self.maximumExpansion))
        guard length <= allowed else {
            throw located(SourceFailure(.tooLarge, "unpacks to more than \(allowed) bytes; split it"))
        }
        return piece.isEmpty ? nil : piece
    }

    /// Says that the body has no more bytes.
    /// - Throws: ``ByteStreamError`` when it stops before the end of the packed data.
    public func finish() throws(ByteStreamError) {
        guard unpacker.isBetweenMembers else {
            throw located(SourceFailure(.truncated, "stops before the end of its data; send it again"))
        }
    }

    private func unpack(into output: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        var failure: SourceFailure?
        let count = input.withUnsafeBytes { bytes in
            do throws(SourceFailure) {
                while true {
                    let rest = UnsafeRawBufferPointer(rebasing: bytes[taken...])
                    let (used, made) = try unpacker.unpack(rest, into: output)
                    taken += used
                    if made > 0 || used == 0 { return made }
                }
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }

    private func located(_ failure: SourceFailure) -> ByteStreamError {
        ByteStreamError(failure.code, file: name, offset: length, detail: failure.detail)
    }
}

/// Unpacks what it is given as far as it goes.
protocol Unpacker: AnyObject {
    /// Whether the data may end here.
    var isBetweenMembers: Bool { get }

    /// Unpacks from the front of `input` until it is used up or `output` is full.
    /// - Returns: bytes used and bytes made.
    func unpack(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(SourceFailure) -> (used: Int, made: Int)
}
