/// The decompressed bytes of an input, member by member.
///
/// gzip (of several members too), xz, Zstandard, bzip2 and tar archives inside any of them are recognised by their
/// first bytes; anything else is handed out as it is. A file that is no archive has one member, itself.
/// Not safe to share between threads.
public final class ByteStream {
    /// Size of the blocks that readers ask for, in bytes.
    public static let blockSize = 1 << 20
    /// Most bytes that one compressed input may decompress to: 64 GiB.
    public static let maximumDecompressedSize: Int64 = 64 << 30

    /// How the bytes are to be seen.
    public enum View: Sendable {
        /// As they are.
        case bytes
        /// As UTF-8 text: a byte order mark is dropped, UTF-16 with a byte order mark is converted.
        case text
    }

    /// The input's name, followed by `!` and the path within for a member of an archive.
    public private(set) var name: String
    /// Offset in the member of the next byte, 0-based; in UTF-16 text it counts the bytes of the UTF-8 form.
    public private(set) var position: Int64 = 0
    /// Whether the members have names of their own.
    public private(set) var isArchive = false

    private let inputName: String
    private let view: View
    private let sizeLimit: Int64
    private let isCompressed: Bool
    private var decompressedSize: Int64 = 0
    private let source: any ByteSource
    private let archive: ArchiveReader?
    private var memberCount = 0
    private var pending: [UInt8] = []
    private var pendingStart = 0
    private var utf16: UTF16Decoder?

    /// Opens an input; ``nextMember()`` then moves to its first member.
    /// - Parameters:
    ///   - input: where the bytes come from.
    ///   - view: raw bytes, or text in UTF-8.
    ///   - maximumDecompressedSize: most bytes a compressed input may yield in all.
    /// - Throws: ``ByteStreamError`` when it is missing, a directory, not readable or damaged at the start.
    public init(
        _ input: ByteInput,
        as view: View = .bytes,
        maximumDecompressedSize: Int64 = ByteStream.maximumDecompressedSize
    ) throws(ByteStreamError) {
        inputName = input.name
        name = input.name
        self.view = view
        sizeLimit = maximumDecompressedSize
        do throws(SourceFailure) {
            var peeked = try PeekedSource(InputBytes(input), peeking: Compression.headLength)
            var compression = Compression(head: peeked.head)
            isCompressed = compression != .none && compression != .tar
            if compression == .gzip {
                peeked = try PeekedSource(GzipSource(peeked), peeking: Compression.headLength)
                compression = Compression(head: peeked.head) == .tar ? .tar : .none
            }
            source = peeked
            archive = compression == .none ? nil : try ArchiveReader(peeked, as: compression)
        } catch {
            throw ByteStreamError(error.code, file: input.name, detail: error.detail)
        }
    }

    /// Moves to the first or next member.
    /// - Returns: whether there is one.
    /// - Throws: ``ByteStreamError`` when the archive is damaged or truncated.
    public func nextMember() throws(ByteStreamError) -> Bool {
        do throws(SourceFailure) {
            guard try enterNextMember() else { return false }
            memberCount += 1
            position = 0
            pending = []
            pendingStart = 0
            utf16 = nil
            if view == .text { try readByteOrderMark() }
            return true
        } catch { throw located(error) }
    }

    private func enterNextMember() throws(SourceFailure) -> Bool {
        guard let archive else { return memberCount == 0 }
        guard let path = try archive.nextMember() else { return false }
        isArchive = archive.hasMembers
        if isArchive { name = "\(inputName)!\(path)" }
        return true
    }

    /// Fills the front of `buffer` with the next bytes of the member.
    /// - Parameter buffer: where to write; blocks of ``blockSize`` are read best.
    /// - Returns: the number of bytes written, 0 at the end of the member.
    /// - Throws: ``ByteStreamError`` when the data is truncated, damaged, or larger than allowed.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        do throws(SourceFailure) {
            if pendingStart == pending.count {
                guard utf16 != nil else {
                    let count = try fetch(into: buffer)
                    position += Int64(count)
                    return count
                }
                try decodeMore()
            }
            let count = min(buffer.count, pending.count - pendingStart)
            pending.withUnsafeBytes { bytes in
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[pendingStart..<pendingStart + count])
                )
            }
            pendingStart += count
            position += Int64(count)
            return count
        } catch { throw located(error) }
    }

    /// The next `count` bytes of the member, fewer only at its end; they will be read again.
    /// - Parameter count: how many bytes to look at.
    /// - Returns: a copy of the bytes.
    /// - Throws: ``ByteStreamError``; see ``read(into:)``.
    public func peek(_ count: Int) throws(ByteStreamError) -> [UInt8] {
        var bytes = Array(pending[pendingStart...])
        do throws(SourceFailure) {
            while bytes.count < count {
                let before = bytes.count
                if utf16 != nil {
                    pendingStart = pending.count
                    try decodeMore()
                    bytes += pending
                } else {
                    bytes += try fetch(count - before)
                }
                if bytes.count == before { break }
            }
        } catch { throw located(error) }
        pending = bytes
        pendingStart = 0
        return Array(bytes.prefix(count))
    }

    private func located(_ failure: SourceFailure) -> ByteStreamError {
        ByteStreamError(failure.code, file: name, offset: position, detail: failure.detail)
    }

    private func fetch(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        let layer: any ByteSource = archive ?? source
        let count = try layer.read(into: buffer)
        guard isCompressed else { return count }
        decompressedSize += Int64(count)
        guard decompressedSize <= sizeLimit else {
            throw SourceFailure(.tooLarge, "decompresses to more than \(sizeLimit) bytes; split it")
        }
        return count
    }

    private func fetch(_ count: Int) throws(SourceFailure) -> [UInt8] {
        var failure: SourceFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SourceFailure) {
                filled = try fetch(into: UnsafeMutableRawBufferPointer(buffer))
            } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }
}

extension ByteStream {
    private static let utf16BlockSize = 64 << 10

    /// Looks at the first four bytes for a byte order mark (Unicode 16, §23.8).
    private func readByteOrderMark() throws(SourceFailure) {
        var head: [UInt8] = []
        while head.count < 4 {
            let more = try fetch(4 - head.count)
            if more.isEmpty { break }
            head += more
        }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw SourceFailure(.unsupportedText, "is UTF-32 text; convert it to UTF-8 (iconv -t UTF-8)")
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            head.removeFirst(3)
            position = 3
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            var decoder = UTF16Decoder(isBigEndian: head[0] == 0xFE)
            var text: [UInt8] = []
            decoder.decode(Array(head[2...]), into: &text)
            utf16 = decoder
            head = text
        }
        pending = head
    }

    /// Replaces the pending bytes, all handed out, by the next text; leaves them empty at the end.
    private func decodeMore() throws(SourceFailure) {
        var text: [UInt8] = []
        while text.isEmpty {
            let block = try fetch(Self.utf16BlockSize)
            if block.isEmpty {
                utf16?.finish(into: &text)
                break
            }
            utf16?.decode(block, into: &text)
        }
        pending = text
        pendingStart = 0
    }
}
