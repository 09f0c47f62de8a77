public import ByteStreams
public import Watchlists

/// Looks for a watchlist's addresses in logs, plain or compressed, on several threads.
public struct LogMatcher: Sendable {
    /// Longest line that is searched as a whole, in bytes: 16 MiB. Of a longer one only the beginning is searched.
    public static let maximumLineLength = 16 << 20
    /// Most threads.
    public static let maximumThreads = 256

    private let watchlist: Watchlist
    private let threads: Int

    /// A matcher for the entries of `watchlist`.
    /// - Parameters:
    ///   - watchlist: what to look for.
    ///   - threads: how many threads to use, 1…``maximumThreads``.
    public init(_ watchlist: Watchlist, threads: Int) {
        self.watchlist = watchlist
        self.threads = min(max(1, threads), Self.maximumThreads)
    }

    /// How many lines of a log hold a hit.
    /// - Parameter input: the log; all members of an archive count.
    /// - Returns: the number of lines.
    /// - Throws: ``ByteStreamError`` when it cannot be read to its end.
    public func countMatchingLines(of input: ByteInput) throws(ByteStreamError) -> Int {
        var total = 0
        let pipeline = OrderedPipeline<[UInt8], Int>(threads: threads) { [watchlist] block in
            var scanner = LineScanner(watchlist)
            return scanner.countMatchingLines(block.span)
        }
        try forEachMember(of: input) { (_, blocks: inout LineBlocks) throws(ByteStreamError) in
            try pipeline.run(pulling: { () throws(ByteStreamError) in try blocks.next() }) { total += $0 }
        }
        return total
    }

    /// Every hit of a log, in the order of the lines.
    /// - Parameters:
    ///   - input: the log; the members of an archive follow each other.
    ///   - receive: is given the name of the file or member and the hit.
    /// - Throws: ``ByteStreamError`` when it cannot be read to its end; what was found before has been given.
    public func forEachHit(
        of input: ByteInput,
        _ receive: (_ file: String, _ hit: LogHit) -> Void
    ) throws(ByteStreamError) {
        let pipeline = OrderedPipeline<[UInt8], BlockHits>(threads: threads) { [watchlist] block in
            BlockHits(of: block, watchlist)
        }
        try forEachMember(of: input) { (name, blocks: inout LineBlocks) throws(ByteStreamError) in
            var linesBefore = 0
            try pipeline.run(pulling: { () throws(ByteStreamError) in try blocks.next() }) { found in
                for hit in found.hits { receive(name, hit.after(linesBefore)) }
                linesBefore += found.lineCount
            }
        }
    }

    private func forEachMember(
        of input: ByteInput,
        _ body: (String, inout LineBlocks) throws(ByteStreamError) -> Void
    ) throws(ByteStreamError) {
        let stream = try ByteStream(input, as: .text)
        while try stream.nextMember() {
            var blocks = LineBlocks(stream)
            try body(stream.name, &blocks)
        }
    }
}

/// The hits of one block of lines, numbered from its first line.
private struct BlockHits: Sendable {
    private(set) var hits: [LogHit] = []
    private(set) var lineCount = 0

    init(of block: [UInt8], _ watchlist: Watchlist) {
        var scanner = LineScanner(watchlist)
        let bytes = block.span
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            lineCount += 1
            let line = bytes.extracting(start..<end)
            scanner.scan(line) { hit in
                let seen = block[(start + hit.seen.lowerBound)..<(start + hit.seen.upperBound)]
                hits.append(LogHit(line: lineCount, seen: String(decoding: seen, as: UTF8.self), hit: hit))
            }
            start = end + 1
        }
    }
}

extension LogHit {
    /// The same hit, `lines` further down.
    fileprivate func after(_ lines: Int) -> LogHit {
        LogHit(line: line + lines, seen: seen, hit: hit)
    }
}
