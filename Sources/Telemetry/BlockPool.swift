import Synchronization
import Watchlists

/// What a thread works with, lent and given back, so that no block costs an allocation.
final class BlockPool: Sendable {
    private struct Stock {
        var blocks: [LineBlock] = []
        var scanners: [ScannerBox] = []
    }

    private let stock = Mutex(Stock())
    private let watchlist: Watchlist
    private let blockCapacity: Int

    init(_ watchlist: Watchlist, blockCapacity: Int) {
        self.watchlist = watchlist
        self.blockCapacity = blockCapacity
    }

    func takeBlock() -> LineBlock {
        stock.withLock { $0.blocks.popLast() } ?? LineBlock(capacity: blockCapacity)
    }

    /// A block that grew for a long line is not kept.
    func giveBack(_ block: LineBlock) {
        guard block.capacity <= 2 * blockCapacity else { return }
        stock.withLock { $0.blocks.append(block) }
    }

    /// Lends a scanner for the time of `body`.
    func withScanner<Result>(_ body: (inout LineScanner) -> Result) -> Result {
        let box = stock.withLock { $0.scanners.popLast() } ?? ScannerBox(watchlist)
        defer { stock.withLock { $0.scanners.append(box) } }
        return body(&box.scanner)
    }
}

/// A scanner that can lie in an array.
///
/// `@unchecked Sendable`: handed on, never shared, like a ``LineBlock``.
private final class ScannerBox: @unchecked Sendable {
    var scanner: LineScanner

    init(_ watchlist: Watchlist) {
        scanner = LineScanner(watchlist)
    }
}
