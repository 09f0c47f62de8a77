/// The listed names and the hosts of URL entries, exactly.
///
/// Records lie in buckets by hash, and the index says where each bucket begins:
/// ```
/// record   length u8, meta u16, packed name
/// ```
struct NameTable {
    /// Where a record is and what it says.
    struct Record {
        let offset: Int
        let meta: EntryMeta
    }

    private static let headLength = 3
    /// A bucket longer than this is not of our making; bounds the time that a hostile file can take.
    private static let maximumBucketLength = 1 << 16

    private let index: Bytes
    private let records: Bytes
    private let bucketCount: Int

    init(header: Header, file: UnsafeRawPointer) {
        index = Bytes(.nameIndex, of: header, in: file)
        records = Bytes(.names, of: header, in: file)
        bucketCount = max(index.count / 4 - 1, 0)
    }

    /// The record of exactly this name.
    /// - Parameters:
    ///   - state: the hash of the name.
    ///   - name: its ASCII text, any case.
    ///   - length: its length.
    /// - Returns: nil when it is not in the table.
    func find(_ state: UInt64, _ name: UnsafePointer<UInt8>, length: Int) -> Record? {
        guard bucketCount > 0, length <= 255 else { return nil }
        let bucket = state.halvesExchanged.reduced(to: bucketCount)
        var offset = Int(index.element(bucket, as: UInt32.self))
        let end = min(Int(index.element(bucket + 1, as: UInt32.self)), records.count)
        guard end - offset <= Self.maximumBucketLength else { return nil }
        while offset + Self.headLength <= end {
            let stored = Int(records.element(offset, as: UInt8.self))
            let next = offset + Self.headLength + PackedName.packedLength(of: stored)
            guard next <= end else { return nil }
            if stored == length,
                PackedName.equals(records.start + offset + Self.headLength, name, length: length)
            {
                return Record(offset: offset, meta: EntryMeta(raw: records.start.number(at: offset + 1)))
            }
            offset = next
        }
        return nil
    }

    /// Calls `body` with every record and the text of its name.
    func forEach(_ body: (Record, [UInt8]) -> Void) {
        var offset = 0
        while offset + Self.headLength <= records.count {
            let length = Int(records.element(offset, as: UInt8.self))
            let next = offset + Self.headLength + PackedName.packedLength(of: length)
            guard next <= records.count else { return }
            let meta = EntryMeta(raw: records.start.number(at: offset + 1))
            body(Record(offset: offset, meta: meta), text(at: offset))
            offset = next
        }
    }

    /// The text of the record at `offset`, which a lookup or a URL record gave; empty when there cannot be one.
    func text(at offset: Int) -> [UInt8] {
        guard offset >= 0, offset + Self.headLength <= records.count else { return [] }
        let length = Int(records.element(offset, as: UInt8.self))
        guard offset + Self.headLength + PackedName.packedLength(of: length) <= records.count else {
            return []
        }
        return PackedName.text(records.start + offset + Self.headLength, length: length)
    }

    static func appendRecord(
        _ name: UnsafePointer<UInt8>,
        length: Int,
        meta: EntryMeta,
        to bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(length))
        bytes.append(number: meta.raw)
        PackedName.append(name, length: length, to: &bytes)
    }
}
