import CTokenScan

/// What turns most text away before any table is asked; CTokenScan reads the same bits.
///
/// - Names: a set of ends of last labels in 8 KiB, then a Bloom filter of one word per key. It holds every listed name,
///   every host of a URL entry, and the last two labels of both, each hashed in its own way, so that a name whose last
///   two labels are not in it is done with.
/// - IPv4: which /16 blocks hold anything, a Bloom filter of addresses, and the union of the networks.
/// - IPv6: a Bloom filter of the upper 32 bits.
struct Filters {
    let raw: token_scan_filters

    init(raw: token_scan_filters) {
        self.raw = raw
    }

    init(header: Header, file: UnsafeRawPointer) {
        func start<Element>(_ section: Section, _ type: Element.Type) -> UnsafePointer<Element>? {
            let bytes = Bytes(section, of: header, in: file)
            return bytes.count > 0 ? bytes.start.assumingMemoryBound(to: Element.self) : nil
        }
        func filter(_ section: Section) -> token_scan_filter {
            let words = start(section, UInt64.self)
            return token_scan_filter(words: words, count: UInt64(header[section].length / 8))
        }
        var raw = token_scan_filters()
        raw.seed = header.key.seed
        raw.inner = header.key.inner
        raw.boundary = header.key.boundary
        raw.names = filter(.filter)
        if raw.names.count > 0, let topLevels = start(.topLevels, UInt8.self) {
            raw.top_levels = topLevels
            raw.has_odd_top_levels = topLevels[Layout.topLevelBits / 8]
        }
        raw.v4_pages = start(.v4Pages, UInt8.self)
        raw.v4 = filter(.v4Filter)
        if let pages = start(.v4NetworkPages, UInt8.self), let index = start(.v4SpanIndex, UInt32.self),
            let spans = start(.v4Spans, UInt32.self)
        {
            raw.v4_network_pages = pages
            raw.v4_span_index = index
            raw.v4_spans = spans
            raw.v4_span_count = UInt64(header[.v4Spans].length / 8)
        }
        raw.v6 = filter(.v6Filter)
        self.raw = raw
    }

    /// Whether no name at all is listed.
    var hasNoNames: Bool { raw.top_levels == nil }

    /// Whether the name of this state may be in the tables; only where there are names.
    @inline(__always)
    func mayContain(_ state: UInt64, asHost: Bool) -> Bool {
        holds(state) || asHost && holds(state.halvesExchanged)
    }

    /// Whether an IPv4 address, or a network around it, may be in the tables.
    func mayContain(v4 address: UInt32) -> Bool {
        withUnsafePointer(to: raw) { token_scan_may_hold_v4($0, address) != 0 }
    }

    @inline(__always)
    private func holds(_ hash: UInt64) -> Bool {
        let mask = FilterWords.mask(hash)
        return raw.names.words[hash.reduced(to: Int(raw.names.count))] & mask == mask
    }
}

/// The words of a Bloom filter that is being made.
struct FilterWords {
    private(set) var words: [UInt64]

    /// An empty filter for so many keys.
    init(keys: Int) {
        words = [UInt64](repeating: 0, count: (keys * Layout.filterBitsPerKey + 63) / 64 + 1)
    }

    init(words: [UInt64]) {
        self.words = words
    }

    mutating func insert(_ hash: UInt64) {
        words[hash.reduced(to: words.count)] |= Self.mask(hash)
    }

    /// Makes the filter hold everything.
    mutating func fill() {
        for index in words.indices { words[index] = ~0 }
    }

    /// Four bits of one word.
    @inline(__always)
    static func mask(_ state: UInt64) -> UInt64 {
        1 &<< (state & 63) | 1 &<< (state &>> 6 & 63) | 1 &<< (state &>> 12 & 63) | 1 &<< (state &>> 18 & 63)
    }
}

/// What a filter is asked about a name; the scan in CTokenScan makes the same.
struct NameKeys {
    /// The bit for the last label.
    var topLevel: UInt16
    /// Whether the last label begins with a digit.
    var isTopLevelOdd: Bool
    /// The hash of the last two labels.
    var anchor: UInt64
    /// The hash of the whole name.
    var state: UInt64

    /// The hashes in the filter of a name with this meta.
    @inline(__always)
    func forEachHash(_ meta: EntryMeta, _ body: (UInt64) -> Void) {
        body(anchor)
        if meta.isListed || meta.servesHostWide || meta.overridesBase { body(state) }
        if meta.servesURLs { body(state.halvesExchanged) }
    }
}

extension HashKey {
    func hash(v4 address: UInt32) -> UInt64 { Self.fold(seed ^ UInt64(address), boundary) }

    /// Of the upper 32 bits of an IPv6 address.
    func hash(v6Top top: UInt32) -> UInt64 { Self.fold(seed ^ UInt64(top), inner) }

    /// The keys of a canonical name.
    func keys(of text: UnsafePointer<UInt8>, length: Int) -> NameKeys {
        var state = seed
        var labels = 0
        var keys = NameKeys(topLevel: 0, isTopLevelOdd: false, anchor: seed, state: seed)
        var end = length
        while end > 0 {
            var start = end
            while start > 0, text[start - 1] != UInt8(ascii: ".") { start -= 1 }
            guard start < end else { break }
            state = self.state(addingLabel: text, from: start, to: end, after: state)
            labels += 1
            if labels == 1 {
                keys.isTopLevelOdd = text[start].isDigit
                keys.topLevel = UInt16(
                    truncatingIfNeeded: token_scan_top_level_bit(text + start, end - start)
                )
            }
            if labels == 2 {
                keys.anchor = token_scan_anchor_hash(seed, inner, boundary, text + start, length - start)
            }
            end = start - 1
        }
        keys.state = state
        return keys
    }
}
