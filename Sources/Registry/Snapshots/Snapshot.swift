public import Addresses
public import Reports

/// Everything a source lists at one moment, packed. Made by ``SnapshotBuilder``; addresses may repeat.
public struct Snapshot: Sendable {
    /// Most reports in one snapshot.
    public static let maximumCount = 1 << 26
    /// Most bytes of all address keys together.
    public static let maximumKeyBytes = Int(UInt32.max)

    let keyBytes: [UInt8]
    /// Where each key ends in `keyBytes`; it begins where the one before ends.
    let keyEnds: [UInt32]
    let kinds: [UInt8]
    let claimNumbers: [UInt32]
    let claims: [Claim]

    /// Number of reports, repeated addresses counted each time.
    public var count: Int { keyEnds.count }

    /// The reports in the order they were added, for tests and small snapshots.
    public var reports: some Sequence<(key: AddressKey, claim: Claim)> {
        (0..<count).lazy.map { index in
            (AddressKey(bytes: Array(keyBytes[keyRange(index)])), claims[Int(claimNumbers[index])])
        }
    }

    func keyRange(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(keyEnds[index - 1]))..<Int(keyEnds[index])
    }
}

/// Gathers what a source lists, report by report.
public struct SnapshotBuilder: Sendable {
    private var keyBytes: [UInt8] = []
    private var keyEnds: [UInt32] = []
    private var kinds: [UInt8] = []
    private var claimNumbers: [UInt32] = []
    private var claims = ClaimTable()

    /// An empty builder.
    public init() {}

    /// Reports added so far.
    public var count: Int { keyEnds.count }

    /// Adds what the source claims of `address`. One address may be added several times: see ``Claim/union(_:)``.
    /// - Parameters:
    ///   - address: what is listed.
    ///   - claim: what is said of it.
    /// - Throws: ``SnapshotTooLarge`` beyond ``Snapshot/maximumCount`` or ``Snapshot/maximumKeyBytes``.
    public mutating func add(_ address: Address, _ claim: Claim) throws(SnapshotTooLarge) {
        guard keyEnds.count < Snapshot.maximumCount else { throw SnapshotTooLarge() }
        let start = keyBytes.count
        address.appendKey(to: &keyBytes)
        guard keyBytes.count <= Snapshot.maximumKeyBytes else {
            keyBytes.removeLast(keyBytes.count - start)
            throw SnapshotTooLarge()
        }
        keyEnds.append(UInt32(keyBytes.count))
        kinds.append(address.kind.rawValue)
        claimNumbers.append(claims.number(of: claim))
    }

    /// The snapshot of all that was added.
    public consuming func finish() -> Snapshot {
        Snapshot(
            keyBytes: keyBytes,
            keyEnds: keyEnds,
            kinds: kinds,
            claimNumbers: claimNumbers,
            claims: claims.claims
        )
    }
}

/// A source lists more than a snapshot may hold.
public struct SnapshotTooLarge: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        "the source lists more than \(Snapshot.maximumCount) addresses or \(Snapshot.maximumKeyBytes) bytes of keys"
    }

    init() {}
}
