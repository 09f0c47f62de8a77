import Addresses
import Registry
import Reports
import Reputation

/// The queries that yield addresses without their reasons as a viewer may see them, and how their rows are read.
///
/// A member that may see RED reports of an address has an overlay, whose values stand for those of the community. An
/// address that is not open exists for such members alone.
struct SummaryQuery {
    static let keyColumn: Int32 = 1

    /// What is selected, up to the table of addresses, called `a`.
    private let columns: String
    /// What is joined to it.
    private let overlays: String
    /// Whether the viewer may know of the address.
    private let isVisible: String

    init(for viewer: Viewer) {
        if viewer == .system {
            columns =
                "SELECT a.id, a.key, a.kind, a.score, a.level, a.category, a.scope, a.revision FROM address a"
            overlays = ""
            isVisible = "1"
            return
        }
        columns = "\(Self.overlaidColumns) FROM address a"
        overlays = " LEFT JOIN overlay o ON o.address_id = a.id AND o.member_id = \(viewer.overlayMember)"
        isVisible = "(a.is_open = 1 OR o.is_active = 1)"
    }

    /// `SELECT …` up to the conditions.
    private var select: String { columns + overlays }

    private static let overlaidColumns = """
        SELECT a.id, a.key, a.kind, coalesce(iif(o.is_active, o.score, NULL), a.score),
            coalesce(iif(o.is_active, o.level, NULL), a.level),
            coalesce(iif(o.is_active, o.category, NULL), a.category),
            coalesce(iif(o.is_active, o.scope, NULL), a.scope),
            iif(a.is_open, max(a.revision, coalesce(o.revision, 0)), coalesce(o.revision, a.revision))
        """

    /// The addresses with keys from ?1 to ?2, both included, at most ?3.
    var range: String {
        "\(select) WHERE a.key >= ? AND a.key <= ? AND \(isVisible) ORDER BY a.key LIMIT ?"
    }

    /// The same without ?1 itself.
    var rangeAfter: String {
        "\(select) WHERE a.key > ? AND a.key <= ? AND \(isVisible) ORDER BY a.key LIMIT ?"
    }

    /// The address with the greatest key from ?2 to ?1.
    var greatest: String {
        "\(select) WHERE a.key <= ? AND a.key >= ? AND \(isVisible) ORDER BY a.key DESC LIMIT 1"
    }

    /// The network with the greatest key from ?2 to ?1: found among networks alone, whatever lies between.
    var greatestNetwork: String {
        """
        \(columns) INDEXED BY address_network\(overlays)
        WHERE a.kind = 2 AND a.key <= ? AND a.key >= ? AND \(isVisible) ORDER BY a.key DESC LIMIT 1
        """
    }

    /// The address with number ?1.
    var numbered: String { "\(select) WHERE a.id = ? AND \(isVisible)" }

    /// All addresses with a score.
    var scored: String {
        if isVisible == "1" { return "\(select) WHERE a.score > 0 ORDER BY a.key" }
        return
            "\(select) WHERE (a.score > 0 AND a.is_open = 1 OR o.is_active = 1 AND o.score > 0) ORDER BY a.key"
    }

    /// The addresses numbered from ?1 to ?2 whose last change that every member may see is revision ?3, at most ?4.
    var changed: String {
        let condition = "a.id BETWEEN ? AND ? AND +a.revision = ?"
        if isVisible == "1" { return "\(select) WHERE \(condition) ORDER BY a.id LIMIT ?" }
        return """
            \(select) WHERE \(condition) AND a.is_open = 1 AND coalesce(o.revision, 0) <= a.revision
            ORDER BY a.id LIMIT ?
            """
    }

    /// The addresses whose last change that `member` may see is one that others may not, after number ?2 of revision ?1,
    /// at most ?3.
    static func overlaid(for member: Int64) -> String {
        """
        SELECT a.id, a.key, a.kind, iif(o.is_active, o.score, iif(a.is_open, a.score, 0)),
            iif(o.is_active, o.level, iif(a.is_open, a.level, 0)),
            iif(o.is_active, o.category, iif(a.is_open, a.category, 0)),
            iif(o.is_active, o.scope, iif(a.is_open, a.scope, 0)), o.revision
        FROM overlay o CROSS JOIN address a ON a.id = o.address_id
        WHERE o.member_id = \(member) AND (o.revision, o.address_id) > (?, ?)
            AND (a.is_open = 0 OR o.revision > a.revision)
        ORDER BY o.revision, o.address_id LIMIT ?
        """
    }

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

extension Viewer {
    /// The member whose overlays the viewer sees; 0 when it sees none.
    var overlayMember: Int64 {
        switch self {
        case .staff(let member?): member.number
        case .everyone, .constituent, .staff, .system: 0
        }
    }
}
