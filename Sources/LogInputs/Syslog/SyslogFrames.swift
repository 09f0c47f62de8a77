/// Cuts what a connection brings into syslog messages (RFC 6587), and hands them out as lines.
///
/// How a message is framed is told from its first bytes, message by message: a number without leading zero, a space and
/// `<` begin an octet-counted one; anything else goes on to the next line feed. A message is handed out as it came; one
/// that does not end in a line feed is given one. Line feeds between messages are left out.
struct SyslogFrames {
    /// What makes it impossible to go on.
    enum Failure: Error {
        /// A counted message is announced that is longer than allowed.
        case impossibleLength
        /// A line goes on and on.
        case endlessLine
    }

    private enum State {
        /// Between messages; bytes that may be the announcement of a counted one.
        case between([UInt8])
        /// In a counted message, of which so many bytes are to come.
        case counted(Int)
        /// In a line, of which so many bytes have come.
        case line(Int)
        /// In a line that is longer than allowed: so many bytes were passed over.
        case passingOver(Int)
    }

    /// Digits of a number that announces a length, at most.
    private static let maximumDigits = 8
    /// A line is given up when it is so many times longer than allowed.
    private static let patience = 64
    private static let space: UInt8 = 0x20
    private static let opening: UInt8 = 0x3C

    private let maximumLength: Int
    private var state = State.between([])
    private var output: [UInt8] = []
    /// Bytes of ``output`` that are whole messages.
    private var whole = 0
    private var cutLines = 0
    private var offset: Int64 = 0

    /// - Parameter maximumLength: longest message in bytes.
    init(maximumLength: Int) {
        self.maximumLength = maximumLength
    }

    /// Whether a message has begun that is not complete.
    var isWithinFrame: Bool {
        if case .between(let head) = state { return !head.isEmpty }
        return true
    }

    /// Takes the next bytes of the connection.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let taken =
                switch state {
                case .between(let head): try takeHead(head, rest)
                case .counted(let left): takeCounted(left, rest)
                case .line(let length): takeLine(length, rest)
                case .passingOver(let length): try passOver(length, rest)
                }
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        }
    }

    /// The whole messages so far.
    mutating func takeBlock() -> LineBlock? {
        guard whole > 0 else { return nil }
        var bytes = Array(output[whole...])
        swap(&bytes, &output)
        bytes.removeSubrange(whole...)
        let end = offset + Int64(whole)
        let lineCount = bytes.withUnsafeBytes { LineFeeds(in: $0).count }
        let block = LineBlock(bytes: bytes, lineCount: lineCount, range: offset..<end, cutLines: cutLines)
        (offset, whole, cutLines) = (end, 0, 0)
        return block
    }

    /// Ends the message that has begun, when no more bytes come.
    /// - Returns: whether there was one.
    mutating func finish() -> Bool {
        guard isWithinFrame else { return false }
        if case .between(let head) = state { output += head }
        if case .passingOver = state {} else { endMessage() }
        state = .between([])
        return true
    }

    private mutating func takeHead(
        _ head: [UInt8],
        _ bytes: UnsafeRawBufferPointer
    ) throws(Failure) -> Int {
        let byte = bytes[0]
        if head.isEmpty, byte == LineBlock.lineFeed { return 1 }
        let isDigit = (0x30...0x39).contains(byte) && (byte != 0x30 || !head.isEmpty)
        if isDigit, head.last != Self.space, head.count < Self.maximumDigits {
            state = .between(head + [byte])
            return 1
        }
        if byte == Self.space, let last = head.last, last != Self.space {
            state = .between(head + [byte])
            return 1
        }
        if byte == Self.opening, head.last == Self.space {
            let length = head.dropLast().reduce(0) { $0 * 10 + Int($1 & 0x0F) }
            guard length <= maximumLength else { throw .impossibleLength }
            state = .counted(length)
            return 0
        }
        output += head
        state = .line(head.count)
        return 0
    }

    private mutating func takeCounted(_ left: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        let taken = min(left, bytes.count)
        output.append(contentsOf: bytes.prefix(taken))
        state = .counted(left - taken)
        if left == taken {
            endMessage()
            state = .between([])
        }
        return taken
    }

    /// Takes as many lines as there are without an announcement among them.
    private mutating func takeLine(_ length: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        var start = 0
        var before = length
        while let feed = LineFeeds.first(in: UnsafeRawBufferPointer(rebasing: bytes[start...])) {
            guard before + feed <= maximumLength else { break }
            start += feed + 1
            before = 0
            guard start < bytes.count, !(0x30...0x39).contains(bytes[start]),
                bytes[start] != LineBlock.lineFeed
            else { break }
        }
        guard start == 0 else {
            output.append(contentsOf: bytes.prefix(start))
            whole = output.count
            state = .between([])
            return start
        }
        let taken = min(bytes.count, maximumLength - length)
        output.append(contentsOf: bytes.prefix(taken))
        state = .line(length + taken)
        guard taken < bytes.count else { return taken }
        // What follows is the end of a line that is too long.
        endMessage()
        cutLines += 1
        state = .passingOver(0)
        return taken
    }

    private mutating func passOver(_ length: Int, _ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
        if let feed = LineFeeds.first(in: bytes) {
            state = .between([])
            return feed + 1
        }
        guard length + bytes.count <= maximumLength * Self.patience else { throw .endlessLine }
        state = .passingOver(length + bytes.count)
        return bytes.count
    }

    private mutating func endMessage() {
        if output.last != LineBlock.lineFeed || output.count == whole { output.append(LineBlock.lineFeed) }
        whole = output.count
    }
}
