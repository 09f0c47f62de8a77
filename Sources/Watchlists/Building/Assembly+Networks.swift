extension Assembly {
    mutating func addIPv4Networks() {
        let networks = Self.merged(builder.ipv4Networks)
        guard !networks.isEmpty else { return }
        counts.networks += networks.count
        var pages = [UInt8](repeating: 0, count: Layout.v4PageCount / 8)
        var spans: [UInt8] = []
        for span in Self.spans(of: networks) {
            spans.append(number: span.lowerBound)
            spans.append(number: span.upperBound)
            for page in Int(span.lowerBound >> 16)...Int(span.upperBound >> 16) {
                pages[page >> 3] |= 1 << UInt8(page & 7)
            }
        }
        self[.v4NetworkPages] = pages
        self[.v4Spans] = spans
        self[.v4NetworkLengths] = Self.bytes(Self.lengthStarts(networks))
        for network in networks {
            self[.v4NetworkBases].append(number: network.base)
            self[.v4NetworkMeta].append(number: network.meta.raw)
        }
    }

    mutating func addIPv6Networks() {
        let networks = Self.merged(builder.ipv6Networks)
        guard !networks.isEmpty else { return }
        counts.networks += networks.count
        for span in Self.spans(of: networks) {
            self[.v6Spans].append(wide: span.lowerBound)
            self[.v6Spans].append(wide: span.upperBound)
        }
        self[.v6NetworkLengths] = Self.bytes(Self.lengthStarts(networks))
        for network in networks {
            self[.v6NetworkBases].append(wide: network.base)
            self[.v6NetworkMeta].append(number: network.meta.raw)
        }
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
