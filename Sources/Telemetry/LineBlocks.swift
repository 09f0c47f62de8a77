import ByteStreams

/// Cuts the current member of a stream into blocks of whole lines.
///
/// Of a line longer than ``LogMatcher/maximumLineLength`` only the beginning is handed out, as a line of its own, so that
/// memory stays bounded whatever the input.
struct LineBlocks {
    /// Bytes read at a time.
    private static let readLength = 1 << 20
    private static let lineFeed: UInt8 = 0x0A

    private let stream: ByteStream
    /// The beginning of a line whose end was not read yet.
    private var carry: [UInt8] = []
    private var isSkippingLongLine = false
    private var isAtEnd = false

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    /// The next lines, the last one without its line feed only at the end; nil when there are no more.
    mutating func next() throws(ByteStreamError) -> [UInt8]? {
        while !isAtEnd {
            var block = carry
            carry = []
            let start = block.count
            let count = try read(into: &block)
            isAtEnd = count == 0
            if isSkippingLongLine, !isAtEnd {
                guard let end = block[start...].firstIndex(of: Self.lineFeed) else { continue }
                isSkippingLongLine = false
                block.removeSubrange(start...end)
            }
            if isAtEnd { return block.isEmpty ? nil : block }
            guard let last = Self.lastLineFeed(in: block) else {
                if block.count >= LogMatcher.maximumLineLength {
                    isSkippingLongLine = true
                    block.append(Self.lineFeed)
                    return block
                }
                carry = block
                continue
            }
            carry = Array(block[(last + 1)...])
            block.removeSubrange((last + 1)...)
            return block
        }
        return nil
    }

    /// Appends the next bytes of the member to `block`; 0 at its end.
    private func read(into block: inout [UInt8]) throws(ByteStreamError) -> Int {
        var failure: ByteStreamError?
        let start = block.count
        var count = 0
        let before = block
        block = [UInt8](unsafeUninitializedCapacity: start + Self.readLength) { buffer, filled in
            for index in 0..<start { buffer[index] = before[index] }
            do throws(ByteStreamError) {
                let free = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[start...]
                )
                count = try stream.read(into: free)
            } catch { failure = error }
            filled = start + count
        }
        if let failure { throw failure }
        return count
    }

    private static func lastLineFeed(in block: [UInt8]) -> Int? {
        let bytes = block.span
        var index = bytes.count - 1
        while index >= 0 {
            if bytes[index] == lineFeed { return index }
            index -= 1
        }
        return nil
    }
}
