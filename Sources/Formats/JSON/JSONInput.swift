import ByteStreams

/// Reads JSON from a stream through a window, so that a text may be larger than memory.
///
/// Holds one block and the largest value that is read whole. Not safe to share between threads.
final class JSONInput {
    /// Longest key in bytes: 64 KiB.
    private static let maximumKeyLength = 64 << 10

    private let stream: ByteStream
    /// Largest value that is read whole, in bytes.
    private let maximumValueLength: Int
    private var window: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var isDrained = false
    private var line = 1
    /// Offset in the file of the byte at `start`.
    private var offset: Int64

    /// A reader of the stream's current member, from where the stream stands, that reads values of at most
    /// `maximumValueLength` bytes whole.
    init(_ stream: ByteStream, maximumValueLength: Int) {
        self.stream = stream
        self.maximumValueLength = maximumValueLength
        offset = stream.position
        window = .allocate(byteCount: 2 * ByteStream.blockSize, alignment: 16)
    }

    deinit {
        window.deallocate()
    }

    var place: JSONPlace { JSONPlace(line: line, offset: offset) }

    /// The next byte that is not blank; nil at the end.
    func peek() throws(FeedError) -> UInt8? {
        while true {
            while start < end {
                let byte = window[start]
                guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
                if byte == 0x0A { line += 1 }
                start += 1
                offset += 1
            }
            guard try fill() else { return nil }
        }
    }

    /// Takes `byte` if it comes next.
    func take(_ byte: UInt8) throws(FeedError) -> Bool {
        guard try peek() == byte else { return false }
        start += 1
        offset += 1
        return true
    }

    /// Reads the next value onto `tape`.
    /// - Returns: false, and nothing is taken, when it is larger than the largest that is read whole.
    func load(into tape: JSONTape) throws(FeedError) -> Bool {
        guard let length = try length(upTo: maximumValueLength) else { return false }
        let text = UnsafeRawBufferPointer(rebasing: window[start..<start + length])
        do throws(JSONError) { try tape.parse(text, line: line, offset: offset) } catch {
            throw malformed(error)
        }
        advance(by: length)
        return true
    }

    /// Takes the next key and the colon behind it.
    func key(_ tape: JSONTape) throws(FeedError) -> String {
        guard try peek() == 0x22 else { throw failure("a key in quotes should stand here") }
        guard let length = try length(upTo: Self.maximumKeyLength) else { throw failure("a key too long") }
        let text = UnsafeRawBufferPointer(rebasing: window[start..<start + length])
        do throws(JSONError) { try tape.parse(text, line: line, offset: offset) } catch {
            throw malformed(error)
        }
        let key = tape.root.word ?? ""
        advance(by: length)
        guard try take(UInt8(ascii: ":")) else { throw failure("a colon should stand here") }
        return key
    }

    /// Passes over the next value, of any size, looking only for its end.
    func skipValue() throws(FeedError) {
        var extent = JSONExtent()
        guard try peek() != nil else { throw failure("") }
        while true {
            let text = UnsafeRawBufferPointer(rebasing: window[start..<end])
            if let found = extent.end(in: text) { return advance(by: found) }
            advance(by: text.count)
            guard try fill() else { throw failure("") }
        }
    }

    /// A fault at the next byte.
    func failure(_ detail: String) -> FeedError {
        malformed(
            JSONError(offset: offset, detail: start < end ? detail : "ends within a JSON value")
        )
    }

    private func malformed(_ error: JSONError) -> FeedError {
        FeedError(
            .malformedJSON,
            file: stream.name,
            offset: error.offset,
            detail: "not valid JSON: \(error.detail); fetch the file again or name its format with --format"
        )
    }

    /// The length of the next value, or of all that is left where it does not end; nil when that is over `limit`.
    private func length(upTo limit: Int) throws(FeedError) -> Int? {
        guard try peek() != nil else { throw failure("") }
        var extent = JSONExtent()
        var seen = 0
        while true {
            let text = UnsafeRawBufferPointer(rebasing: window[start + seen..<end])
            if let found = extent.end(in: text) { return seen + found <= limit ? seen + found : nil }
            seen += text.count
            if seen > limit { return nil }
            guard try fill() else { return seen }
        }
    }

    private func advance(by length: Int) {
        for index in start..<start + length where window[index] == 0x0A { line += 1 }
        start += length
        offset += Int64(length)
    }

    /// Reads more behind what is there.
    /// - Returns: false at the end of the text.
    private func fill() throws(FeedError) -> Bool {
        if isDrained { return false }
        makeRoom()
        let count = try FeedError.converting { () throws(ByteStreamError) in
            try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: window[end...]))
        }
        end += count
        isDrained = count == 0
        return !isDrained
    }

    private func makeRoom() {
        guard window.count - end < ByteStream.blockSize else { return }
        let length = end - start
        var target = window
        if window.count - length < ByteStream.blockSize {
            target = .allocate(byteCount: window.count * 2, alignment: 16)
        }
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: window[start..<end]))
        if target.baseAddress != window.baseAddress {
            window.deallocate()
            window = target
        }
        (start, end) = (0, length)
    }
}
