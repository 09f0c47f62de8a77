import ByteStreams
import SystemIO

/// A compressed file or archive, read once from its beginning; its members follow each other.
///
/// Positions count the bytes that come out of it. Blocks are cut by the bytes alone, except where they were cut before the
/// file was compressed.
final class PackedFile: LineFile {
    private static let pieceLength = 256 << 10

    let record: FileRecord
    private(set) var position: Int64
    private let stream: ByteStream
    private var cutter: LineCutter
    /// Bytes that came out of the members before the present one.
    private var membersLength: Int64 = 0
    private var blocks: [LineBlock] = []
    /// Where the block begins that is being read.
    private var blockStart: Int64
    /// Blocks that were cut when the file was still a plain one that grew, in their order.
    private var cuts: [Range<Int64>]
    private var isAtEnd = false
    /// The last bytes before ``position``; nil where they are not known.
    private var trail: [UInt8]? = []

    /// Unpacks the file up to the record's position.
    init(_ file: OpenFile, record: FileRecord) throws(SystemFailure) {
        var record = record
        if record.head.length == 0 {
            record.head = FileHead(of: try Self.head(of: file, length: ContentMark.headLength))
        }
        self.record = record
        position = record.handedOut.position
        blockStart = record.handedOut.position
        cuts = record.cuts.filter { $0.key >= record.handedOut.position && $0.key < $0.value }
            .map { $0.key..<$0.value }.sorted { $0.lowerBound < $1.lowerBound }
        cutter = Self.cutter(from: record.handedOut.position)
        let start = try Self.head(of: file, length: ByteStream.detectionLength)
        do throws(ByteStreamError) {
            // Bytes are counted as those of the file before it was packed.
            let view = ByteStream.isUTF16(head: start) ? ByteStream.View.text : .bytes
            stream = try ByteStream(ByteInput(path: file.ownPath), as: view)
            isAtEnd = try !stream.nextMember()
        } catch { throw SystemFailure(error) }
        let trailLength = Int(min(Int64(ContentMark.tailLength), position))
        guard try skip(to: position - Int64(trailLength)), let read = try read(exactly: trailLength) else {
            throw SystemFailure(detail: "unpacks to less than was read of it before; it was replaced")
        }
        trail = read
        cutter = Self.cutter(from: offset)
    }

    /// What is left in a compressed file is not known.
    var unreadLength: Int64 { 0 }

    func next(isLast: Bool) throws(SystemFailure) -> FileStep {
        while blocks.isEmpty, !isAtEnd { try readPiece() }
        guard let lines = blocks.first else { return .nothing }
        let tail = trail(behind: lines).map { ContentMark(of: $0) } ?? .empty
        let end = record.cuts[lines.range.lowerBound] ?? 0
        return .block(
            FileBlock(
                lines: lines,
                tail: tail,
                head: record.head,
                cutEnd: max(end, lines.range.upperBound),
                endIsKnown: true
            )
        )
    }

    func take(_ block: FileBlock) {
        blocks.removeFirst()
        trail = trail(behind: block.lines)
        position = block.lines.range.upperBound
    }

    /// The first bytes of a packed file, unpacked; fewer than asked for when there are no more.
    static func head(of file: OpenFile, length: Int) throws(SystemFailure) -> [UInt8] {
        do throws(ByteStreamError) {
            let stream = try ByteStream(ByteInput(path: file.ownPath))
            return try stream.nextMember() ? stream.peek(length) : []
        } catch { throw SystemFailure(error) }
    }

    /// Bytes that came out so far.
    private var offset: Int64 { membersLength + stream.position }

    /// Whether a packed file has what was read of `record` up to `place`; nil when it ends before.
    static func holds(
        _ place: FileRecord.Place,
        of record: FileRecord,
        in file: OpenFile
    ) throws(SystemFailure) -> Bool? {
        var start = record
        start.handedOut = .start
        let packed = try PackedFile(file, record: start)
        guard try packed.skip(to: place.position - Int64(place.tail.length)) else { return nil }
        return try packed.read(exactly: place.tail.length).map { ContentMark(of: $0) == place.tail }
    }

    /// The last bytes before the end of the next block; nil where they are not known.
    private func trail(behind lines: LineBlock) -> [UInt8]? {
        guard lines.cutLines == 0 else { return nil }
        let bytes = lines.bytes.prefix(lines.range.count).suffix(ContentMark.tailLength)
        let missing = ContentMark.tailLength - bytes.count
        guard missing > 0, lines.range.lowerBound > 0 else { return Array(bytes) }
        return trail.map { $0.suffix(missing) + bytes }
    }

    private static func cutter(from start: Int64) -> LineCutter {
        LineCutter(
            blockLength: LineBatch.targetLength,
            maximumLineLength: LineBatch.maximumLineLength,
            start: start
        )
    }

    private func readPiece() throws(SystemFailure) {
        let cut = cuts.first
        let limit =
            cut.map { min(Int64(Self.pieceLength), $0.upperBound - offset) } ?? Int64(Self.pieceLength)
        let piece = try read(upTo: Int(limit))
        if !piece.isEmpty {
            keep(piece.withUnsafeBytes { cutter.append($0) })
            if let cut, cut.upperBound == offset {
                cuts.removeFirst()
                if cut.lowerBound == blockStart, let block = cutter.finish() { keep([block]) }
            }
            return
        }
        if let last = cutter.finish() { keep([last]) }
        try enterNextMember()
        cutter = Self.cutter(from: offset)
        blockStart = offset
    }

    private func keep(_ cut: [LineBlock]) {
        blocks += cut
        if let last = cut.last { blockStart = last.range.upperBound }
    }

    /// Unpacks up to `target`.
    /// - Returns: whether there are so many bytes.
    private func skip(to target: Int64) throws(SystemFailure) -> Bool {
        while offset < target, !isAtEnd {
            let left = min(target - offset, Int64(Self.pieceLength))
            if try read(upTo: Int(left)).isEmpty { try enterNextMember() }
        }
        return offset >= target
    }

    private func enterNextMember() throws(SystemFailure) {
        membersLength += stream.position
        do throws(ByteStreamError) {
            isAtEnd = try !stream.nextMember()
        } catch { throw SystemFailure(error) }
    }

    /// The next `count` bytes; nil when there are not so many.
    private func read(exactly count: Int) throws(SystemFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count, !isAtEnd {
            let piece = try read(upTo: count - bytes.count)
            if piece.isEmpty { try enterNextMember() }
            bytes += piece
        }
        return bytes.count < count ? nil : bytes
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
