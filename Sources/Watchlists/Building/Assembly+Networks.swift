extension Assembly {
    mutating func addIPv4Networks() {
        let networks = Self.merged(builder.ipv4Networks)
        guard !networks.isEmpty else { return }
        counts.networks += networks.count { $0.meta.isListed }
        let spans = V4Spans(Self.spans(of: networks))
        self[.v4Spans] = Self.bytes(spans.bounds)
        self[.v4SpanIndex] = Self.bytes(spans.index)
        self[.v4NetworkPages] = spans.pages
        self[.v4NetworkLengths] = Self.bytes(Self.lengthStarts(networks))
        for network in networks {
            self[.v4NetworkBases].append(number: network.base)
            self[.v4NetworkMeta].append(number: network.meta.raw)
        }
    }

    mutating func addIPv6Networks() {
        let networks = Self.merged(builder.ipv6Networks)
        guard !networks.isEmpty else { return }
        counts.networks += networks.count { $0.meta.isListed }
        self[.v6NetworkLengths] = Self.bytes(Self.lengthStarts(networks))
        for network in networks {
            self[.v6NetworkBases].append(wide: network.base)
            self[.v6NetworkMeta].append(number: network.meta.raw)
        }
    }

    /// The filters by the upper bits of addresses and networks. One IPv6 network too large fills its filter.
    mutating func addPages() {
        if !builder.ipv4.isEmpty || !builder.ipv4Networks.isEmpty {
            var pages = self[.v4NetworkPages]
            if pages.isEmpty { pages = [UInt8](repeating: 0, count: Layout.pageCount / 8) }
            for draft in builder.ipv4 { pages.setBit(Int(draft >> 32)) }
            self[.v4Pages] = pages
        }
        guard !builder.ipv6.isEmpty || !builder.ipv6Networks.isEmpty else { return }
        let networks = builder.ipv6Networks.map(\.tops)
        let isBounded = networks.allSatisfy { $0.count <= Layout.maximumV6Tops }
        var filter = FilterWords(
            keys: isBounded ? builder.ipv6.count + networks.reduce(0) { $0 + $1.count } : 0
        )
        if isBounded {
            for draft in builder.ipv6 { filter.insert(key.hash(v6Top: UInt32(draft.value >> 96))) }
            for tops in networks { for top in tops { filter.insert(key.hash(v6Top: top)) } }
        } else {
            filter.fill()
        }
        self[.v6Filter] = Self.bytes(filter.words)
    }

    private static func merged<Bits>(_ networks: [NetworkDraft<Bits>]) -> [NetworkDraft<Bits>] {
        var result: [NetworkDraft<Bits>] = []
        for network in networks.sorted() {
            if let last = result.last, last == network {
                result[result.count - 1].meta = last.meta.merged(with: network.meta)
            } else {
                result.append(network)
            }
        }
        return result
    }

    /// For each prefix length, and one beyond the longest, how many networks have a shorter one.
    private static func lengthStarts<Bits>(_ networks: [NetworkDraft<Bits>]) -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: Bits.bitWidth + 2)
        for network in networks { starts[Int(network.length) + 1] += 1 }
        for length in 1..<starts.count { starts[length] += starts[length - 1] }
        return starts
    }

    /// The union of the networks, as disjoint spans in order.
    private static func spans<Bits>(of networks: [NetworkDraft<Bits>]) -> [ClosedRange<Bits>] {
        var spans: [ClosedRange<Bits>] = []
        for network in networks.sorted(by: { $0.base < $1.base }) {
            if let last = spans.last, network.base <= last.upperBound {
                spans[spans.count - 1] = last.lowerBound...max(last.upperBound, network.last)
            } else {
                spans.append(network.base...network.last)
            }
        }
        return spans
    }
}

extension [UInt8] {
    mutating func setBit(_ bit: Int) {
        self[bit >> 3] |= 1 << UInt8(bit & 7)
    }

    mutating func setBits(_ bits: ClosedRange<Int>) {
        for bit in bits { setBit(bit) }
    }
}

extension NetworkDraft<UInt128> {
    /// The upper 32 bits of its addresses.
    var tops: ClosedRange<UInt32> { UInt32(base >> 96)...UInt32(last >> 96) }
}
