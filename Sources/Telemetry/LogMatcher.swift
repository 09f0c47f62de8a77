public import ByteStreams
import Dispatch
import Synchronization
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
        if let file = try PlainFile(input) { return try countMatchingLines(of: FileChunks(file)) }
        var total = 0
        let pool = BlockPool(watchlist, blockCapacity: LineBlocks.blockLength)
        let pipeline = OrderedPipeline<LineBlock, Int>(threads: threads) { block in
            defer { pool.giveBack(block) }
            return pool.withScanner { $0.countMatchingLines(block.lines.span) }
        }
        try forEachMember(of: input) { (_, blocks: inout LineBlocks) throws(ByteStreamError) in
            try pipeline.run(pulling: { () throws(ByteStreamError) in try blocks.next(from: pool) }) {
                total += $0
            }
        }
        return total
    }

    /// Every thread takes the next chunk until there are none.
    private func countMatchingLines(of chunks: FileChunks) throws(ByteStreamError) -> Int {
        let next = Atomic(0)
        let total = Atomic(0)
        let failure = Mutex<ByteStreamError?>(nil)
        DispatchQueue.concurrentPerform(iterations: min(threads, max(chunks.count, 1))) { _ in
            var scanner = LineScanner(watchlist)
            let block = LineBlock(capacity: FileChunks.blockCapacity)
            var count = 0
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < chunks.count else { break }
                do throws(ByteStreamError) { try chunks.read(number, into: block) } catch {
                    failure.withLock { $0 = $0 ?? error }
                    next.store(chunks.count, ordering: .relaxed)
                    break
                }
                count += scanner.countMatchingLines(block.lines.span)
            }
            total.wrappingAdd(count, ordering: .relaxed)
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return total.load(ordering: .relaxed)
    }

    /// Every line of a log that holds a hit, in order, with its hits.
    /// - Parameters:
    ///   - input: the log; the members of an archive follow each other.
    ///   - receive: is given the name of the file or member and the line.
    /// - Throws: ``ByteStreamError`` when it cannot be read to its end; what was found before has been given.
    public func forEachMatchingLine(
        of input: ByteInput,
        _ receive: (_ file: String, _ line: MatchedLine) -> Void
    ) throws(ByteStreamError) {
        if let file = try PlainFile(input) {
            return try forEachMatchingLine(of: FileChunks(file)) { receive(input.name, $0) }
        }
        let pool = BlockPool(watchlist, blockCapacity: LineBlocks.blockLength)
        let pipeline = OrderedPipeline<LineBlock, BlockHits>(threads: threads) { block in
            defer { pool.giveBack(block) }
            return pool.withScanner { BlockHits(of: block, &$0) }
        }
        try forEachMember(of: input) { (name, blocks: inout LineBlocks) throws(ByteStreamError) in
            var linesBefore = 0
            try pipeline.run(pulling: { () throws(ByteStreamError) in try blocks.next(from: pool) }) {
                found in
                found.forEach(after: linesBefore) { receive(name, $0) }
                linesBefore += found.lineCount
            }
        }
    }

    private func forEachMatchingLine(
        of chunks: FileChunks,
        _ receive: (MatchedLine) -> Void
    ) throws(ByteStreamError) {
        let pool = BlockPool(watchlist, blockCapacity: FileChunks.blockCapacity)
        let failure = Mutex<ByteStreamError?>(nil)
        let pipeline = OrderedPipeline<Int, BlockHits?>(threads: threads) { number in
            let block = pool.takeBlock()
            defer { pool.giveBack(block) }
            do throws(ByteStreamError) { try chunks.read(number, into: block) } catch {
                failure.withLock { $0 = $0 ?? error }
                return nil
            }
            return pool.withScanner { BlockHits(of: block, &$0) }
        }
        var number = 0
        var linesBefore = 0
        var isBroken = false
        pipeline.run(
            pulling: { () -> Int? in
                guard number < chunks.count, failure.withLock({ $0 == nil }) else { return nil }
                number += 1
                return number - 1
            },
            { found in
                guard !isBroken, let found else {
                    isBroken = true
                    return
                }
                found.forEach(after: linesBefore, receive)
                linesBefore += found.lineCount
            }
        )
        if let failure = failure.withLock({ $0 }) { throw failure }
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
        try forEachMatchingLine(of: input) { file, line in
            for hit in line.logHits { receive(file, hit) }
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

extension LineBlocks {
    /// The next lines in a block of the pool; nil when there are no more.
    fileprivate mutating func next(from pool: BlockPool) throws(ByteStreamError) -> LineBlock? {
        let block = pool.takeBlock()
        if try read(into: block) { return block }
        pool.giveBack(block)
        return nil
    }
}

/// The matching lines of one block, numbered from its first line.
private struct BlockHits: Sendable {
    private var lines: [MatchedLine] = []
    let lineCount: Int

    init(of block: LineBlock, _ scanner: inout LineScanner) {
        let text = block.lines
        var lines: [MatchedLine] = []
        let lineFeeds = scanner.scanLines(text.span) { line, number, hits in
            lines.append(MatchedLine(number: number + 1, text: Array(text[line]), hits: hits))
        }
        self.lines = lines
        lineCount = lineFeeds + (text.last.map { $0 == LineBlock.lineFeed } ?? true ? 0 : 1)
    }

    func forEach(after linesBefore: Int, _ receive: (MatchedLine) -> Void) {
        for var line in lines {
            line.number += linesBefore
            receive(line)
        }
    }
}
