import SystemIO

/// A file that lines are read from, block by block. Used on one thread.
protocol LineFile: AnyObject {
    /// What is remembered of it.
    var record: FileRecord { get }
    /// Where the next block begins.
    var position: Int64 { get }
    /// Bytes that are there and not taken, as far as is known.
    var unreadLength: Int64 { get }

    /// Looks for the next block, without moving on; the last one takes a line at the end that has no line feed as it is.
    func next(isLast: Bool) throws(SystemFailure) -> FileStep

    /// Moves behind a block that ``next(isLast:)`` gave.
    func take(_ block: FileBlock)
}

/// What a look at a file gave.
enum FileStep {
    case block(FileBlock)
    /// Nothing is there that was not taken.
    case nothing
    /// The file is not what it was: it was truncated, or other content took its place.
    case replaced
}

/// A block of lines of a file.
struct FileBlock {
    let lines: LineBlock
    /// The last bytes before the end of the block.
    let tail: ContentMark
    /// What the file begins with, at most as far as the end of the block.
    let head: FileHead
    /// Where the block ended when it was cut: behind its lines, if it was handed out before and the rest of them is not in
    /// the copy that is read now.
    let cutEnd: Int64
    /// Whether the end of the block follows from the bytes alone, or is remembered already.
    let endIsKnown: Bool
}
