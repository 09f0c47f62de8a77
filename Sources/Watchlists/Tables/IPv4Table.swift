/// The listed IPv4 addresses and networks, exactly.
///
/// Addresses are sorted; those that share their upper 16 bits lie together, and only the lower 16 bits are kept of each.
struct IPv4Table {
    private let index: Bytes
    private let low: Bytes
    private let meta: Bytes
    let networks: NetworkTable<UInt32>
    let count: Int

    init(header: Header, file: UnsafeRawPointer) {
        index = Bytes(.v4Index, of: header, in: file)
        low = Bytes(.v4Low, of: header, in: file)
        meta = Bytes(.v4Meta, of: header, in: file)
        count = index.count == 0 ? 0 : min(low.count, meta.count) / 2
        networks = NetworkTable(
            lengths: Bytes(.v4NetworkLengths, of: header, in: file),
            bases: Bytes(.v4NetworkBases, of: header, in: file),
            meta: Bytes(.v4NetworkMeta, of: header, in: file)
        )
    }

    /// The place of `address` among the addresses.
    func find(_ address: UInt32) -> Int? {
        guard count > 0 else { return nil }
        let page = Int(address >> 16)
        var lower = Int(index.element(page, as: UInt32.self))
        var upper = min(Int(index.element(page &+ 1, as: UInt32.self)), count)
        let wanted = UInt16(truncatingIfNeeded: address)
        while lower < upper {
            let middle = (lower &+ upper) / 2
            let value = low.element(middle, as: UInt16.self)
            if value == wanted { return middle }
            if value < wanted { lower = middle &+ 1 } else { upper = middle }
        }
        return nil
    }

    /// What is said of the address at a place that ``find(_:)`` gave.
    func meta(at place: Int) -> EntryMeta {
        EntryMeta(raw: meta.element(place, as: UInt16.self))
    }

    /// The address at `place`; nil when there is no such place.
    func address(at place: Int) -> UInt32? {
        guard place >= 0, place < count else { return nil }
        var lower = 0
        var upper = Layout.pageCount
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if Int(index.element(middle, as: UInt32.self)) <= place { lower = middle } else { upper = middle }
        }
        return UInt32(lower) << 16 | UInt32(low.element(place, as: UInt16.self))
    }

    /// Calls `body` with every address, lowest first.
    func forEach(_ body: (UInt32, EntryMeta) -> Void) {
        guard count > 0 else { return }
        for page in 0..<Layout.pageCount {
            let lower = Int(index.element(page, as: UInt32.self))
            let upper = min(Int(index.element(page + 1, as: UInt32.self)), count)
            for place in lower..<max(lower, upper) {
                body(UInt32(page) << 16 | UInt32(low.element(place, as: UInt16.self)), meta(at: place))
            }
        }
    }
}
