import Glibc

/// One line of a text.
public struct Line {
    /// The bytes without the line end; valid until the reader moves on.
    public let bytes: UnsafeBufferPointer<UInt8>
    /// 1-based.
    public let number: Int
    /// Offset of the first byte in the decompressed member, 0-based.
    public let offset: Int64
    /// Whether the line is longer than the reader's limit and ``bytes`` is only its beginning.
    public let isCut: Bool
}

/// Splits the current member of a stream into lines that end in LF or CRLF; a CR before the end is dropped.
///
/// Holds one block and the longest line allowed, however long the lines are. Not safe to share between threads.
public final class LineReader {
    /// Longest line of a feed in bytes: 1 MiB.
    public static let maximumFeedLineLength = 1 << 20
    /// Longest line in bytes that is passed over where long lines are cut: 64 MiB. A longer one is an error.
    public static let maximumPassedLineLength: Int64 = 64 << 20

    /// What to do with a line that is longer than the limit.
    public enum LongLines: Sendable {
        /// Throw.
        case fail
        /// Hand out its beginning and pass over the rest, up to ``LineReader/maximumPassedLineLength``.
        case cut
    }

    private let stream: ByteStream
    private let maximumLineLength: Int
    private let longLines: LongLines
    private let buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private var lineNumber = 0
    /// Offset in the member of the byte at `start`.
    private var offset: Int64

    /// A reader of the stream's current member, from where the stream stands.
    /// - Parameters:
    ///   - stream: the stream; it should be read by nothing else meanwhile.
    ///   - maximumLineLength: longest line in bytes, without its end.
    ///   - longLines: what to do with a longer one.
    public init(
        _ stream: ByteStream,
        maximumLineLength: Int = LineReader.maximumFeedLineLength,
        longLines: LongLines = .fail
    ) {
        self.stream = stream
        self.maximumLineLength = maximumLineLength
        self.longLines = longLines
        offset = stream.position
        buffer = .allocate(byteCount: ByteStream.blockSize + maximumLineLength + 2, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// The next line, or nil after the last. What follows the last line end is a line unless it is empty.
    /// - Throws: ``ByteStreamError`` from the stream; ``ByteStreamError/Code/lineTooLong`` for a line over the limit.
    public func next() throws(ByteStreamError) -> Line? {
        var scanned = start
        while true {
            if let found = lineFeed(from: scanned) {
                return try line(until: found, next: found + 1)
            }
            if end - start > maximumLineLength + 1 { return try longLine() }
            if isAtEnd {
                return start < end ? try line(until: end, next: end) : nil
            }
            let length = end - start
            try fill()
            scanned = start + length
        }
    }

    private func lineFeed(from index: Int) -> Int? {
        guard index < end, let base = buffer.baseAddress,
            let found = memchr(base + index, 0x0A, end - index)
        else { return nil }
        return found - UnsafeMutableRawPointer(base)
    }

    private func line(until lineEnd: Int, next: Int) throws(ByteStreamError) -> Line {
        var contentEnd = lineEnd
        if contentEnd > start, buffer[contentEnd - 1] == 0x0D { contentEnd -= 1 }
        let isTooLong = contentEnd - start > maximumLineLength
        if isTooLong, longLines == .fail { throw tooLong(maximumLineLength) }
        return take(isTooLong ? maximumLineLength : contentEnd - start, isCut: isTooLong, next: next)
    }

    private func take(_ length: Int, isCut: Bool, next: Int) -> Line {
        lineNumber += 1
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<start + length])
        let line = Line(
            bytes: bytes.assumingMemoryBound(to: UInt8.self),
            number: lineNumber,
            offset: offset,
            isCut: isCut
        )
        offset += Int64(next - start)
        start = next
        return line
    }

    /// Moves what is left to the front and reads more behind it.
    private func fill() throws(ByteStreamError) {
        if start > 0, let base = buffer.baseAddress {
            memmove(base, base + start, end - start)
            end -= start
            start = 0
        }
        let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        end += count
        isAtEnd = count == 0
    }

    /// Keeps the beginning of a long line at the front of the buffer and passes over the rest behind it.
    private func longLine() throws(ByteStreamError) -> Line {
        guard longLines == .cut else { throw tooLong(maximumLineLength) }
        if start > 0, let base = buffer.baseAddress { memmove(base, base + start, maximumLineLength) }
        var length = Int64(end - start)
        start = 0
        while true {
            guard length <= Self.maximumPassedLineLength else {
                throw tooLong(Int(Self.maximumPassedLineLength))
            }
            let count = try stream.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[maximumLineLength...])
            )
            end = maximumLineLength + count
            if count == 0 {
                isAtEnd = true
                defer { offset += length - Int64(maximumLineLength) }
                return take(maximumLineLength, isCut: true, next: maximumLineLength)
            }
            if let found = lineFeed(from: maximumLineLength) {
                length += Int64(found + 1 - maximumLineLength)
                let following = found + 1
                defer { offset += length - Int64(following) }
                return take(maximumLineLength, isCut: true, next: following)
            }
            length += Int64(count)
        }
    }

    private func tooLong(_ limit: Int) -> ByteStreamError {
        ByteStreamError(
            .lineTooLong,
            file: stream.name,
            offset: offset,
            detail:
                "line \(lineNumber + 1) is longer than \(limit) bytes; is this a text file with line ends?"
        )
    }
}
