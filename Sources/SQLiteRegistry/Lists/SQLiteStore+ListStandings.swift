public import Addresses
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ListStore/listStandings(of:)``.
    public func listStandings(of addresses: [Address]) throws(StoreError) -> [ListStanding] {
        let references = ListReference(key: try hashKey())
        return try read { database in
            let reader = ListReader(database: database, references: references)
            let table = ListTable(database: database, path: path, counts: false)
            var standings: [ListStanding] = []
            for stored in try table.all() {
                let list = stored.list.id
                for address in addresses {
                    let key = address.key.bytes
                    let served = try reader.served(key, of: list)
                    let standing = ListStanding(
                        list: list,
                        address: address,
                        served: try served?.listed(key, references),
                        waiting: try reader.waiting(at: key, of: list, where: served),
                        withheld: try table.withheld(at: key, of: list)
                    )
                    if standing.isSomething { standings.append(standing) }
                }
            }
            return standings
        }
    }

    /// See ``ListStore/publicEntry(ofReference:at:)``.
    public func publicEntry(ofReference text: String, at: Timestamp) throws(StoreError) -> PublicEntry? {
        let key = try hashKey()
        let id = ListReference(key: key).id(of: text) ?? 0
        return try read { database in
            // The same is made ready whatever the reference stands for, so that time does not tell.
            var judges = try ListTable(database: database, path: path, counts: false).all().map { stored in
                var criteria = stored.list.settings.criteria
                criteria.maximumLabel = .clear
                let candidates = try ListCandidates(database, criteria, store: self, now: at, key: key)
                return (list: stored.list, candidates: candidates)
            }
            let row = try RawStatement(
                database,
                "SELECT \(ListCandidates.columns) FROM address WHERE id = ?"
            )
            row.bind(id, at: 1)
            defer { row.reset() }
            guard try row.step() else { return nil }
            let reader = ListReader(database: database, references: ListReference(key: key))
            var found: [(settings: ListSettings, listed: ListedAddress)] = []
            for index in judges.indices {
                guard let listed = try judges[index].candidates.candidate(row)?.listed,
                    let served = try reader.served(row.bytes(1), of: judges[index].list.id),
                    !served.hasEnded(by: at)
                else { continue }
                found.append((judges[index].list.settings, listed))
            }
            return PublicEntry(found)
        }
    }
}

extension ListStanding {
    fileprivate var isSomething: Bool { served != nil || waiting != nil || withheld != nil }
}

extension PublicEntry {
    /// What lists tell of one address; lists that block come before those that inform. Nil for no list.
    fileprivate init?(_ found: [(settings: ListSettings, listed: ListedAddress)]) {
        let blocking = found.filter { $0.settings.criteria.use == .block }
        let told = blocking.isEmpty ? found : blocking
        guard let first = told.min(by: { $0.listed.firstListed < $1.listed.firstListed })?.listed else {
            return nil
        }
        var audiences: [ListAudience] = []
        for entry in told where !audiences.contains(entry.settings.audience) {
            audiences.append(entry.settings.audience)
        }
        self.init(
            address: first.address,
            category: first.category,
            since: first.firstListed,
            isBlocked: !blocking.isEmpty,
            audiences: audiences
        )
    }
}
