/// Everything that lookups read, as plain pointers into the file: copied freely, counted by nobody.
///
/// Valid while the ``Watchlist`` lives that made it. Numbers found in the file are never trusted: an index is compared
/// with the length of the section before it is followed, so a hostile file gives wrong answers at worst.
struct Tables {
    let key: HashKey
    let filter: NameFilter
    let names: NameTable
    let ipv4: IPv4Table
    let ipv6: IPv6Table
    let urls: URLTable

    init(header: Header, file: UnsafeRawPointer) {
        key = header.key
        filter = NameFilter(header: header, file: file)
        names = NameTable(header: header, file: file)
        ipv4 = IPv4Table(header: header, file: file)
        ipv6 = IPv6Table(header: header, file: file)
        urls = URLTable(header: header, file: file)
    }
}
