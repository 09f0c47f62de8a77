import ByteStreams

/// Cuts the current member of a stream into blocks of whole lines.
///
/// Of a line longer than ``LogMatcher/maximumLineLength`` only the beginning is handed out, as a line of its own, so that
/// memory stays bounded whatever the input.
struct LineBlocks {
    /// Bytes that a block holds unless a line is longer.
    static let blockLength = 1 << 20

    private let stream: ByteStream
    /// The beginning of a line whose end was not read yet.
    private var carry: [UInt8] = []
    private var isSkippingLongLine = false
    private var isAtEnd = false

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    /// Puts the next lines into `block`, the last one without its line feed only at the end.
    /// - Returns: false when there are no more.
    mutating func read(into block: LineBlock) throws(ByteStreamError) -> Bool {
        while !isAtEnd {
            block.reserve(carry.count + Self.blockLength, keeping: 0)
            block.rest(from: 0).copyBytes(from: carry)
            let start = carry.count
            let count = try stream.read(into: block.rest(from: start))
            var content = 0..<start + count
            isAtEnd = count == 0
            if isSkippingLongLine, !isAtEnd {
                guard let end = block.firstLineFeed(in: content) else { continue }
                isSkippingLongLine = false
                content = end + 1..<content.upperBound
            }
            block.content = content
            if isAtEnd {
                carry = []
                return !content.isEmpty
            }
            guard let last = block.lastLineFeed(in: content) else {
                carry = Array(block.lines)
                guard carry.count >= LogMatcher.maximumLineLength else { continue }
                isSkippingLongLine = true
                carry = []
                return true
            }
            block.content = last + 1..<content.upperBound
            carry = Array(block.lines)
            block.content = content.lowerBound..<last + 1
            return true
        }
        return false
    }
}
