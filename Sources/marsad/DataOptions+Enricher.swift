import Allowlists
import Enrichment
import Registry
import SQLiteRegistry

extension DataOptions {
    /// What finds out where addresses lie: the databases of the data folder, the constituencies of the registry.
    func enricher(for store: SQLiteStore) throws -> Enricher {
        let databases = GeoDatabases(folder: geographyFolder)
        for failure in databases.failures { StandardError.print("\(failure)") }
        let members = try store.asking { store throws(StoreError) in try store.members() }
        return Enricher(
            databases: databases,
            constituencies: ConstituencyTable(members.map { Constituency($0) })
        )
    }
}
