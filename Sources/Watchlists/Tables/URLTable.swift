import Addresses
import Reports

/// The host of a URL entry: the place of its record or address in the table of its kind.
struct URLHostReference: Hashable {
    enum Kind: UInt8 {
        case name = 0
        case ipv4 = 1
        case ipv6 = 2
    }

    let kind: Kind
    let index: UInt32
}

/// The URL entries, by a hash of host, scope and path.
///
/// ```
/// record   path length u16, codes u8 (scheme 3 bits, host kind 2, scope 2), meta u16, host u32, port u16, path
/// ```
/// Scheme and port are kept to tell entries apart; they play no part in matching.
struct URLTable {
    struct Record {
        let host: URLHostReference
        let scope: MatchScope
        let scheme: URLAddress.Scheme
        let port: UInt16
        let meta: EntryMeta
        let path: UnsafeRawBufferPointer
    }

    static let headLength = 11
    /// A bucket longer than this is not of our making; bounds the time that a hostile file can take.
    private static let maximumBucketLength = 1 << 24

    let key: HashKey
    private let filter: Bytes
    private let index: Bytes
    private let records: Bytes
    private let bucketCount: Int

    init(header: Header, file: UnsafeRawPointer) {
        key = header.key
        filter = Bytes(.urlFilter, of: header, in: file)
        index = Bytes(.urlIndex, of: header, in: file)
        records = Bytes(.urls, of: header, in: file)
        bucketCount = filter.count == 0 ? 0 : max(index.count / 4 - 1, 0)
    }

    /// Whether some entry may have this hash; only where there are entries.
    private func mayContain(_ hash: UInt64) -> Bool {
        let mask = FilterWords.mask(hash)
        return filter.element(hash.reduced(to: filter.count / 8), as: UInt64.self) & mask == mask
    }

    /// Calls `body` with every record.
    func forEach(_ body: (Record) -> Void) {
        var offset = 0
        while offset + Self.headLength <= records.count {
            let next = offset + Self.headLength + Int(records.start.number(at: offset, as: UInt16.self))
            guard next <= records.count else { return }
            if let record = record(at: offset, end: next) { body(record) }
            offset = next
        }
    }

    /// All entries of `host` with `scope` whose path in matching form is `path`.
    func matches(host: URLHostReference, scope: MatchScope, path: ArraySlice<UInt8>, hash: UInt64) -> [Record]
    {
        guard bucketCount > 0, mayContain(hash) else { return [] }
        let bucket = hash.halvesExchanged.reduced(to: bucketCount)
        var offset = Int(index.element(bucket, as: UInt32.self))
        let end = min(Int(index.element(bucket + 1, as: UInt32.self)), records.count)
        guard end - offset <= Self.maximumBucketLength else { return [] }
        var found: [Record] = []
        while offset + Self.headLength <= end {
            let next = offset + Self.headLength + Int(records.start.number(at: offset, as: UInt16.self))
            guard next <= end else { break }
            if let record = record(at: offset, end: next), record.host == host, record.scope == scope,
                PathForm(record.path, scope: scope).bytes.elementsEqual(path)
            {
                found.append(record)
            }
            offset = next
        }
        return found
    }

    private func record(at offset: Int, end: Int) -> Record? {
        let codes = records.element(offset + 2, as: UInt8.self)
        guard let scheme = URLAddress.Scheme(rawValue: codes & 7),
            let kind = URLHostReference.Kind(rawValue: codes >> 3 & 3),
            let scope = MatchScope(rawValue: codes >> 5 & 3)
        else { return nil }
        let start = offset + Self.headLength
        return Record(
            host: URLHostReference(kind: kind, index: records.start.number(at: offset + 5)),
            scope: scope,
            scheme: scheme,
            port: records.start.number(at: offset + 9),
            meta: EntryMeta(raw: records.start.number(at: offset + 3)),
            path: UnsafeRawBufferPointer(start: records.start + start, count: end - start)
        )
    }

    static func appendRecord(
        _ url: URLAddress,
        host: URLHostReference,
        scope: MatchScope,
        meta: EntryMeta,
        to bytes: inout [UInt8]
    ) {
        bytes.append(number: UInt16(url.pathAndQuery.utf8.count))
        bytes.append(url.scheme.rawValue & 7 | host.kind.rawValue << 3 | scope.rawValue << 5)
        bytes.append(number: meta.raw)
        bytes.append(number: host.index)
        bytes.append(number: url.port)
        bytes.append(contentsOf: url.pathAndQuery.utf8)
    }
}
