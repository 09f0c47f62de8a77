import Addresses
import Reports

/// Turns the drafts of a builder into the sections of a file.
struct Assembly {
    private let key: HashKey
    private let builder: WatchlistBuilder
    private var sections = [[UInt8]](repeating: [], count: Section.allCases.count)
    private var counts = WatchlistCounts()

    init(_ builder: WatchlistBuilder) {
        self.builder = builder
        key = builder.key
    }

    /// Builds the sections and lays them one after another behind the header.
    mutating func file(revision: UInt64) throws(WatchlistError) -> [UInt8] {
        guard !builder.names.isTooLarge else { throw WatchlistError(.tooLarge) }
        addIPv4()
        addIPv6()
        addIPv4Networks()
        addIPv6Networks()
        addNames()
        try addURLs()
        counts.asns = builder.asns.count
        var header = Header(revision: revision, counts: counts, key: key)
        var offset = Layout.aligned(Layout.headerLength)
        for section in Section.allCases {
            let bytes = sections[section.rawValue]
            guard bytes.count <= Layout.maximumSectionLength else { throw WatchlistError(.tooLarge) }
            header.rows[section.rawValue] = Header.Row(
                offset: offset,
                length: bytes.count,
                checksum: bytes.withUnsafeBytes { Checksum.of($0) }
            )
            offset = Layout.aligned(offset + bytes.count)
        }
        header.fileLength = offset
        var file = header.encoded()
        file.reserveCapacity(offset)
        for section in Section.allCases {
            file.append(contentsOf: repeatElement(0, count: header[section].offset - file.count))
            file.append(contentsOf: sections[section.rawValue])
        }
        file.append(contentsOf: repeatElement(0, count: offset - file.count))
        return file
    }

    private subscript(section: Section) -> [UInt8] {
        get { sections[section.rawValue] }
        _modify { yield &sections[section.rawValue] }
    }
}

// MARK: IP addresses

extension Assembly {
    private mutating func addIPv4() {
        var drafts = builder.ipv4
        guard !drafts.isEmpty else { return }
        drafts.sort()
        var low: [UInt8] = []
        var meta: [UInt8] = []
        var starts = [UInt32](repeating: 0, count: Layout.v4PageCount + 1)
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
        for page in 1...Layout.v4PageCount { starts[page] += starts[page - 1] }
        self[.v4Filter] = Self.filter(drafts)
        self[.v4Low] = low
        self[.v4Meta] = meta
        self[.v4Index] = Self.bytes(starts)
    }

    private static func filter(_ drafts: [UInt64]) -> [UInt8] {
        let bitCount = (drafts.count * Layout.filterBitsPerIPv4 + 63) / 64 * 64
        var filter = [UInt8](repeating: 0, count: bitCount / 8)
        for draft in drafts {
            let bit = IPv4Table.filterBit(UInt32(truncatingIfNeeded: draft >> 16), of: bitCount)
            filter[bit >> 3] |= 1 << UInt8(bit & 7)
        }
        return filter
    }

    private mutating func addIPv6() {
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

    private static func merged(
        _ drafts: [Draft<UInt128>],
        where isSame: (Draft<UInt128>, Draft<UInt128>) -> Bool
    ) -> [Draft<UInt128>] {
        var result: [Draft<UInt128>] = []
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

    fileprivate static func bytes(_ numbers: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * 4)
        for number in numbers { bytes.append(number: number) }
        return bytes
    }
}

// MARK: Networks

extension Assembly {
    private mutating func addIPv4Networks() {
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

    private mutating func addIPv6Networks() {
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

// MARK: Names

extension Assembly {
    private mutating func addNames() {
        let text = builder.names.text
        let drafts = mergedNames(builder.names.names, text)
        guard !drafts.isEmpty else { return }
        let bucketCount = (drafts.count + Layout.entriesPerBucket - 1) / Layout.entriesPerBucket
        var buckets = BucketWriter(count: bucketCount)
        buckets.records.reserveCapacity(text.count)
        var topLevels = [UInt8](repeating: 0, count: Layout.topLevelBits / 8)
        text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return }
            for name in drafts {
                if name.meta.isListed { counts.domains += 1 }
                buckets.begin(name.state.halvesExchanged.reduced(to: bucketCount))
                NameTable.appendRecord(
                    start + Int(name.offset),
                    length: Int(name.length),
                    meta: name.meta,
                    to: &buckets.records
                )
                topLevels[Int(name.topLevel >> 3)] |= 1 << UInt8(name.topLevel & 7)
            }
        }
        self[.topLevels] = topLevels
        self[.filter] = Self.filter(drafts)
        self[.nameIndex] = Self.bytes(buckets.finished())
        self[.names] = buckets.records
    }

    /// The names in bucket order, each once.
    private func mergedNames(_ names: [NameDrafts.Name], _ text: [UInt8]) -> [NameDrafts.Name] {
        func bytes(_ name: NameDrafts.Name) -> ArraySlice<UInt8> {
            text[Int(name.offset)..<Int(name.offset) + Int(name.length)]
        }
        let sorted = names.sorted { left, right in
            let (first, second) = (left.state.halvesExchanged, right.state.halvesExchanged)
            if first != second { return first < second }
            return bytes(left).lexicographicallyPrecedes(bytes(right))
        }
        var result: [NameDrafts.Name] = []
        result.reserveCapacity(sorted.count)
        for name in sorted {
            if let last = result.last, last.state == name.state, bytes(last) == bytes(name) {
                result[result.count - 1].meta = last.meta.merged(with: name.meta)
            } else {
                result.append(name)
            }
        }
        return result
    }

    private static func filter(_ names: [NameDrafts.Name]) -> [UInt8] {
        let wordCount = (names.count * Layout.filterBitsPerName + 63) / 64 + 1
        var words = [UInt64](repeating: 0, count: wordCount)
        for name in names {
            words[name.state.reduced(to: wordCount)] |= NameFilter.mask(name.state)
            words[name.anchor.reduced(to: wordCount)] |= NameFilter.mask(name.anchor)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wordCount * 8)
        for word in words { bytes.append(number: word) }
        return bytes
    }
}

/// Records in bucket order and where each bucket begins.
private struct BucketWriter {
    var records: [UInt8] = []
    private var starts: [UInt32] = []
    private let count: Int

    init(count: Int) {
        self.count = count
        starts.reserveCapacity(count + 1)
    }

    /// Says that the next record belongs to `bucket`; buckets come in order.
    mutating func begin(_ bucket: Int) {
        while starts.count <= bucket { starts.append(UInt32(clamping: records.count)) }
    }

    mutating func finished() -> [UInt32] {
        while starts.count <= count { starts.append(UInt32(clamping: records.count)) }
        return starts
    }
}

// MARK: URLs

extension Assembly {
    private struct Placed {
        var hash: UInt64
        var host: URLHostReference
        var draft: URLDraft
    }

    private mutating func addURLs() throws(WatchlistError) {
        guard !builder.urls.isEmpty else { return }
        let hosts = HostFinder(sections: sections, key: key)
        var placed: [Placed] = []
        placed.reserveCapacity(builder.urls.count)
        for draft in builder.urls {
            guard draft.url.pathAndQuery.utf8.count <= Int(UInt16.max) else {
                throw WatchlistError(.tooLarge)
            }
            guard let host = hosts.reference(of: draft.url.host) else { continue }
            let path = PathForm(draft.url.pathAndQuery.utf8, scope: draft.scope).bytes
            var state = key.pathState(host: host, scopeCode: draft.scope.rawValue)
            for byte in path { state = key.pathState(adding: byte, after: state) }
            placed.append(
                Placed(hash: key.pathHash(endingAt: state).halvesExchanged, host: host, draft: draft)
            )
        }
        let entries = Self.merged(placed)
        counts.urls = entries.count
        let bucketCount = (entries.count + Layout.entriesPerBucket - 1) / Layout.entriesPerBucket
        var buckets = BucketWriter(count: bucketCount)
        for entry in entries {
            buckets.begin(entry.hash.reduced(to: bucketCount))
            URLTable.appendRecord(
                entry.draft.url,
                host: entry.host,
                scope: entry.draft.scope,
                meta: entry.draft.meta,
                to: &buckets.records
            )
        }
        self[.urlIndex] = Self.bytes(buckets.finished())
        self[.urls] = buckets.records
    }

    /// In bucket order, each URL and scope once.
    private static func merged(_ placed: [Placed]) -> [Placed] {
        let sorted = placed.sorted { left, right in
            if left.hash != right.hash { return left.hash < right.hash }
            return left.draft.order < right.draft.order
        }
        var result: [Placed] = []
        result.reserveCapacity(sorted.count)
        for entry in sorted {
            if let last = result.last, last.hash == entry.hash, last.draft.order == entry.draft.order {
                result[result.count - 1].draft.meta = last.draft.meta.merged(with: entry.draft.meta)
            } else {
                result.append(entry)
            }
        }
        return result
    }
}

extension URLDraft {
    fileprivate var order: (String, UInt8) { (url.description, scope.rawValue) }
}

/// Finds hosts in the sections that are done.
private struct HostFinder {
    private let frozen: FrozenBytes
    private let tables: Tables
    private let key: HashKey

    init(sections: [[UInt8]], key: HashKey) {
        self.key = key
        var header = Header(revision: 0, counts: WatchlistCounts(), key: key)
        var bytes: [UInt8] = []
        for section in Section.allCases {
            header.rows[section.rawValue] = Header.Row(
                offset: bytes.count,
                length: sections[section.rawValue].count
            )
            bytes.append(contentsOf: sections[section.rawValue])
        }
        frozen = FrozenBytes(copying: bytes)
        tables = Tables(header: header, file: frozen.start)
    }

    func reference(of host: URLAddress.Host) -> URLHostReference? {
        withExtendedLifetime(frozen) {
            switch host {
            case .ip(let address) where address.isIPv4:
                tables.ipv4.find(address.v4).map { URLHostReference(kind: .ipv4, index: UInt32($0)) }
            case .ip(let address):
                tables.ipv6.find(address.bits).map { URLHostReference(kind: .ipv6, index: UInt32($0)) }
            case .domain(let name):
                Array(name.text.utf8).withUnsafeBufferPointer { text -> URLHostReference? in
                    guard let start = text.baseAddress else { return nil }
                    let state = NameStates(start, length: text.count, key: key).whole
                    return tables.names.find(state, start, length: text.count)
                        .map { URLHostReference(kind: .name, index: UInt32($0.offset)) }
                }
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(wide number: UInt128) {
        append(number: UInt64(truncatingIfNeeded: number >> 64))
        append(number: UInt64(truncatingIfNeeded: number))
    }
}
