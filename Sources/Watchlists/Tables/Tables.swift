/// Everything that lookups read, as plain pointers into memory: copied freely, counted by nobody.
///
/// Valid while the ``Watchlist`` lives that made it. Numbers found in a file are never trusted: an index is compared
/// with the length of the section before it is followed, so a hostile file gives wrong answers at worst.
struct Tables {
    let key: HashKey
    /// What turns most text away, for both layers together.
    let filters: Filters
    /// What the file holds.
    let base: FileTables
    /// What deltas changed since, asked first; see ``EntryMeta/overrides``.
    let changes: FileTables?

    /// The layers by their number.
    subscript(layer: Layer) -> FileTables {
        layer == .base ? base : changes ?? base
    }

    enum Layer: UInt8, Hashable {
        case base
        case changes
    }
}

/// The exact tables of one file.
struct FileTables {
    let names: NameTable
    let ipv4: IPv4Table
    let ipv6: IPv6Table
    let urls: URLTable
    let asns: ASNTable

    init(header: Header, file: UnsafeRawPointer) {
        names = NameTable(header: header, file: file)
        ipv4 = IPv4Table(header: header, file: file)
        ipv6 = IPv6Table(header: header, file: file)
        urls = URLTable(header: header, file: file)
        asns = ASNTable(header: header, file: file)
    }
}
