/// Cuts bytes that come in pieces into blocks of whole lines, the same blocks however the pieces fall:
///
/// A block begins where the one before ended. It ends behind the last line feed among the `blockLength` bytes from
/// there; when there is none, the block is the one line that begins there. Of a line longer than `maximumLineLength`
/// bytes, without its end, only the beginning is kept.
struct LineCutter {
    private let blockLength: Int
    private let maximumLineLength: Int
    private var held: [UInt8] = []
    /// Bytes of ``held`` that are whole lines, and how many lines they are.
    private var whole = 0
    private var wholeLines = 0
    /// Offset of the first byte of the present block.
    private var start: Int64
    /// Bytes of the source that are not in ``held``: what is passed over of a long line, less a line end that was added.
    private var unheld: Int64 = 0
    private var cutLines = 0

    /// - Parameters:
    ///   - blockLength: bytes of a block, at most `maximumLineLength`.
    ///   - maximumLineLength: longest line in bytes, without its end.
    ///   - start: offset of the first byte.
    init(blockLength: Int, maximumLineLength: Int, start: Int64 = 0) {
        self.maximumLineLength = maximumLineLength
        self.blockLength = min(blockLength, maximumLineLength)
        self.start = start
    }

    /// Whether a line has begun whose end did not come yet.
    var isWithinLine: Bool { held.count > whole }

    /// Takes the next bytes.
    /// - Returns: the blocks they complete, none or one most times.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> [LineBlock] {
        var blocks: [LineBlock] = []
        var rest = bytes
        while !rest.isEmpty {
            let taken = held.count < blockLength ? takeWithinBlock(rest) : takeOfLongLine(rest)
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            if held.count >= blockLength, whole > 0 { blocks.append(takeWhole()) }
        }
        return blocks
    }

    /// The whole lines so far, if any: for sources that are not read again, where nobody waits for a full block.
    mutating func flush() -> LineBlock? {
        whole > 0 ? takeWhole() : nil
    }

    /// Everything that is left, when no more bytes come; a line without an end is given one.
    mutating func finish() -> LineBlock? {
        if isWithinLine { endLine(sourceLength: 0) }
        return flush()
    }

    private mutating func takeWithinBlock(_ bytes: UnsafeRawBufferPointer) -> Int {
        let taken = UnsafeRawBufferPointer(rebasing: bytes.prefix(blockLength - held.count))
        let feeds = LineFeeds(in: taken)
        if feeds.count > 0 {
            whole = held.count + feeds.end
            wholeLines += feeds.count
        }
        held.append(contentsOf: taken)
        return taken.count
    }

    /// The block is full and holds no line end: looks for the first one.
    private mutating func takeOfLongLine(_ bytes: UnsafeRawBufferPointer) -> Int {
        let feed = LineFeeds.first(in: bytes)
        let content = UnsafeRawBufferPointer(rebasing: bytes.prefix(feed ?? bytes.count))
        let kept = min(content.count, maximumLineLength - held.count)
        held.append(contentsOf: content.prefix(kept))
        if kept < content.count { cutLines = 1 }
        unheld += Int64(content.count - kept)
        guard feed != nil else { return content.count }
        endLine(sourceLength: 1)
        return content.count + 1
    }

    /// Ends the line that has begun, by so many bytes of the source.
    private mutating func endLine(sourceLength: Int64) {
        held.append(LineBlock.lineFeed)
        unheld += sourceLength - 1
        whole = held.count
        wholeLines += 1
    }

    private mutating func takeWhole() -> LineBlock {
        let end = start + Int64(whole) + unheld
        var bytes = Array(held[whole...])
        swap(&bytes, &held)
        bytes.removeSubrange(whole...)
        let block = LineBlock(bytes: bytes, lineCount: wholeLines, range: start..<end, cutLines: cutLines)
        (start, whole, wholeLines, unheld, cutLines) = (end, 0, 0, 0, 0)
        return block
    }
}
