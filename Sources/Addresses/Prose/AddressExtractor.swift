/// Finds the addresses in any text: prose, tables, JSON, Markdown, AsciiDoc, HTML, CSV, logs, code.
///
/// Defanged addresses are found as well as plain ones. File names, version numbers, e-mail local parts, package names,
/// code identifiers and paths are not taken for addresses; ``NameEvidence`` says how names are told apart. A URL gives
/// the URL only, not its host as well; host and port give the host; an e-mail address gives its domain.
///
/// The text may hold anything, invalid UTF-8 included. It is read in blocks of a bounded size that end at line breaks, so
/// time grows with the length of the text and memory does not. Chunks of any size give the same results as the whole.
public struct AddressExtractor: Sendable {
    /// An address and where it stands.
    public struct Found: Hashable, Sendable {
        /// The canonical address.
        public let address: Address
        /// The bytes of the text it was read from; ``Address/read(_:)`` gives the address for them.
        public let range: Range<Int>
    }

    /// A block ends at the first fitting line break after this many bytes.
    public static let minimumBlock = 1 << 18
    /// A block ends here at the latest, in the middle of a line if need be.
    public static let maximumBlock = 1 << 20

    private var pending: [UInt8] = []
    private var consumed = 0

    /// An extractor for one text.
    public init() {}

    /// Finds the addresses of a whole text.
    /// - Parameter bytes: the text.
    /// - Returns: all addresses in order of appearance, repeated ones too. A range of IP addresses gives its blocks, each
    ///   with the place of the range.
    public static func extract(from bytes: Span<UInt8>) -> [Found] {
        var found: [Found] = []
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            let end = blockEnd(in: rest, isLast: true) ?? rest.count
            scan(rest.extracting(0..<end), at: start) { found.append($0) }
            start += end
        }
        return found
    }

    /// Takes the next part of the text.
    /// - Parameters:
    ///   - chunk: any number of bytes.
    ///   - receive: called for each address whose surroundings are known by now.
    public mutating func read(_ chunk: Span<UInt8>, _ receive: (Found) -> Void) {
        var start = 0
        while start < chunk.count {
            let end = min(chunk.count, start + Self.maximumBlock)
            for index in start..<end { pending.append(chunk[index]) }
            start = end
            drain(isLast: false, receive)
        }
    }

    /// Ends the text.
    /// - Parameter receive: called for each address not yet given.
    public mutating func finish(_ receive: (Found) -> Void) {
        drain(isLast: true, receive)
    }

    private mutating func drain(isLast: Bool, _ receive: (Found) -> Void) {
        var start = 0
        let waiting = pending
        while start < waiting.count {
            let rest = waiting.span.extracting(start..<waiting.count)
            guard let end = Self.blockEnd(in: rest, isLast: isLast) else { break }
            Self.scan(rest.extracting(0..<end), at: consumed + start, receive)
            start += end
        }
        pending = Array(waiting[start...])
        consumed += start
    }

    private static func scan(_ block: Span<UInt8>, at start: Int, _ receive: (Found) -> Void) {
        var scanner = ProseScanner(block)
        while let found = scanner.next(block) {
            let range = found.range.lowerBound + start..<found.range.upperBound + start
            receive(Found(address: found.address, range: range))
        }
    }

    /// Where the block at the start of `rest` ends; nil when more bytes are needed to tell.
    ///
    /// Depends on the text alone, not on how much of it is there beyond ``maximumBlock``.
    private static func blockEnd(in rest: Span<UInt8>, isLast: Bool) -> Int? {
        guard rest.count > maximumBlock || isLast else { return nil }
        guard rest.count > minimumBlock else { return rest.count }
        let limit = min(rest.count, maximumBlock)
        var lineBreak: Int?
        for index in minimumBlock..<limit where rest[index - 1] == 0x0A {
            // An indented line may go on with the address of the line before.
            if rest[index] != 0x20, rest[index] != 0x09 { return index }
            lineBreak = index
        }
        if rest.count <= maximumBlock { return rest.count }
        if let lineBreak { return lineBreak }
        var index = limit
        while index > minimumBlock, !rest[index - 1].isASCIIWhitespace { index -= 1 }
        return index > minimumBlock ? index : limit
    }
}
