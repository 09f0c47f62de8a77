/// The listed IPv4 addresses and networks.
///
/// Addresses are sorted; those that share their upper 16 bits lie together, and only the lower 16 bits are kept of each.
struct IPv4Table {
    private let filter: Bytes
    private let filterBits: Int
    private let index: Bytes
    private let low: Bytes
    private let meta: Bytes
    private let pages: Bytes
    private let spans: Bytes
    private let networks: NetworkTable<UInt32>
    let count: Int
    private let spanCount: Int

    init(header: Header, file: UnsafeRawPointer) {
        filter = Bytes(.v4Filter, of: header, in: file)
        filterBits = filter.count * 8
        index = Bytes(.v4Index, of: header, in: file)
        low = Bytes(.v4Low, of: header, in: file)
        meta = Bytes(.v4Meta, of: header, in: file)
        pages = Bytes(.v4NetworkPages, of: header, in: file)
        spans = Bytes(.v4Spans, of: header, in: file)
        count = index.count == 0 || filter.count == 0 ? 0 : min(low.count, meta.count) / 2
        spanCount = pages.count == 0 ? 0 : spans.count / 8
        networks = NetworkTable(
            lengths: Bytes(.v4NetworkLengths, of: header, in: file),
            bases: Bytes(.v4NetworkBases, of: header, in: file),
            meta: Bytes(.v4NetworkMeta, of: header, in: file)
        )
    }

    /// The bit of the filter for an address.
    @inline(__always)
    static func filterBit(_ address: UInt32, of count: Int) -> Int {
        (UInt64(address) &* 0x9E37_79B9_7F4A_7C15).reduced(to: count)
    }

    /// Whether `address` may be among the addresses or inside a network.
    @inline(__always)
    func mayMatch(_ address: UInt32) -> Bool {
        if count > 0 {
            let bit = Self.filterBit(address, of: filterBits)
            if filter.element(bit >> 3, as: UInt8.self) &>> UInt8(bit & 7) & 1 != 0, find(address) != nil {
                return true
            }
        }
        return isCovered(address)
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
        var upper = Layout.v4PageCount
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if Int(index.element(middle, as: UInt32.self)) <= place { lower = middle } else { upper = middle }
        }
        return UInt32(lower) << 16 | UInt32(low.element(place, as: UInt16.self))
    }

    /// Whether some network contains `address`.
    @inline(__always)
    func isCovered(_ address: UInt32) -> Bool {
        guard spanCount > 0 else { return false }
        let page = Int(address >> 16)
        guard pages.element(page >> 3, as: UInt8.self) >> UInt8(page & 7) & 1 != 0 else { return false }
        var lower = 0
        var upper = spanCount
        while lower < upper {
            let middle = (lower &+ upper) / 2
            if spans.element(2 &* middle, as: UInt32.self) <= address {
                lower = middle &+ 1
            } else {
                upper = middle
            }
        }
        return lower > 0 && address <= spans.element(2 &* lower &- 1, as: UInt32.self)
    }

    /// The networks around `address` of at most `maximumLength` bits, longest prefix first.
    func networks(around address: UInt32, maximumLength: Int = 32) -> [NetworkTable<UInt32>.Match] {
        networks.matches(address, maximumLength: maximumLength)
    }
}
