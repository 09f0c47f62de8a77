extension Assembly {
    mutating func addIPv4() {
        var drafts = builder.ipv4
        guard !drafts.isEmpty else { return }
        drafts.sort()
        var low: [UInt8] = []
        var meta: [UInt8] = []
        var starts = [UInt32](repeating: 0, count: Layout.pageCount + 1)
        low.reserveCapacity(drafts.count * 2)
        meta.reserveCapacity(drafts.count * 2)
        var index = 0
        while index < drafts.count {
            let address = UInt32(truncatingIfNeeded: drafts[index] >> 16)
            var merged = EntryMeta(raw: UInt16(truncatingIfNeeded: drafts[index]))
            index += 1
            while index < drafts.count, UInt32(truncatingIfNeeded: drafts[index] >> 16) == address {
                merged = merged.merged(with: EntryMeta(raw: UInt16(truncatingIfNeeded: drafts[index])))
                index += 1
            }
            if merged.isListed { counts.ips += 1 }
            low.append(number: UInt16(truncatingIfNeeded: address))
            meta.append(number: merged.raw)
            starts[Int(address >> 16) + 1] += 1
        }
        for page in 1...Layout.pageCount { starts[page] += starts[page - 1] }
        self[.v4Filter] = filter(drafts)
        self[.v4Low] = low
        self[.v4Meta] = meta
        self[.v4Index] = Self.bytes(starts)
    }

    private func filter(_ drafts: [UInt64]) -> [UInt8] {
        var filter = FilterWords(keys: drafts.count)
        for draft in drafts { filter.insert(key.hash(v4: UInt32(truncatingIfNeeded: draft >> 16))) }
        return Self.bytes(filter.words)
    }

    mutating func addIPv6() {
        let drafts = Self.merged(builder.ipv6.sorted { $0.value < $1.value }) { $0.value == $1.value }
        var addresses: [UInt8] = []
        var meta: [UInt8] = []
        for draft in drafts {
            if draft.meta.isListed { counts.ips += 1 }
            addresses.append(wide: draft.value)
            meta.append(number: draft.meta.raw)
        }
        self[.v6Addresses] = addresses
        self[.v6Meta] = meta
    }

    mutating func addASNs() {
        let drafts = Self.merged(builder.asns.sorted { $0.value < $1.value }) { $0.value == $1.value }
        for draft in drafts {
            if draft.meta.isListed { counts.asns += 1 }
            self[.asns].append(number: draft.value)
            self[.asnMeta].append(number: draft.meta.raw)
        }
    }

    private static func merged<Value>(
        _ drafts: [Draft<Value>],
        where isSame: (Draft<Value>, Draft<Value>) -> Bool
    ) -> [Draft<Value>] {
        var result: [Draft<Value>] = []
        result.reserveCapacity(drafts.count)
        for draft in drafts {
            if let last = result.last, isSame(last, draft) {
                result[result.count - 1].meta = last.meta.merged(with: draft.meta)
            } else {
                result.append(draft)
            }
        }
        return result
    }

    static func bytes(_ numbers: [some FixedWidthInteger]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * MemoryLayout.size(ofValue: numbers.first))
        for number in numbers { bytes.append(number: number) }
        return bytes
    }
}
