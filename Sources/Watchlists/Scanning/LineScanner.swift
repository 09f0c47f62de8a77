import CTokenScan

/// Finds the addresses of log lines that a watchlist lists. One for each thread: it holds scratch memory.
///
/// What counts as an address in a line is written down in the module's README.md.
public struct LineScanner: ~Copyable {
    /// Longest text that is looked at, in bytes: 2 GiB, for places in it are 32 bits. The rest of a longer one is left out.
    public static let maximumLength = 1 << 31

    private let watchlist: Watchlist
    /// A copy of the watchlist's tables at a fixed place.
    private let tables: UnsafeMutablePointer<Tables>
    private let filters: UnsafeMutablePointer<token_scan_filters>
    private let memory: UnsafeMutableRawPointer
    /// What one call of the quick half can find.
    private let finds: UnsafeMutablePointer<token_scan_find>

    /// A scanner for the entries of `watchlist`, which it keeps open.
    public init(_ watchlist: Watchlist) {
        self.watchlist = watchlist
        tables = .allocate(capacity: 1)
        tables.initialize(to: watchlist.tables)
        filters = .allocate(capacity: 1)
        filters.initialize(to: tables.pointee.filters.raw)
        memory = .allocate(byteCount: Int(TOKEN_SCAN_MEMORY), alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Int(TOKEN_SCAN_MEMORY))
        finds = .allocate(capacity: Int(TOKEN_SCAN_BLOCK))
    }

    deinit {
        tables.deinitialize(count: 1)
        tables.deallocate()
        filters.deallocate()
        memory.deallocate()
        finds.deallocate()
    }

    /// Calls `onHit` for every distinct pair of an address seen in the line and an entry that it matches, in order of
    /// appearance, the most specific entry first.
    /// - Parameters:
    ///   - line: one line, with or without its line end; at most ``maximumLength``.
    ///   - onHit: is given each hit.
    public mutating func scan(_ line: Span<UInt8>, onHit: (Hit) -> Void) {
        line.withUnsafeBufferPointer { whole in
            let line = UnsafeBufferPointer(rebasing: whole.prefix(Self.maximumLength))
            guard firstSuspect(line) else { return }
            var resolver = LineResolver(line, tables: tables.pointee, stopsAtFirst: false)
            for hit in resolver.hits() { onHit(hit) }
        }
    }

    /// How many lines of a chunk of text hold a hit.
    /// - Parameter chunk: whole lines, at most ``maximumLength``; the last one may lack its line feed.
    /// - Returns: each line counts once.
    public mutating func countMatchingLines(_ chunk: Span<UInt8>) -> Int {
        var count = 0
        chunk.withUnsafeBufferPointer { whole in
            let chunk = UnsafeBufferPointer(rebasing: whole.prefix(Self.maximumLength))
            forEachSuspectLine(chunk) { line in
                let line = UnsafeBufferPointer(rebasing: chunk[line])
                var resolver = LineResolver(line, tables: tables.pointee, stopsAtFirst: true)
                if resolver.hasHit() { count += 1 }
            }
        }
        return count
    }

    /// The lines of a chunk of text that hold a hit, with their hits.
    /// - Parameters:
    ///   - chunk: whole lines, at most ``maximumLength``; the last one may lack its line feed.
    ///   - onLine: is given the place of each such line in the chunk, without its line feed, its 0-based number, and its
    ///     hits in the order of ``scan(_:onHit:)``.
    /// - Returns: how many line feeds there are in the chunk.
    public mutating func scanLines(
        _ chunk: Span<UInt8>,
        onLine: (_ line: Range<Int>, _ number: Int, _ hits: [Hit]) -> Void
    ) -> Int {
        chunk.withUnsafeBufferPointer { whole in
            let chunk = UnsafeBufferPointer(rebasing: whole.prefix(Self.maximumLength))
            guard let start = chunk.baseAddress else { return 0 }
            var counted = 0
            var number = 0
            forEachSuspectLine(chunk) { line in
                var resolver = LineResolver(
                    UnsafeBufferPointer(rebasing: chunk[line]),
                    tables: tables.pointee,
                    stopsAtFirst: false
                )
                let hits = resolver.hits()
                guard !hits.isEmpty else { return }
                number += token_scan_count_lines(start + counted, line.lowerBound - counted)
                counted = line.lowerBound
                onLine(line, number, hits)
            }
            return number + token_scan_count_lines(start + counted, chunk.count - counted)
        }
    }

    /// Calls `body` with every line that may hold a hit, in order, each once.
    private func forEachSuspectLine(_ text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        guard let start = text.baseAddress else { return }
        let check = FindCheck(text, tables)
        var state = token_scan_state()
        state.memory = memory
        var lineEnd = 0
        var from = 0
        while from < text.count {
            let count = token_scan(filters, start, text.count, from, &state, finds)
            from += Int(TOKEN_SCAN_BLOCK)
            if count == 0 { continue }
            var found = UnsafeMutableBufferPointer(start: finds, count: count)
            if count > 1 { found.sort { $0.start < $1.start } }
            for find in found where Int(find.start) >= lineEnd && check.isSuspect(find) {
                let line = Self.line(around: Int(find.start), in: text)
                lineEnd = line.upperBound
                body(line)
            }
        }
    }

    /// Whether the text may hold a hit at all.
    private func firstSuspect(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return false }
        let check = FindCheck(text, tables)
        var state = token_scan_state()
        state.memory = memory
        for from in stride(from: 0, to: text.count, by: Int(TOKEN_SCAN_BLOCK)) {
            let count = token_scan(filters, start, text.count, from, &state, finds)
            if UnsafeMutableBufferPointer(start: finds, count: count).contains(where: check.isSuspect) {
                return true
            }
        }
        return false
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static func line(around position: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = position
        while start > 0, text[start - 1] != lineFeed { start -= 1 }
        var end = position
        while end < text.count, text[end] != lineFeed { end += 1 }
        return start..<end
    }
}
