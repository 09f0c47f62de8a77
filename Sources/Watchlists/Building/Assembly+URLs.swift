import Addresses
import Reports

extension Assembly {
    private struct Placed {
        var hash: UInt64
        var host: URLHostReference
        var draft: URLDraft
    }

    mutating func addURLs() throws(WatchlistError) {
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
