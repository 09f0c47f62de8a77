import Publication
import SQLiteRegistry

extension DataOptions {
    /// What publishes the lists of the registry of this folder.
    func publisher(_ store: SQLiteStore) -> Publisher {
        Publisher(
            store,
            geographyFolder: geographyFolder,
            leavingOut: AskedAllowlist.leftOut(of: store)
        )
    }
}
