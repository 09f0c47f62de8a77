internal import Addresses

/// Networks of one family with their entries, each knowing the next wider one around it.
///
/// They stand in order of base, then widest first: what lies inside a network follows it in one run, and what lies
/// around an address is found by one search and a short climb.
final class NetworkTable: Sendable {
    private let bases: [UInt128]
    private let lengths: [UInt8]
    /// The network around each; `none` at the outermost.
    private let parents: [UInt32]
    /// How many networks stand before each page of addresses; a page has the same first 16 bits.
    private let pageStarts: [UInt32]
    private let pageShift: UInt128
    let runs: EntryRuns

    private static let none = UInt32.max

    init(_ entries: [(network: IPNetwork, ref: EntryRef)], isIPv4: Bool) {
        let sorted = entries.sorted { $0.network < $1.network }
        var bases: [UInt128] = []
        var lengths: [UInt8] = []
        var places: [(place: UInt32, ref: EntryRef)] = []
        for entry in sorted {
            let base = entry.network.base.bits
            let length = UInt8(entry.network.prefixLength)
            if bases.last != base || lengths.last != length {
                bases.append(base)
                lengths.append(length)
            }
            places.append((UInt32(bases.count - 1), entry.ref))
        }
        self.bases = bases
        self.lengths = lengths
        pageShift = isIPv4 ? 16 : 112
        pageStarts = Self.pageStarts(bases, shift: pageShift)
        parents = Self.parents(bases, lengths, width: isIPv4 ? 32 : 128)
        runs = EntryRuns(places, placeCount: bases.count)
    }

    private static func pageStarts(_ bases: [UInt128], shift: UInt128) -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: (1 << 16) + 1)
        for base in bases { starts[Int(base >> shift & 0xFFFF) + 1] += 1 }
        for page in 0..<(1 << 16) { starts[page + 1] += starts[page] }
        return starts
    }

    private static func parents(_ bases: [UInt128], _ lengths: [UInt8], width: Int) -> [UInt32] {
        var parents: [UInt32] = []
        parents.reserveCapacity(bases.count)
        var open: [UInt32] = []
        for place in bases.indices {
            while let last = open.last,
                !covers(bases[Int(last)], Int(lengths[Int(last)]), bases[place], width: width)
            {
                open.removeLast()
            }
            parents.append(open.last ?? none)
            open.append(UInt32(place))
        }
        return parents
    }

    @inline(__always)
    private static func covers(_ base: UInt128, _ length: Int, _ address: UInt128, width: Int) -> Bool {
        let hostBits = width &- length
        return hostBits >= 128 || (base ^ address) &>> UInt128(truncatingIfNeeded: hostBits) == 0
    }

    /// Calls `body` with each network around a network of this family, itself too, the narrowest first.
    @inline(__always)
    func forEach(around network: IPNetwork, _ body: (_ place: Int, _ isSame: Bool) -> Void) {
        let address = network.base.bits
        let width = network.base.width
        var place = firstPlace(after: address, length: network.prefixLength)
        guard place > 0 else { return }
        place -= 1
        while true {
            let length = Int(lengths[place])
            if length <= network.prefixLength, Self.covers(bases[place], length, address, width: width) {
                body(place, length == network.prefixLength)
            }
            guard parents[place] != Self.none else { return }
            place = Int(parents[place])
        }
    }

    /// The places of the networks inside a network of this family, without itself.
    func places(inside network: IPNetwork) -> Range<Int> {
        let first = firstPlace(after: network.base.bits, length: network.prefixLength)
        return first..<max(first, firstPlace(after: network.last.bits, length: network.base.width))
    }

    /// How many networks stand at or before the network of `base` and `length`.
    @inline(__always)
    private func firstPlace(after base: UInt128, length: Int) -> Int {
        let page = Int(truncatingIfNeeded: base &>> pageShift) & 0xFFFF
        var lower = Int(pageStarts[page])
        var upper = Int(pageStarts[page + 1])
        while lower < upper {
            let middle = (lower + upper) / 2
            if bases[middle] < base || bases[middle] == base && Int(lengths[middle]) <= length {
                lower = middle + 1
            } else {
                upper = middle
            }
        }
        return lower
    }

    /// The network at a place.
    func network(at place: Int) -> IPNetwork? {
        IPNetwork(containing: IPAddress(bits: bases[place]), prefixLength: Int(lengths[place]))
    }
}
