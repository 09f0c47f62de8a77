internal import CMaxMindDB

/// Which facts the records of a database hold.
struct GeoHoldings: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let country = GeoHoldings(rawValue: 1)
    static let system = GeoHoldings(rawValue: 2)
    static let organisation = GeoHoldings(rawValue: 4)
}

/// Looks through a database before it is trusted.
struct GeoCheck {
    /// Most records whose facts are looked at to tell what a database holds.
    private static let sampledRecordCount = 2000

    private let database: UnsafePointer<MMDB_s>
    private let file: String

    init(_ database: UnsafePointer<MMDB_s>, file: String) {
        self.database = database
        self.file = file
    }

    /// Reads nodes and their records, all of a small database and evenly spread ones of a large one.
    /// - Returns: the facts met.
    /// - Throws: ``GeoError/Code/damaged`` for a node or record that is broken.
    func holdings() throws(GeoError) -> GeoHoldings {
        let count = database.pointee.metadata.node_count
        let stride = max(1, Int(count) / GeoDatabase.checkedNodeCount)
        var holdings: GeoHoldings = []
        var known: Set<UInt32> = []
        for number in Swift.stride(from: 0, to: Int(count), by: stride) {
            var node = MMDB_search_node_s()
            let status = MMDB_read_node(database, UInt32(number), &node)
            guard status == MMDB_SUCCESS else { throw damaged(GeoDatabase.text(of: status), node: number) }
            for (type, entry) in [
                (node.left_record_type, node.left_record_entry),
                (node.right_record_type, node.right_record_entry),
            ] {
                guard type != MMDB_RECORD_TYPE_INVALID else {
                    throw damaged("a record that leads nowhere", node: number)
                }
                guard type == MMDB_RECORD_TYPE_DATA, known.insert(entry.offset).inserted else { continue }
                try check(entry, node: number)
                if known.count <= Self.sampledRecordCount { holdings.formUnion(GeoRecord(entry).holdings) }
            }
        }
        return holdings
    }

    private func check(_ entry: MMDB_entry_s, node: Int) throws(GeoError) {
        let section = UnsafeRawBufferPointer(
            start: database.pointee.data_section,
            count: Int(database.pointee.data_section_size)
        )
        do throws(GeoValueReader.Failure) {
            _ = try GeoValueReader.value(in: section, at: Int(entry.offset))
        } catch {
            throw damaged("\(error.detail), byte \(error.offset) of the data", node: node)
        }
    }

    private func damaged(_ detail: String, node: Int) -> GeoError {
        GeoError(.damaged, file: file, detail: "\(detail), node \(node)")
    }
}
