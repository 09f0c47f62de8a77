import SystemIO

/// A plain file, read as it grows.
///
/// Where blocks end: behind the last line feed among the ``LineBatch/targetLength`` bytes from their start, or behind the
/// first line feed when there is none among those. A block that was cut earlier, because the file had no more bytes then,
/// ends where it was cut, as long as its record remembers it.
final class TailedFile: LineFile {
    let file: OpenFile
    private(set) var record: FileRecord
    private(set) var position: Int64
    private(set) var status: FileStatus
    private var tail: ContentMark
    /// Up to where no line feed was found in a line that is longer than a block.
    private var searched: Int64 = 0
    private var isVerified = false
    /// When it was seen to change last.
    private(set) var lastChange = ContinuousClock.now
    /// The most bytes it was seen to have.
    private(set) var largestSize: Int64

    init(_ file: OpenFile, record: FileRecord, status: FileStatus) {
        self.file = file
        self.record = record
        self.status = status
        largestSize = status.size
        position = record.handedOut.position
        tail = record.handedOut.tail
    }

    var unreadLength: Int64 { max(0, status.size - position) }

    /// Looks at the file anew.
    private func refresh() throws(SystemFailure) {
        let now = try file.status()
        largestSize = max(largestSize, now.size)
        if now.size != status.size || now.modified != status.modified {
            isVerified = false
            searched = min(searched, now.size)
            lastChange = .now
        }
        status = now
    }

    /// The file was found at `path`, or is another's copy there.
    func move(to path: String) {
        record.path = path
    }

    /// Whether the file is not any more what was read up to ``position``.
    func isReplaced() throws(SystemFailure) -> Bool {
        try refresh()
        if status.size < position { return true }
        if !isVerified { isVerified = try isIntact() }
        return !isVerified
    }

    func next(isLast: Bool) throws(SystemFailure) -> FileStep {
        guard try !isReplaced() else { return .replaced }
        let length = min(Int64(ContentMark.headLength), status.size)
        let beginning = record.head.length < length ? try file.bytes(0..<length) : []
        guard let (range, endIsKnown) = try nextRange(isLast: isLast) else { return .nothing }
        let tail = try file.tail(before: range.upperBound)
        guard let lines = try lines(of: range) else { return .replaced }
        let head = FileHead(of: beginning.prefix(Int(min(range.upperBound, length))))
        let block = FileBlock(
            lines: lines,
            tail: tail,
            head: record.head.length < head.length ? head : record.head,
            cutEnd: record.cuts[range.lowerBound] ?? range.upperBound,
            endIsKnown: endIsKnown
        )
        // The bytes were the file's own only if it still is what it was, before and behind them.
        guard try file.status().size >= range.upperBound, try isIntact(),
            try file.head(block.head.length) == block.head.bytes,
            try file.tail(before: range.upperBound) == tail
        else { return .replaced }
        return .block(block)
    }

    func take(_ block: FileBlock) {
        record.head = block.head
        position = block.lines.range.upperBound
        tail = block.tail
        searched = 0
    }

    /// Whether the file begins as it did, and holds before ``position`` what was read there.
    private func isIntact() throws(SystemFailure) -> Bool {
        guard try file.head(record.head.length) == record.head.bytes else { return false }
        return try file.tail(before: position) == tail
    }

    /// The bytes of the next block; nil when no line is complete.
    private func nextRange(isLast: Bool) throws(SystemFailure) -> (Range<Int64>, endIsKnown: Bool)? {
        if let end = record.cuts[position] {
            if end <= status.size { return (position..<end, true) }
            return isLast && unreadLength > 0 ? (position..<status.size, true) : nil
        }
        try skipZeros()
        let target = Int64(LineBatch.targetLength)
        let window = try file.bytes(position..<min(status.size, position + target))
        let feeds = window.withUnsafeBytes { LineFeeds(in: $0) }
        if feeds.count > 0 {
            return (position..<position + Int64(feeds.end), Int64(window.count) == target)
        }
        if Int64(window.count) == target, let end = try endOfLongLine(from: position + target) {
            return (position..<end, true)
        }
        return isLast && unreadLength > 0 ? (position..<status.size, false) : nil
    }

    /// The offset behind the first line feed from `offset` on.
    private func endOfLongLine(from offset: Int64) throws(SystemFailure) -> Int64? {
        searched = max(searched, offset)
        while searched < status.size {
            let piece = try file.bytes(searched..<min(status.size, searched + Int64(LineBatch.targetLength)))
            if piece.isEmpty { return nil }
            if let feed = piece.withUnsafeBytes({ LineFeeds.first(in: $0) }) {
                return searched + Int64(feed) + 1
            }
            searched += Int64(piece.count)
        }
        return nil
    }

    /// Moves over zero bytes: a writer that goes on where it was after its file was truncated leaves a hole before it.
    private func skipZeros() throws(SystemFailure) {
        let start = position
        while position < status.size {
            let piece = try file.bytes(position..<min(status.size, position + 65_536))
            let zeros = piece.firstIndex { $0 != 0 } ?? piece.count
            position += Int64(zeros)
            if zeros < piece.count || piece.isEmpty { break }
        }
        if position > start { tail = try file.tail(before: position) }
    }

    /// The lines of a block; nil when the file has become too short for it.
    private func lines(of range: Range<Int64>) throws(SystemFailure) -> LineBlock? {
        let longest = Int64(LineBatch.maximumLineLength)
        let isCut = range.upperBound - range.lowerBound > longest + 1
        let end = isCut ? range.lowerBound + longest : range.upperBound
        var bytes = try file.bytes(range.lowerBound..<end)
        guard Int64(bytes.count) == end - range.lowerBound else { return nil }
        if bytes.last != LineBlock.lineFeed { bytes.append(LineBlock.lineFeed) }
        return LineBlock(
            bytes: bytes,
            lineCount: bytes.withUnsafeBytes { LineFeeds(in: $0).count },
            range: range,
            cutLines: isCut ? 1 : 0
        )
    }
}
