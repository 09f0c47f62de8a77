import Addresses
import GRDB
import Registry

/// Finds those of an address's containers that are registered.
///
/// An IPv4 address has 33 containers and an IPv6 address 129, of which few are ever registered. So it asks for the
/// greatest registered key at or below a container's: every container between the two is not registered, and is
/// skipped without asking. Networks are asked for among networks alone: among a million addresses the nearest one would
/// nearly always be a neighbour, and the next container had to be asked for.
struct ContainerQuery {
    let database: Database
    let viewer: Viewer

    /// The registered addresses that contain `address`, widest first; itself last if it is registered.
    func containers(of address: Address) throws -> [AddressSummary] {
        // Widest first is the ascending order of keys, and networks are wider than what lies in them.
        let candidates = address.containers
        let summaries = SummaryQuery(for: viewer)
        return try registered(of: candidates.filter { $0.kind == .network }, by: summaries.greatestNetwork)
            + registered(of: candidates.filter { $0.kind != .network }, by: summaries.greatest)
    }

    /// Those of `candidates`, in ascending order of their keys, that a query for the greatest key finds.
    private func registered(of candidates: [Address], by sql: String) throws -> [AddressSummary] {
        let keys = candidates.map(\.key)
        guard let lowest = keys.first else { return [] }
        let query = try RawStatement(database, sql)
        defer { query.reset() }
        query.bind(lowest.bytes, at: 2)
        var found: [AddressSummary] = []
        var index = keys.count - 1
        while index >= 0 {
            query.bind(keys[index].bytes, at: 1)
            guard try query.step() else { break }
            let key = AddressKey(bytes: query.bytes(SummaryQuery.keyColumn))
            if key == keys[index] {
                found.append(SummaryQuery.summary(query, address: candidates[index]))
                index -= 1
            } else {
                while index >= 0, key < keys[index] { index -= 1 }
            }
            query.reset()
        }
        return found.reversed()
    }
}
