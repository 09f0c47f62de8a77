import Addresses
import Registry
import Reports
import Reputation

/// The queries that yield addresses without their reasons, and how their rows are read.
enum SummaryQuery {
    private static let columns = "a.id, a.key, a.kind, a.score, a.level, a.category, a.scope, a.revision"

    static let keyColumn: Int32 = 1

    static let select = "SELECT \(columns) FROM address a"

    /// The addresses with keys from ?1 to ?2, both included, at most ?3.
    static let range = "\(select) WHERE a.key >= ? AND a.key <= ? ORDER BY a.key LIMIT ?"

    /// The same without ?1 itself.
    static let rangeAfter = "\(select) WHERE a.key > ? AND a.key <= ? ORDER BY a.key LIMIT ?"

    /// All addresses with a score.
    static let watchlist = "\(select) WHERE a.score > 0 ORDER BY a.key"

    /// The addresses numbered from ?1 to ?2 whose last change is revision ?3, at most ?4.
    static let changed = """
        \(select) WHERE a.id BETWEEN ? AND ? AND +a.revision = ? ORDER BY a.id LIMIT ?
        """

    /// What stands in a row besides the address.
    struct Parts {
        let kind: AddressKind
        let score: Double
        let level: Level
        let category: Category
        let scope: MatchScope

        init(_ row: RawStatement) {
            kind = AddressKind(rawValue: UInt8(truncatingIfNeeded: row.int64(2))) ?? .ip
            score = Double(row.int64(3)) / 100
            level = Level(rawValue: UInt8(truncatingIfNeeded: row.int64(4))) ?? .none
            category = Category(rawValue: UInt8(truncatingIfNeeded: row.int64(5))) ?? .undetermined
            scope = MatchScope(rawValue: UInt8(truncatingIfNeeded: row.int64(6))) ?? .exact
        }
    }

    static func summary(_ row: RawStatement, address: Address) -> AddressSummary {
        let parts = Parts(row)
        return AddressSummary(
            id: row.int64(0),
            address: address,
            score: parts.score,
            level: parts.level,
            category: parts.category,
            scope: parts.scope,
            revision: row.int64(7)
        )
    }

    /// All rows of a query whose parameters are bound.
    /// - Throws: `damaged` for a key that is none.
    static func all(_ query: RawStatement, path: String) throws -> [AddressSummary] {
        var summaries: [AddressSummary] = []
        try append(query, to: &summaries, path: path)
        return summaries
    }

    /// Appends all rows of a query whose parameters are bound; see ``all(_:path:)``.
    static func append(_ query: RawStatement, to summaries: inout [AddressSummary], path: String) throws {
        defer { query.reset() }
        while try query.step() {
            guard let address = Address(key: AddressKey(bytes: query.bytes(keyColumn))) else {
                throw StoreError(.damaged, "\(path), address number \(query.int64(0))")
            }
            summaries.append(summary(query, address: address))
        }
    }
}
