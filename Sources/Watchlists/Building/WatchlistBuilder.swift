import Addresses
import Reports

/// Gathers entries and writes them as a watchlist; see ``Watchlist`` for reading it.
///
/// Of entries with the same address and scope the one with the highest score is kept, whatever the order.
public struct WatchlistBuilder: Sendable {
    let key: HashKey
    var names = NameDrafts()
    var ipv4: [UInt64] = []
    var ipv6: [Draft<UInt128>] = []
    var ipv4Networks: [NetworkDraft<UInt32>] = []
    var ipv6Networks: [NetworkDraft<UInt128>] = []
    var urls: [URLDraft] = []
    var asns: [Draft<UInt32>] = []

    /// An empty builder with a hash key of its own.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(randomness: &generator)
    }

    /// An empty builder whose hash key comes from `randomness`: the same entries and randomness give the same bytes.
    public init(randomness: inout some RandomNumberGenerator) {
        key = HashKey.random(using: &randomness)
    }

    /// An empty builder for changes of a list that hashes with `key`.
    init(key: HashKey) {
        self.key = key
    }

    /// Adds an entry. An AS number is counted, not matched.
    public mutating func add(_ entry: WatchlistEntry) {
        add(entry.address, scope: entry.scope, EntryMeta(score: entry.score, category: entry.category))
    }

    mutating func add(_ address: Address, scope: MatchScope, _ meta: EntryMeta) {
        switch address {
        case .ip(let address): add(address, meta)
        case .network(let network): add(network, meta)
        case .asn(let asn): asns.append(Draft(value: asn.number, meta: meta))
        case .domain(let name): names.add(name, meta, key: key)
        case .url(let url):
            let hostMeta = EntryMeta(hostOf: scope)
            switch url.host {
            case .domain(let name): names.add(name, hostMeta, key: key)
            case .ip(let address): add(address, hostMeta)
            }
            urls.append(URLDraft(url: url, scope: scope, meta: meta))
        }
    }

    private mutating func add(_ address: IPAddress, _ meta: EntryMeta) {
        if address.isIPv4 {
            ipv4.append(UInt64(address.v4) << 16 | UInt64(meta.raw))
        } else {
            ipv6.append(Draft(value: address.bits, meta: meta))
        }
    }

    private mutating func add(_ network: IPNetwork, _ meta: EntryMeta) {
        let length = UInt8(network.prefixLength)
        if network.isIPv4 {
            ipv4Networks.append(NetworkDraft(length: length, base: network.base.v4, meta: meta))
        } else {
            ipv6Networks.append(NetworkDraft(length: length, base: network.base.bits, meta: meta))
        }
    }

    /// The watchlist as bytes.
    /// - Parameter revision: the registry's revision that the entries were read at.
    /// - Returns: what ``write(to:revision:)`` would write.
    /// - Throws: ``WatchlistError`` when there are more entries than the format can hold.
    public func serialized(revision: UInt64 = 0) throws(WatchlistError) -> [UInt8] {
        var assembly = Assembly(self)
        return try assembly.file(revision: revision)
    }

    /// Writes the watchlist to a file, which appears whole or not at all; readers of an older file there keep it.
    /// - Parameters:
    ///   - path: the file; its folder must exist.
    ///   - revision: the registry's revision that the entries were read at.
    /// - Throws: ``WatchlistError``.
    public func write(to path: String, revision: UInt64 = 0) throws(WatchlistError) {
        try replaceFile(at: path, with: try serialized(revision: revision))
    }
}

/// A value with what is said of it.
struct Draft<Value: Sendable>: Sendable {
    var value: Value
    var meta: EntryMeta
}

struct NetworkDraft<Bits: FixedWidthInteger & Sendable>: Sendable, Comparable {
    var length: UInt8
    var base: Bits
    var meta: EntryMeta

    static func < (left: Self, right: Self) -> Bool { (left.length, left.base) < (right.length, right.base) }
    static func == (left: Self, right: Self) -> Bool {
        (left.length, left.base) == (right.length, right.base)
    }

    /// The highest address of the network.
    var last: Bits {
        Int(length) == 0 ? .max : base | ~(~0 << (Bits.bitWidth - Int(length)))
    }
}

struct URLDraft: Sendable {
    var url: URLAddress
    var scope: MatchScope
    var meta: EntryMeta
}

/// Names in one run of bytes, with their hashes.
struct NameDrafts: Sendable {
    struct Name: Sendable {
        var keys: NameKeys
        var length: UInt8
        var meta: EntryMeta
        var offset: UInt32
    }

    private(set) var names: [Name] = []
    private(set) var text: [UInt8] = []
    /// Whether there is more text than 32 bits can count.
    private(set) var isTooLarge = false

    mutating func add(_ name: DomainName, _ meta: EntryMeta, key: HashKey) {
        let start = text.count
        text.append(contentsOf: name.text.utf8)
        guard text.count <= Layout.maximumSectionLength else {
            text.removeLast(text.count - start)
            isTooLarge = true
            return
        }
        let keys = text.withUnsafeBufferPointer { text in
            text.baseAddress.map { key.keys(of: $0 + start, length: text.count - start) }
        }
        guard let keys else { return }
        names.append(
            Name(
                keys: keys,
                length: UInt8(text.count - start),
                meta: meta,
                offset: UInt32(start)
            )
        )
    }
}
