import Glibc
import Synchronization

/// The watchlist that is in force, replaced under its readers.
///
/// Readers take the current one as often as they like, never wait, and keep what they took as long as they hold it. A
/// replacement that cannot be read is refused with its error, and the current one stays in force.
///
/// **Why memory is safe.** ``current`` reads a pointer and then counts a reference to the object behind it; between the
/// two, the object must not be released by ``replace(with:)``. So each reader stands in one of two counters while it does
/// that, and a writer, after exchanging the pointer, waits until it has seen both counters at zero before it releases the
/// old object. All of these are sequentially consistent: a reader that could still get the old pointer loaded it before the
/// exchange, so it had entered its counter before that, and it leaves the counter only with its own reference; the writer
/// therefore sees that counter above zero until then. A reader that enters later gets the new pointer. Readers enter the
/// counter that ``turn`` shows, the writer waits for the other one, then turns and waits again, so that it waits only for
/// readers that are already inside. Writers exclude each other by a lock that readers never touch.
///
/// `@unchecked Sendable`: only because an atomic pointer is not `Sendable` by itself. The pointer is to a ``Watchlist``,
/// which is, and the holder owns exactly one count of it.
public final class LiveWatchlist: @unchecked Sendable {
    private let place: Atomic<UnsafeRawPointer>
    private let turn = Atomic<Int>(0)
    private let firstReaders = Atomic<Int>(0)
    private let secondReaders = Atomic<Int>(0)
    private let writing = Mutex<Void>(())

    /// A holder with `watchlist` in force.
    public init(_ watchlist: Watchlist) {
        place = Atomic(Self.owned(watchlist))
    }

    deinit {
        Unmanaged<Watchlist>.fromOpaque(place.load(ordering: .sequentiallyConsistent)).release()
    }

    private static func owned(_ watchlist: Watchlist) -> UnsafeRawPointer {
        UnsafeRawPointer(Unmanaged.passRetained(watchlist).toOpaque())
    }

    /// The watchlist in force. Takes no lock and never waits.
    public var current: Watchlist {
        if turn.load(ordering: .sequentiallyConsistent) == 0 { return taken(firstReaders) }
        return taken(secondReaders)
    }

    private func taken(_ readers: borrowing Atomic<Int>) -> Watchlist {
        readers.wrappingAdd(1, ordering: .sequentiallyConsistent)
        let watchlist = Unmanaged<Watchlist>
            .fromOpaque(place.load(ordering: .sequentiallyConsistent)).takeUnretainedValue()
        readers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
        return watchlist
    }

    /// Puts another watchlist in force. The old one lives until its last reader lets go of it.
    public func replace(with watchlist: Watchlist) {
        writing.withLock { _ in exchange(watchlist) }
    }

    /// Puts the watchlist of a file in force, once it is completely verified.
    /// - Returns: the new one.
    /// - Throws: ``WatchlistError``; then the current one stays.
    @discardableResult
    public func replace(withFile path: String) throws(WatchlistError) -> Watchlist {
        let watchlist = try Watchlist(path: path)
        replace(with: watchlist)
        return watchlist
    }

    /// Puts the current watchlist with a delta's changes in force.
    /// - Returns: the new one.
    /// - Throws: ``WatchlistError`` when the delta begins at another revision; then the current one stays.
    @discardableResult
    public func apply(_ delta: WatchlistDelta) throws(WatchlistError) -> Watchlist {
        try writing.withLock { (_: inout sending ()) throws(WatchlistError) -> Watchlist in
            let watchlist = try current.applying(delta)
            exchange(watchlist)
            return watchlist
        }
    }

    /// The same with the bytes of a delta.
    /// - Throws: ``WatchlistError`` when they are none, or the delta begins at another revision; then the current one stays.
    @discardableResult
    public func apply(bytes: [UInt8]) throws(WatchlistError) -> Watchlist {
        try apply(try WatchlistDelta(bytes: bytes))
    }

    /// Only with the lock held.
    private func exchange(_ watchlist: Watchlist) {
        let old = place.exchange(Self.owned(watchlist), ordering: .sequentiallyConsistent)
        // Two turns see both counters.
        for _ in 0..<2 {
            let shown = turn.load(ordering: .sequentiallyConsistent)
            if shown == 0 { waitForReaders(secondReaders) } else { waitForReaders(firstReaders) }
            turn.store(1 - shown, ordering: .sequentiallyConsistent)
        }
        Unmanaged<Watchlist>.fromOpaque(old).release()
    }

    /// Until none is inside: they stay for a few instructions, unless the system takes the processor away from one.
    private func waitForReaders(_ readers: borrowing Atomic<Int>) {
        while readers.load(ordering: .sequentiallyConsistent) != 0 { sched_yield() }
    }
}
