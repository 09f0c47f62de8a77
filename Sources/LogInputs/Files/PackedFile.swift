import ByteStreams
import SystemIO

/// A compressed file or archive, read once from its beginning; its members follow each other.
///
/// Positions count the bytes that come out of it. Blocks are cut by the bytes alone, so nothing needs to be remembered.
final class PackedFile: LineFile {
    private static let pieceLength = 256 << 10

    let record: FileRecord
    private let head: ContentMark
    private(set) var position: Int64
    private let stream: ByteStream
    private var cutter: LineCutter
    /// Bytes that came out of the members before the present one.
    private var membersLength: Int64 = 0
    private var blocks: [LineBlock] = []
    private var isAtEnd = false

    /// Opens the file and unpacks up to the record's position.
    init(path: String, record: FileRecord) throws(SystemFailure) {
        self.record = record
        head =
            record.head.length > 0
            ? record.head : ContentMark(of: try Self.head(ofFileAt: path, length: ContentMark.headLength))
        position = record.handedOut.position
        cutter = Self.cutter(from: record.handedOut.position)
        do throws(ByteStreamError) {
            stream = try ByteStream(ByteInput(path: path), as: .text)
            isAtEnd = try !stream.nextMember()
        } catch { throw SystemFailure(error) }
        try skip(to: record.handedOut.position)
        cutter = Self.cutter(from: offset)
    }

    /// The path of the member that is being read.
    var name: String { stream.name }
    /// What is left in a compressed file is not known.
    var unreadLength: Int64 { 0 }

    func next(isLast: Bool) throws(SystemFailure) -> FileStep {
        while blocks.isEmpty, !isAtEnd { try readPiece() }
        guard let lines = blocks.first else { return .nothing }
        return .block(FileBlock(lines: lines, tail: Self.tail(of: lines), head: head, endIsKnown: true))
    }

    func take(_ block: FileBlock) {
        blocks.removeFirst()
        position = block.lines.range.upperBound
    }

    /// The first bytes of a packed file, unpacked; fewer than asked for when there are no more.
    static func head(ofFileAt path: String, length: Int) throws(SystemFailure) -> [UInt8] {
        do throws(ByteStreamError) {
            let stream = try ByteStream(ByteInput(path: path))
            return try stream.nextMember() ? stream.peek(length) : []
        } catch { throw SystemFailure(error) }
    }

    /// Bytes that came out so far.
    private var offset: Int64 { membersLength + stream.position }

    /// Whether a packed file holds every byte that was read of `record`, and nothing more when that was left at its end.
    static func holds(_ path: String, _ record: FileRecord) throws(SystemFailure) -> Bool {
        var start = record
        let tail = record.handedOut.tail
        start.handedOut = FileRecord.Place(
            position: max(0, record.handedOut.position - Int64(tail.length)),
            tail: .empty
        )
        let file = try PackedFile(path: path, record: start)
        let bytes = try file.read(exactly: tail.length)
        guard ContentMark(of: bytes) == tail, file.offset == record.handedOut.position else { return false }
        guard record.end == record.handedOut.position else { return true }
        return try file.read(upTo: 1).isEmpty
    }

    /// The last bytes of a block, where it holds them as they were read; nothing is known of them otherwise.
    private static func tail(of lines: LineBlock) -> ContentMark {
        let isWhole = lines.bytes.count == lines.range.count && lines.bytes.count >= ContentMark.tailLength
        return isWhole ? ContentMark(of: lines.bytes.suffix(ContentMark.tailLength)) : .empty
    }

    private static func cutter(from start: Int64) -> LineCutter {
        LineCutter(
            blockLength: LineBatch.targetLength,
            maximumLineLength: LineBatch.maximumLineLength,
            start: start
        )
    }

    private func readPiece() throws(SystemFailure) {
        let piece = try read(upTo: Self.pieceLength)
        if !piece.isEmpty {
            blocks += piece.withUnsafeBytes { cutter.append($0) }
            return
        }
        if let last = cutter.finish() { blocks.append(last) }
        try enterNextMember()
        cutter = Self.cutter(from: offset)
    }

    private func skip(to target: Int64) throws(SystemFailure) {
        while offset < target, !isAtEnd {
            let left = min(target - offset, Int64(Self.pieceLength))
            if try read(upTo: Int(left)).isEmpty { try enterNextMember() }
        }
        if offset < target {
            throw SystemFailure(detail: "unpacks to less than was read of it before; it was replaced")
        }
    }

    private func enterNextMember() throws(SystemFailure) {
        membersLength += stream.position
        do throws(ByteStreamError) {
            isAtEnd = try !stream.nextMember()
        } catch { throw SystemFailure(error) }
    }

    private func read(exactly count: Int) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try read(upTo: count - bytes.count)
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    private func read(upTo count: Int) throws(SystemFailure) -> [UInt8] {
        var failure: ByteStreamError?
        let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(ByteStreamError) {
                filled = try stream.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch { failure = error }
        }
        if let failure { throw SystemFailure(failure) }
        return piece
    }
}

extension SystemFailure {
    init(_ error: ByteStreamError) {
        self.init(detail: error.detail)
    }
}
