import Addresses
import CTokenScan

/// Puts the filters of two sets of tables into one.
///
/// A Bloom filter is copied from the larger set and the smaller set is added to it, so that it is never much fuller than
/// it was.
struct FilterMerger {
    let key: HashKey
    let base: (tables: FileTables, filters: Filters)
    let added: (tables: FileTables, filters: Filters)
    /// What the merged filters point into, besides both sets.
    private(set) var memory: [FrozenBytes] = []

    init(
        key: HashKey,
        base: (tables: FileTables, filters: Filters),
        added: (tables: FileTables, filters: Filters)
    ) {
        self.key = key
        self.base = base
        self.added = added
    }

    mutating func merged() -> Filters {
        var raw = base.filters.raw
        mergeNames(&raw)
        mergeIPv4(&raw)
        mergeIPv6(&raw)
        return Filters(raw: raw)
    }

    /// Keeps the elements and returns where they are.
    private mutating func keep<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
        let bytes = FrozenBytes(copying: elements)
        memory.append(bytes)
        return bytes.start.assumingMemoryBound(to: Element.self)
    }

    private mutating func keep(_ words: FilterWords) -> token_scan_filter {
        token_scan_filter(words: keep(words.words), count: UInt64(words.words.count))
    }

    /// The larger filter's words, and whether those are of the base.
    private func larger(_ filter: KeyPath<token_scan_filters, token_scan_filter>) -> (
        FilterWords, isBase: Bool
    ) {
        let (ours, others) = (base.filters.raw[keyPath: filter], added.filters.raw[keyPath: filter])
        let isBase = ours.count >= others.count
        let larger = isBase ? ours : others
        let words = UnsafeBufferPointer(start: larger.words, count: Int(larger.count))
        return (FilterWords(words: Array(words)), isBase)
    }

    private static func united(_ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?) -> [UInt8] {
        (0..<Layout.pageCount / 8).map { (left?[$0] ?? 0) | (right?[$0] ?? 0) }
    }

    private mutating func mergeNames(_ raw: inout token_scan_filters) {
        guard added.filters.raw.names.count > 0 else { return }
        var (words, isBase) = larger(\.names)
        let smaller = isBase ? added.tables : base.tables
        smaller.names.forEach { record, text in
            guard !text.isEmpty else { return }
            let keys = text.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { key.keys(of: $0, length: bytes.count) }
            }
            keys?.forEachHash(record.meta) { words.insert($0) }
        }
        raw.names = keep(words)
        raw.top_levels = keep(Self.united(base.filters.raw.top_levels, added.filters.raw.top_levels))
        raw.has_odd_top_levels |= added.filters.raw.has_odd_top_levels
    }

    private mutating func mergeIPv4(_ raw: inout token_scan_filters) {
        let others = added.filters.raw
        guard others.v4_pages != nil else { return }
        raw.v4_pages = keep(Self.united(raw.v4_pages, others.v4_pages))
        if others.v4.count > 0 {
            var (words, isBase) = larger(\.v4)
            (isBase ? added.tables : base.tables).ipv4.forEach { address, _ in
                words.insert(key.hash(v4: address))
            }
            raw.v4 = keep(words)
        }
        guard others.v4_span_count > 0 else { return }
        let spans = V4Spans(
            UnsafeBufferPointer(start: raw.v4_spans, count: Int(2 * raw.v4_span_count)),
            UnsafeBufferPointer(start: others.v4_spans, count: Int(2 * others.v4_span_count))
        )
        raw.v4_spans = keep(spans.bounds)
        raw.v4_span_count = UInt64(spans.bounds.count / 2)
        raw.v4_span_index = keep(spans.index)
        raw.v4_network_pages = keep(spans.pages)
    }

    private mutating func mergeIPv6(_ raw: inout token_scan_filters) {
        guard added.filters.raw.v6.count > 0 else { return }
        var (words, isBase) = larger(\.v6)
        let smaller = isBase ? added.tables : base.tables
        smaller.ipv6.forEach { address, _ in words.insert(key.hash(v6Top: UInt32(address >> 96))) }
        var isBounded = true
        smaller.ipv6.networks.forEach { network in
            let draft = NetworkDraft(
                length: UInt8(network.prefixLength),
                base: network.base,
                meta: network.meta
            )
            guard draft.tops.count <= Layout.maximumV6Tops else {
                isBounded = false
                return
            }
            for top in draft.tops { words.insert(key.hash(v6Top: top)) }
        }
        if !isBounded { words.fill() }
        raw.v6 = keep(words)
    }
}

/// Disjoint spans of IPv4 addresses, and where to look for those of a /16 block.
struct V4Spans {
    /// First and last address of each, in order.
    private(set) var bounds: [UInt32] = []
    /// How many spans begin before each block.
    private(set) var index = [UInt32](repeating: 0, count: Layout.pageCount + 1)
    /// Which blocks a span touches.
    private(set) var pages = [UInt8](repeating: 0, count: Layout.pageCount / 8)

    init(_ spans: [ClosedRange<UInt32>]) {
        for span in spans {
            bounds.append(span.lowerBound)
            bounds.append(span.upperBound)
            index[Int(span.lowerBound >> 16) + 1] += 1
            pages.setBits(Int(span.lowerBound >> 16)...Int(span.upperBound >> 16))
        }
        for page in 1...Layout.pageCount { index[page] += index[page - 1] }
    }

    /// The union of two sets of spans; what a damaged file has out of order is left out.
    init(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) {
        var all: [ClosedRange<UInt32>] = []
        for bounds in [left, right] {
            for place in stride(from: 0, to: bounds.count - 1, by: 2) where bounds[place] <= bounds[place + 1]
            {
                all.append(bounds[place]...bounds[place + 1])
            }
        }
        all.sort { $0.lowerBound < $1.lowerBound }
        var united: [ClosedRange<UInt32>] = []
        for span in all {
            if let last = united.last, span.lowerBound <= last.upperBound {
                united[united.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                united.append(span)
            }
        }
        self.init(united)
    }
}
