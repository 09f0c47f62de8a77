public import Addresses
public import Reports

extension Watchlist {
    /// This watchlist with the changes of a delta; this one stays as it is, and both share the file.
    ///
    /// Takes time and memory by the number of all changes since the file was written, and a copy of the filters; when they
    /// are many, write a new file of ``WatchlistBuilder/init(entriesOf:)``.
    /// - Parameter delta: one from this watchlist's revision.
    /// - Returns: the watchlist at the delta's later revision.
    /// - Throws: ``WatchlistError`` when the delta begins at another revision.
    public func applying(_ delta: WatchlistDelta) throws(WatchlistError) -> Watchlist {
        guard delta.from == revision else {
            throw WatchlistError(.otherRevision(found: delta.from, expected: revision), path: path)
        }
        let changes = WatchlistDelta.overlaid(overlay?.changes ?? [], by: delta.changes)
        let overlay = try Overlay(changes, over: storage.start, header)
        return Watchlist(self, overlay, revision: delta.to)
    }

    /// How many entries deltas changed since the file was written.
    public var changeCount: Int { overlay?.changes.count ?? 0 }

    /// The entry for exactly this address and scope.
    public func entry(for address: Address, scope: MatchScope = .exact) -> WatchlistEntry? {
        withExtendedLifetime(self) {
            guard let meta = tables.meta(of: address, scope: address.kind == .url ? scope : .exact).visible
            else {
                return nil
            }
            return WatchlistEntry(address: address, scope: scope, score: meta.score, category: meta.category)
        }
    }

    /// Calls `body` with every entry, in no particular order.
    public func forEachEntry(_ body: (WatchlistEntry) -> Void) {
        withExtendedLifetime(self) {
            let tables = tables
            tables.base.forEachEntry { address, scope, meta in
                if tables.changes == nil
                    || tables.meta(of: address, scope: scope).changed?.overridesBase != true
                {
                    body(
                        WatchlistEntry(
                            address: address,
                            scope: scope,
                            score: meta.score,
                            category: meta.category
                        )
                    )
                }
            }
            tables.changes?.forEachEntry { address, scope, meta in
                body(
                    WatchlistEntry(address: address, scope: scope, score: meta.score, category: meta.category)
                )
            }
        }
    }
}

extension WatchlistBuilder {
    /// A builder with all entries of a watchlist, with a hash key of its own: a new file without deltas.
    public init(entriesOf watchlist: Watchlist) {
        self.init()
        watchlist.forEachEntry { add($0) }
    }
}

extension FileTables {
    /// The listed addresses of one file, with their scopes; what a damaged file holds that is no address is left out.
    func forEachEntry(_ body: (Address, MatchScope, EntryMeta) -> Void) {
        names.forEach { record, text in
            guard record.meta.isListed, let name = try? DomainName(utf8: text.span) else { return }
            body(.domain(name), .exact, record.meta)
        }
        ipv4.forEach { address, meta in if meta.isListed { body(.ip(IPAddress(v4: address)), .exact, meta) } }
        ipv6.forEach { address, meta in if meta.isListed { body(.ip(IPAddress(bits: address)), .exact, meta) }
        }
        func add(_ base: IPAddress, _ length: Int, _ meta: EntryMeta) {
            guard meta.isListed, let network = IPNetwork(containing: base, prefixLength: length) else {
                return
            }
            body(Address(network), .exact, meta)
        }
        ipv4.networks.forEach { add(IPAddress(v4: $0.base), $0.prefixLength, $0.meta) }
        ipv6.networks.forEach { add(IPAddress(bits: $0.base), $0.prefixLength, $0.meta) }
        urls.forEach { record in
            guard record.meta.isListed, let url = url(of: record) else { return }
            body(.url(url), record.scope, record.meta)
        }
        for place in 0..<asns.count {
            let (number, meta) = asns[place]
            if meta.isListed, let asn = ASN(number) { body(.asn(asn), .exact, meta) }
        }
    }
}

extension Tables {
    /// What both layers say of exactly this address and scope.
    func meta(of address: Address, scope: MatchScope) -> Pair<EntryMeta> {
        Pair(
            changed: changes.flatMap { $0.meta(of: address, scope: scope, key) },
            base: base.meta(of: address, scope: scope, key)
        )
    }
}

extension FileTables {
    fileprivate func meta(of address: Address, scope: MatchScope, _ key: HashKey) -> EntryMeta? {
        switch address {
        case .asn(let asn): asns.meta(of: asn.number)
        case .ip(let address): host(.ip(address), key).map(\.meta)
        case .domain(let name): host(.domain(name), key).map(\.meta)
        case .network(let network):
            network.isIPv4
                ? ipv4.networks.meta(of: network.base.v4, length: network.prefixLength)
                : ipv6.networks.meta(of: network.base.bits, length: network.prefixLength)
        case .url(let url): meta(of: url, scope: scope, key)
        }
    }

    /// The place of a host and what is said of it.
    func host(_ host: URLAddress.Host, _ key: HashKey) -> (reference: URLHostReference, meta: EntryMeta)? {
        switch host {
        case .ip(let address) where address.isIPv4:
            ipv4.find(address.v4).map {
                (URLHostReference(kind: .ipv4, index: UInt32(clamping: $0)), ipv4.meta(at: $0))
            }
        case .ip(let address):
            ipv6.find(address.bits).map {
                (URLHostReference(kind: .ipv6, index: UInt32(clamping: $0)), ipv6.meta(at: $0))
            }
        case .domain(let name):
            Array(name.text.utf8).withUnsafeBufferPointer { text in
                guard let start = text.baseAddress else { return nil }
                let state = key.keys(of: start, length: text.count).state
                return names.find(state, start, length: text.count).map {
                    (URLHostReference(kind: .name, index: UInt32(clamping: $0.offset)), $0.meta)
                }
            }
        }
    }

    private func meta(of url: URLAddress, scope: MatchScope, _ key: HashKey) -> EntryMeta? {
        guard let host = host(url.host, key), host.meta.servesURLs else { return nil }
        let path = PathForm(url.pathAndQuery.utf8, scope: scope).bytes
        let hash = key.pathHash(of: path, on: host.reference, scope: scope)
        return urls.matches(host: host.reference, scope: scope, path: path[...], hash: hash).first {
            $0.scheme == url.scheme && $0.port == url.port && $0.path.elementsEqual(url.pathAndQuery.utf8)
        }?.meta
    }
}
