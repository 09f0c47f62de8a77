import GRDB
import Registry

/// Follows the runs of `change` from a cursor on.
struct ChangeQuery {
    private let path: String
    private let enclosing: RawStatement
    private let following: RawStatement
    private let addresses: RawStatement
    private let overlaid: RawStatement?

    /// The last run of revision ?1 that begins at or before number ?2.
    static let enclosingRun = """
        SELECT last_id FROM change WHERE revision = ? AND first_id <= ? ORDER BY first_id DESC LIMIT 1
        """

    /// The runs that begin after number ?2 of revision ?1.
    static let followingRuns = """
        SELECT revision, first_id, last_id FROM change WHERE (revision, first_id) > (?, ?) ORDER BY revision, first_id
        """

    init(_ database: Database, path: String, for viewer: Viewer) throws {
        self.path = path
        let member = viewer.overlayMember
        overlaid = member == 0 ? nil : try RawStatement(database, SummaryQuery.overlaid(for: member))
        enclosing = try RawStatement(database, Self.enclosingRun)
        following = try RawStatement(database, Self.followingRuns)
        addresses = try RawStatement(database, SummaryQuery(for: viewer).changed)
    }

    /// The addresses whose last change comes after `cursor`, at most `limit`, in order of revision and number.
    func addresses(after cursor: ChangeCursor, limit: Int) throws -> [AddressSummary] {
        let open = try openAddresses(after: cursor, limit: limit)
        guard let overlaid else { return open }
        overlaid.bind(cursor.revision, at: 1)
        overlaid.bind(cursor.address, at: 2)
        overlaid.bind(Int64(limit), at: 3)
        var all = open
        try SummaryQuery.append(overlaid, to: &all, path: path)
        all.sort { ($0.revision, $0.id) < ($1.revision, $1.id) }
        return Array(all.prefix(limit))
    }

    /// Those whose last change every member may see.
    ///
    /// The runs of one revision do not overlap, so the order of runs is the order of numbers.
    private func openAddresses(after cursor: ChangeCursor, limit: Int) throws -> [AddressSummary] {
        var found: [AddressSummary] = []
        enclosing.bind(cursor.revision, at: 1)
        enclosing.bind(cursor.address, at: 2)
        if try enclosing.step(), enclosing.int64(0) > cursor.address {
            try append(cursor.revision, (cursor.address + 1)...enclosing.int64(0), to: &found, limit: limit)
        }
        enclosing.reset()
        following.bind(cursor.revision, at: 1)
        following.bind(cursor.address, at: 2)
        defer { following.reset() }
        while found.count < limit, try following.step() {
            try append(following.int64(0), following.int64(1)...following.int64(2), to: &found, limit: limit)
        }
        return found
    }

    private func append(
        _ revision: Int64,
        _ run: ClosedRange<Int64>,
        to found: inout [AddressSummary],
        limit: Int
    ) throws {
        addresses.bind(run.lowerBound, at: 1)
        addresses.bind(run.upperBound, at: 2)
        addresses.bind(revision, at: 3)
        addresses.bind(Int64(limit - found.count), at: 4)
        try SummaryQuery.append(addresses, to: &found, path: path)
    }
}
