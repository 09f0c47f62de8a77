import Addresses
import GRDB
import Registry

/// Finds those of an address's containers that are registered.
///
/// An IPv4 address has 33 containers and an IPv6 address 129, of which few are ever registered. So it asks for the
/// greatest registered key at or below a container's: every container between the two is not registered, and is
/// skipped without asking.
struct ContainerQuery {
    let database: Database
    let viewer: Viewer

    /// The registered addresses that contain `address`, widest first; itself last if it is registered.
    func containers(of address: Address) throws -> [AddressSummary] {
        // Widest first is the ascending order of keys.
        let candidates = address.containers
        let keys = candidates.map(\.key)
        guard let lowest = keys.first else { return [] }
        let query = try RawStatement(database, SummaryQuery(for: viewer).greatest)
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
