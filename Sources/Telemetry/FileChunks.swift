import ByteStreams

/// Cuts a plain file into chunks of whole lines that threads read each for itself, in any order.
///
/// A line belongs to the chunk in which it begins. Of a line longer than ``LogMatcher/maximumLineLength`` only the
/// beginning is read.
struct FileChunks: Sendable {
    /// Bytes of the file in which the lines of a chunk begin: what fits a core's own cache beside the filters.
    static let chunkLength = 1 << 18
    /// Bytes read beyond, where the last line of a chunk is expected to end.
    private static let lookAhead = 1 << 12
    /// Memory for a chunk: itself, the byte before it and the look ahead.
    static let blockCapacity = chunkLength + lookAhead + 64

    let count: Int
    private let file: PlainFile

    init(_ file: PlainFile) {
        self.file = file
        count = Int((file.end - file.start + Int64(Self.chunkLength) - 1) / Int64(Self.chunkLength))
    }

    /// Puts the lines of one chunk into `block`: none when no line begins in it, or the file has become shorter.
    func read(_ number: Int, into block: LineBlock) throws(ByteStreamError) {
        block.content = 0..<0
        let start = file.start + Int64(number) * Int64(Self.chunkLength)
        // With the byte before, which tells whether a line begins at the first byte.
        let before = number > 0 ? 1 : 0
        let own = before + Int(min(Int64(Self.chunkLength), file.end - start))
        let wanted = min(own + Self.lookAhead, before + Int(file.end - start))
        var filled = try fill(block, 0..<wanted, from: start - Int64(before))
        var first = 0
        if before == 1 {
            // A line that begins at the chunk's end belongs to the next one.
            guard let end = block.firstLineFeed(in: 0..<min(own - 1, filled)) else { return }
            first = end + 1
        }
        guard first < filled else { return }
        var searched = max(min(own, filled) - 1, first)
        while true {
            if let end = block.firstLineFeed(in: searched..<filled) {
                block.content = first..<end + 1
                return
            }
            searched = filled
            let remaining = Int(file.end - start) + before - filled
            guard remaining > 0, filled - first < LogMatcher.maximumLineLength else { break }
            let more = min(remaining, max(filled, Self.lookAhead))
            block.reserve(filled + more, keeping: filled)
            let now = try fill(block, filled..<filled + more, from: start - Int64(before))
            if now == filled { break }
            filled = now
        }
        block.content = first..<filled
    }

    /// Reads a part of the block's memory whose first byte is at `origin`; returns where what was read ends.
    private func fill(_ block: LineBlock, _ part: Range<Int>, from origin: Int64) throws(ByteStreamError)
        -> Int
    {
        let space = UnsafeMutableRawBufferPointer(rebasing: block.rest(from: part.lowerBound)[..<part.count])
        return part.lowerBound + (try file.read(into: space, at: origin + Int64(part.lowerBound)))
    }
}
