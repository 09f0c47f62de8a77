import Addresses

/// What deltas changed in a watchlist's file, ready for lookups.
///
/// The changes are built into tables of their own, with the file's hash key; the filters of both are merged, so that
/// text without hits costs what it costs without a delta.
///
/// `@unchecked Sendable`: everything is set in `init` and only read after; the pointers lead into `memory` and into the
/// file, which both live as long as the ``Watchlist`` that holds this object.
final class Overlay: @unchecked Sendable {
    let changes: [WatchlistDelta.Change]
    let tables: FileTables
    let filters: Filters
    private let memory: [FrozenBytes]

    /// - Parameters:
    ///   - changes: by key and scope, each once.
    ///   - file: what they change, in memory as long as this object.
    ///   - header: its header.
    /// - Throws: ``WatchlistError`` when the changes are more than the format can hold.
    init(
        _ changes: [WatchlistDelta.Change],
        over file: UnsafeRawPointer,
        _ header: Header
    ) throws(WatchlistError) {
        self.changes = changes
        var builder = WatchlistBuilder(key: header.key)
        for change in changes {
            guard let address = Address(key: change.key) else { continue }
            builder.add(address, scope: change.scope, change.meta)
        }
        let added = FrozenBytes(copying: try builder.serialized())
        let addedHeader = try Header(reading: added.bytes)
        tables = FileTables(header: addedHeader, file: added.start)
        var merger = FilterMerger(
            key: header.key,
            base: (FileTables(header: header, file: file), Filters(header: header, file: file)),
            added: (tables, Filters(header: addedHeader, file: added.start))
        )
        filters = merger.merged()
        memory = [added] + merger.memory
    }
}
