public import Addresses
public import Reports

/// A snapshot in the order of its key hashes, each address once.
///
/// This is the form that is compared with what the source listed before, see ``SnapshotDiff``.
public struct SortedSnapshot: Sendable {
    let snapshot: Snapshot
    /// In ascending order of hash.
    let entries: [Entry]
    /// The claims, those of the snapshot first, then the unions of repeated addresses.
    public let claims: [Claim]
    /// A keyed hash of each of ``claims``, equal in every process that knows the key.
    let claimHashes: [UInt64]

    struct Entry: Sendable {
        var hash: KeyHash
        /// Index in the snapshot.
        var index: UInt32
        var claim: UInt32
    }

    /// Sorts `snapshot` under `key` and unites the claims of repeated addresses.
    public init(_ snapshot: Snapshot, key: HashKey) {
        self.snapshot = snapshot
        var entries = Self.hash(snapshot, key: key)
        Self.sort(&entries)
        var claims = snapshot.claims
        Self.unite(&entries, in: snapshot, claims: &claims)
        self.entries = entries
        self.claims = claims
        claimHashes = claims.map { claim in
            ClaimEncoding.bytes(of: claim).withUnsafeBytes { key.hash($0).high }
        }
    }

    /// Number of different addresses.
    public var count: Int { entries.count }

    /// The key hash of the entry at `position`.
    public func hash(at position: Int) -> KeyHash { entries[position].hash }

    /// The claim number of the entry at `position`, an index into ``claims``.
    public func claimNumber(at position: Int) -> Int { Int(entries[position].claim) }

    /// The kind of the address at `position`.
    public func kind(at position: Int) -> AddressKind {
        AddressKind(rawValue: snapshot.kinds[Int(entries[position].index)]) ?? .ip
    }

    /// The keys of all reports, one after the other; ``keyRange(at:)`` finds the one of an entry.
    public var keyBytes: [UInt8] { snapshot.keyBytes }

    /// Where the key of the entry at `position` stands among the key bytes.
    public func keyRange(at position: Int) -> Range<Int> {
        snapshot.keyRange(Int(entries[position].index))
    }

    /// The address key of the entry at `position`.
    public func key(at position: Int) -> AddressKey {
        AddressKey(bytes: Array(snapshot.keyBytes[keyRange(at: position)]))
    }

    private static func hash(_ snapshot: Snapshot, key: HashKey) -> [Entry] {
        snapshot.keyBytes.withUnsafeBytes { bytes in
            var start = 0
            return snapshot.keyEnds.indices.map { index in
                let end = Int(snapshot.keyEnds[index])
                defer { start = end }
                return Entry(
                    hash: key.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<end])),
                    index: UInt32(truncatingIfNeeded: index),
                    claim: snapshot.claimNumbers[index]
                )
            }
        }
    }

    /// Deals the entries into about a quarter as many buckets by their leading bits, then lets each sink into its
    /// place. Hashes under a secret key are spread evenly, so the buckets stay small whatever a feed contains.
    private static func sort(_ entries: inout [Entry]) {
        guard entries.count > 1 else { return }
        let bits = max(1, Int.bitWidth - entries.count.leadingZeroBitCount - 3)
        let shift = UInt64(64 - bits)
        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        for entry in entries { starts[Int(truncatingIfNeeded: entry.hash.high &>> shift) + 1] += 1 }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        entries = [Entry](unsafeUninitializedCapacity: entries.count) { target, count in
            for entry in entries {
                let bucket = Int(truncatingIfNeeded: entry.hash.high &>> shift)
                target.initializeElement(at: Int(starts[bucket]), to: entry)
                starts[bucket] += 1
            }
            count = entries.count
        }
        entries.withUnsafeMutableBufferPointer { buffer in
            for index in 1..<buffer.count {
                let entry = buffer[index]
                var place = index
                while place > 0, entry.hash < buffer[place - 1].hash {
                    buffer[place] = buffer[place - 1]
                    place -= 1
                }
                buffer[place] = entry
            }
        }
    }

    /// Keeps one entry of each run of equal hashes, with the union of their claims.
    private static func unite(_ entries: inout [Entry], in snapshot: Snapshot, claims: inout [Claim]) {
        var table = ClaimTable()
        var kept = 0
        for index in entries.indices.dropFirst() {
            guard entries[index].hash == entries[kept].hash else {
                kept += 1
                if kept != index { entries[kept] = entries[index] }
                continue
            }
            guard entries[index].claim != entries[kept].claim else { continue }
            if table.claims.isEmpty { table = ClaimTable(claims) }
            let union = claims[Int(entries[kept].claim)].union(claims[Int(entries[index].claim)])
            entries[kept].claim = table.number(of: union)
            if Int(entries[kept].claim) == claims.count { claims.append(union) }
        }
        if !entries.isEmpty { entries.removeLast(entries.count - kept - 1) }
    }
}
