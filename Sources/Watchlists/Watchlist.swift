import Addresses

/// A frozen set of addresses to look for, read straight from its file.
///
/// Opening maps the file and checks it; lookups then read the mapping. Any number of threads may share one. A file that is
/// replaced with ``WatchlistBuilder/write(to:revision:)`` stays as it was for those who have it open.
public final class Watchlist: Sendable {
    /// How far to look for damage when opening.
    public enum Verification: Sendable {
        /// Header and every section; reads the whole file once.
        case complete
        /// The header only. Damage elsewhere gives wrong answers, never an access outside the file.
        case header
    }

    /// The registry's revision that the entries were read at.
    public let revision: UInt64
    /// How many entries there are of each kind.
    public let counts: WatchlistCounts
    /// Length of the file in bytes.
    public let byteCount: Int

    let storage: FrozenBytes
    let header: Header
    let path: String?
    /// What deltas changed since the file was written.
    let overlay: Overlay?

    /// Opens the watchlist file at `path`.
    /// - Parameters:
    ///   - path: a file written by ``WatchlistBuilder/write(to:revision:)``.
    ///   - verification: how far to look for damage.
    /// - Throws: ``WatchlistError``.
    public convenience init(path: String, verification: Verification = .complete) throws(WatchlistError) {
        try self.init(storage: try FrozenBytes(mapping: path), path: path, verification: verification)
    }

    /// A watchlist of the bytes of a file.
    /// - Parameters:
    ///   - bytes: what ``WatchlistBuilder/serialized(revision:)`` returned.
    ///   - verification: how far to look for damage.
    /// - Throws: ``WatchlistError``.
    public convenience init(bytes: [UInt8], verification: Verification = .complete) throws(WatchlistError) {
        try self.init(storage: FrozenBytes(copying: bytes), path: nil, verification: verification)
    }

    private init(storage: FrozenBytes, path: String?, verification: Verification) throws(WatchlistError) {
        do { header = try Header(reading: storage.bytes) } catch {
            throw WatchlistError(error.reason, path: path)
        }
        self.storage = storage
        self.path = path
        overlay = nil
        revision = header.revision
        counts = header.counts
        byteCount = storage.bytes.count
        if verification == .complete { try verify() }
    }

    /// `origin` with other changes.
    init(_ origin: Watchlist, _ overlay: Overlay, revision: UInt64) {
        storage = origin.storage
        header = origin.header
        path = origin.path
        byteCount = origin.byteCount
        self.overlay = overlay
        self.revision = revision
        let base = FileTables(header: header, file: storage.start)
        let tables = Tables(key: header.key, filters: overlay.filters, base: base, changes: nil)
        var counts = header.counts
        for change in overlay.changes {
            guard let address = Address(key: change.key) else { continue }
            let wasListed = tables.meta(of: address, scope: change.scope).base?.isListed == true
            let step = (change.meta.isListed ? 1 : 0) - (wasListed ? 1 : 0)
            counts.add(step, of: address.kind)
        }
        self.counts = counts
    }

    /// Reads the whole file and compares every section with its checksum.
    /// - Throws: ``WatchlistError`` with the first section that is damaged.
    public func verify() throws(WatchlistError) {
        for section in Section.allCases {
            let row = header[section]
            let bytes = UnsafeRawBufferPointer(rebasing: storage.bytes[row.offset..<row.offset + row.length])
            guard Checksum.of(bytes) == row.checksum else {
                throw WatchlistError(
                    .sectionDamaged(section: section.name, offset: row.offset),
                    path: path
                )
            }
        }
    }

    /// What lookups read; valid while this object lives.
    var tables: Tables {
        Tables(
            key: header.key,
            filters: overlay?.filters ?? Filters(header: header, file: storage.start),
            base: FileTables(header: header, file: storage.start),
            changes: overlay?.tables
        )
    }
}
