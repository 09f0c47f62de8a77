/// The listed IPv6 addresses and networks, both sorted.
struct IPv6Table {
    private let addresses: Bytes
    private let meta: Bytes
    let networks: NetworkTable<UInt128>
    let count: Int

    init(header: Header, file: UnsafeRawPointer) {
        addresses = Bytes(.v6Addresses, of: header, in: file)
        meta = Bytes(.v6Meta, of: header, in: file)
        count = min(addresses.count / 16, meta.count / 2)
        networks = NetworkTable(
            lengths: Bytes(.v6NetworkLengths, of: header, in: file),
            bases: Bytes(.v6NetworkBases, of: header, in: file),
            meta: Bytes(.v6NetworkMeta, of: header, in: file)
        )
    }

    /// The place of `address` among the addresses.
    func find(_ address: UInt128) -> Int? {
        var lower = 0
        var upper = count
        while lower < upper {
            let middle = (lower &+ upper) / 2
            let value = addresses.wide(middle)
            if value == address { return middle }
            if value < address { lower = middle &+ 1 } else { upper = middle }
        }
        return nil
    }

    /// What is said of the address at a place that ``find(_:)`` gave.
    func meta(at place: Int) -> EntryMeta {
        EntryMeta(raw: meta.element(place, as: UInt16.self))
    }

    /// The address at `place`; nil when there is no such place.
    func address(at place: Int) -> UInt128? {
        place >= 0 && place < count ? addresses.wide(place) : nil
    }

    /// Calls `body` with every address, lowest first.
    func forEach(_ body: (UInt128, EntryMeta) -> Void) {
        for place in 0..<count { body(addresses.wide(place), meta(at: place)) }
    }
}
