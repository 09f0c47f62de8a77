/// Finds the addresses of log lines that a watchlist lists. One for each thread: it holds scratch memory.
///
/// What counts as an address in a line is written down in the module's README.md.
public struct LineScanner: ~Copyable {
    private let watchlist: Watchlist
    /// A copy of the watchlist's tables at a fixed place, so that the scan of a block carries one pointer.
    private let tables: UnsafeMutablePointer<Tables>
    private var maps = ByteMaps()
    private var probes = Probes()

    /// Text is classified in blocks of about this many bytes, at line ends; a longer line is a block of its own.
    private static let blockLength = 1 << 14

    /// A scanner for the entries of `watchlist`, which it keeps open.
    public init(_ watchlist: Watchlist) {
        self.watchlist = watchlist
        tables = UnsafeMutablePointer.allocate(capacity: 1)
        tables.initialize(to: watchlist.tables)
    }

    deinit {
        tables.deinitialize(count: 1)
        tables.deallocate()
    }

    /// Calls `onHit` for every distinct pair of an address seen in the line and an entry that it matches, in order of
    /// appearance, the most specific entry first.
    /// - Parameters:
    ///   - line: one line, with or without its line end; at most 2 GiB.
    ///   - onHit: is given each hit.
    public mutating func scan(_ line: Span<UInt8>, onHit: (Hit) -> Void) {
        let tables = tables.pointee
        line.withUnsafeBufferPointer { line in
            guard mayHit(line) else { return }
            var resolver = LineResolver(line, tables: tables, stopsAtFirst: false)
            for hit in resolver.hits() { onHit(hit) }
        }
    }

    /// How many lines of a chunk of text hold a hit.
    /// - Parameter chunk: whole lines; the last one may lack its line feed.
    /// - Returns: each line counts once.
    public mutating func countMatchingLines(_ chunk: Span<UInt8>) -> Int {
        chunk.withUnsafeBufferPointer { chunk in
            var count = 0
            var start = 0
            while start < chunk.count {
                let end = Self.blockEnd(from: start, in: chunk)
                count += countMatchingLines(inBlock: UnsafeBufferPointer(rebasing: chunk[start..<end]))
                start = end
            }
            return count
        }
    }

    private mutating func mayHit(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = line.baseAddress, !line.isEmpty else { return false }
        maps.fill(line)
        BlockScan(start, count: line.count, maps: maps, tables: tables).run(&probes)
        return !probes.places.isEmpty
    }

    private mutating func countMatchingLines(inBlock block: UnsafeBufferPointer<UInt8>) -> Int {
        guard mayHit(block) else { return 0 }
        var count = 0
        var lineEnd = 0
        for place in probes.places where place >= lineEnd {
            let line = Self.line(around: place, in: block)
            lineEnd = line.upperBound
            var resolver = LineResolver(
                UnsafeBufferPointer(rebasing: block[line]),
                tables: tables.pointee,
                stopsAtFirst: true
            )
            if resolver.hasHit() { count += 1 }
        }
        return count
    }

    private static let lineFeed = UInt8(ascii: "\n")

    /// Behind the last line feed within ``blockLength``, else behind the first one after it.
    private static func blockEnd(from start: Int, in chunk: UnsafeBufferPointer<UInt8>) -> Int {
        let limit = start + blockLength
        guard limit < chunk.count else { return chunk.count }
        var end = limit
        while end > start, chunk[end - 1] != lineFeed { end -= 1 }
        if end > start { return end }
        end = limit
        while end < chunk.count, chunk[end] != lineFeed { end += 1 }
        return min(end + 1, chunk.count)
    }

    private static func line(around position: Int, in block: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = position
        while start > 0, block[start - 1] != lineFeed { start -= 1 }
        var end = position
        while end < block.count, block[end] != lineFeed { end += 1 }
        return start..<end
    }
}
