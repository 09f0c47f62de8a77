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
            let hash = key.pathHash(of: path, on: host, scope: draft.scope).halvesExchanged
            placed.append(Placed(hash: hash, host: host, draft: draft))
        }
        let entries = Self.merged(placed)
        counts.urls = entries.count { $0.draft.meta.isListed }
        let bucketCount = (entries.count + Layout.entriesPerBucket - 1) / Layout.entriesPerBucket
        var buckets = BucketWriter(count: bucketCount)
        var filter = FilterWords(keys: entries.count)
        for entry in entries {
            // The entries are sorted by the hash with its halves exchanged.
            filter.insert(entry.hash.halvesExchanged)
            buckets.begin(entry.hash.reduced(to: bucketCount))
            URLTable.appendRecord(
                entry.draft.url,
                host: entry.host,
                scope: entry.draft.scope,
                meta: entry.draft.meta,
                to: &buckets.records
            )
        }
        self[.urlFilter] = Self.bytes(filter.words)
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
    private let tables: FileTables
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
        tables = FileTables(header: header, file: frozen.start)
    }

    func reference(of host: URLAddress.Host) -> URLHostReference? {
        withExtendedLifetime(frozen) { tables.host(host, key)?.reference }
    }
}
