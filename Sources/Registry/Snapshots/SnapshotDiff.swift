public import Addresses

/// What differs between a source's stored parts and what it lists now.
///
/// Give it the stored parts in ascending order with ``compare(part:)``, then ``finish()``. When the new addresses have
/// got their numbers, ``bytes(ofPart:bits:)`` yields the parts to store.
public struct SnapshotDiff: Sendable {
    /// What the source lists now.
    public let snapshot: SortedSnapshot
    /// Entries that were not listed.
    public private(set) var added: [UInt32] = []
    /// Entries that were listed with another claim.
    public private(set) var changed: [UInt32] = []
    /// Numbers of the addresses that are no longer listed.
    public private(set) var retired: [Int64] = []
    /// Hashes of those.
    private var retiredHashes: [KeyHash] = []
    /// The address number of each entry, 0 until it is known.
    public private(set) var addresses: [Int64]
    private var position = 0

    /// A comparison of `snapshot` with nothing yet.
    public init(_ snapshot: SortedSnapshot) {
        self.snapshot = snapshot
        addresses = Array(repeating: 0, count: snapshot.count)
    }

    /// Entries that were listed with the same claim.
    public var unchangedCount: Int { snapshot.count - added.count - changed.count }

    /// Whether the source lists just what it listed.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && retired.isEmpty }

    /// Compares the next stored part.
    /// - Parameter bytes: its entries, see ``SnapshotPart``; a last piece that is no whole entry is ignored.
    public mutating func compare(part bytes: UnsafeRawBufferPointer) {
        let entries = snapshot.entries
        for index in 0..<(bytes.count / SnapshotPart.entrySize) {
            let stored = SnapshotPart.entry(bytes, at: index)
            while position < entries.count, entries[position].hash < stored.hash { addNext() }
            guard position < entries.count, entries[position].hash == stored.hash else {
                retired.append(stored.address)
                retiredHashes.append(stored.hash)
                continue
            }
            addresses[position] = stored.address
            if snapshot.claimHashes[Int(entries[position].claim)] != stored.claimHash {
                changed.append(UInt32(truncatingIfNeeded: position))
            }
            position += 1
        }
    }

    /// Ends the comparison after the last stored part.
    public mutating func finish() {
        while position < snapshot.count { addNext() }
    }

    private mutating func addNext() {
        added.append(UInt32(truncatingIfNeeded: position))
        position += 1
    }

    /// An added entry with what its rows need, side by side so that writing them reads memory in order.
    public struct Addition: Sendable {
        /// Its position in the snapshot.
        public let position: UInt32
        /// Its claim, an index into the snapshot's claims.
        public let claim: UInt32
        /// The kind of its address.
        public let kind: AddressKind
        /// Where its key stands among the snapshot's key bytes.
        public var keyRange: Range<Int> { Int(keyStart)..<Int(keyEnd) }

        fileprivate let keyStart: UInt32
        fileprivate let keyEnd: UInt32
    }

    /// The added entries in ascending order of key.
    public func addedInKeyOrder() -> [Addition] {
        KeyOrder.sorted(added, of: snapshot).map { position in
            let range = snapshot.keyRange(at: Int(position))
            return Addition(
                position: position,
                claim: UInt32(truncatingIfNeeded: snapshot.claimNumber(at: Int(position))),
                kind: snapshot.kind(at: Int(position)),
                keyStart: UInt32(truncatingIfNeeded: range.lowerBound),
                keyEnd: UInt32(truncatingIfNeeded: range.upperBound)
            )
        }
    }

    /// Notes that the entry at `position` is the address with this number.
    public mutating func setAddress(_ number: Int64, at position: Int) {
        addresses[position] = number
    }

    /// Numbers of the parts that differ from the stored ones, ascending.
    public func changedParts(bits: Int) -> [Int] {
        var isChanged = [Bool](repeating: false, count: 1 << bits)
        for position in added {
            isChanged[SnapshotPart.number(of: snapshot.hash(at: Int(position)), bits: bits)] = true
        }
        for position in changed {
            isChanged[SnapshotPart.number(of: snapshot.hash(at: Int(position)), bits: bits)] = true
        }
        for hash in retiredHashes { isChanged[SnapshotPart.number(of: hash, bits: bits)] = true }
        return isChanged.indices.filter { isChanged[$0] }
    }

    /// The bytes of part `number`, empty when nothing stands in it.
    public func bytes(ofPart number: Int, bits: Int) -> [UInt8] {
        let entries = snapshot.entries
        var position = firstPosition(ofPart: number, bits: bits)
        var bytes: [UInt8] = []
        while position < entries.count, SnapshotPart.number(of: entries[position].hash, bits: bits) == number
        {
            let entry = entries[position]
            SnapshotPart.append(
                SnapshotPart.Entry(
                    hash: entry.hash,
                    claimHash: snapshot.claimHashes[Int(entry.claim)],
                    address: addresses[position]
                ),
                to: &bytes
            )
            position += 1
        }
        return bytes
    }

    /// The first entry whose part is `number` or a later one.
    private func firstPosition(ofPart number: Int, bits: Int) -> Int {
        var low = 0
        var high = snapshot.count
        while low < high {
            let middle = (low + high) / 2
            if SnapshotPart.number(of: snapshot.hash(at: middle), bits: bits) < number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
