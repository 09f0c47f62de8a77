import GRDB
import Registry

/// What a source lists, in the parts that ``SnapshotDiff`` compares.
struct SnapshotTable {
    let database: Database
    let source: Source.ID

    /// Calls `body` with the entries of each part in ascending order.
    func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let query = try RawStatement(
            database,
            "SELECT entries FROM snapshot WHERE source_id = ? ORDER BY part"
        )
        query.bind(source.number, at: 1)
        while try query.step() {
            let bytes = query.unmoved(0)
            guard bytes.count % SnapshotPart.entrySize == 0 else {
                throw StoreError(.damaged, "what source number \(source.number) listed last")
            }
            try body(bytes)
        }
        query.reset()
    }

    /// Writes the parts that differ, or all when the division changes.
    func store(_ diff: SnapshotDiff) throws {
        let current = try Int.fetchOne(
            database,
            sql: "SELECT part_bits FROM source WHERE id = ?",
            arguments: [source.number]
        )
        let bits = SnapshotPart.bits(forCount: diff.snapshot.count, current: current)
        var parts = diff.changedParts(bits: bits)
        if bits != current {
            parts = Array(0..<(1 << bits))
            try database.execute(sql: "DELETE FROM snapshot WHERE source_id = ?", arguments: [source.number])
            try database.execute(
                sql: "UPDATE source SET part_bits = ? WHERE id = ?",
                arguments: [bits, source.number]
            )
        }
        let write = try RawStatement(
            database,
            """
            INSERT INTO snapshot (source_id, part, entries) VALUES (?, ?, ?)
            ON CONFLICT (source_id, part) DO UPDATE SET entries = excluded.entries
            """
        )
        for part in parts {
            try diff.bytes(ofPart: part, bits: bits).withUnsafeBytes { bytes in
                write.bind(source.number, at: 1)
                write.bind(Int64(part), at: 2)
                write.bind(unmoved: bytes, at: 3)
                try write.run()
            }
        }
    }

    /// The numbers of the addresses listed, ascending.
    func addresses() throws -> [Int64] {
        var numbers: [Int64] = []
        try forEachPart { bytes in SnapshotPart.forEachAddress(in: bytes) { numbers.append($0) } }
        return numbers.sorted()
    }
}
