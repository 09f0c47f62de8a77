import Allowlists
import Enrichment
import Foundation
import Registry
import Synchronization

/// The enricher that all requests ask, made anew when a geography database is replaced or a constituency changes.
final class EnrichmentShelf: Sendable {
    private struct State {
        var databases: GeoDatabases
        var members: [Member] = []
        var enricher: Enricher
        var version = 0
    }

    private let state: Mutex<State>

    /// A shelf of the databases in `folder`; the constituencies come with the first ``refresh(_:)``.
    init(folder: String) {
        let databases = GeoDatabases(folder: folder)
        state = Mutex(State(databases: databases, enricher: Enricher(databases: databases)))
    }

    /// What to ask now, and the number of its state: another when it may answer otherwise.
    var current: (enricher: Enricher, version: Int) { state.withLock { ($0.enricher, $0.version) } }

    /// Takes up what has changed in the folder and among the members.
    /// - Returns: the files that cannot be used, each told once.
    func refresh(_ store: any Store) throws(StoreError) -> [GeoError] {
        let members = try store.members()
        let (old, known) = state.withLock { ($0.databases, $0.members) }
        let databases = old.refreshed()
        let isSame = old.databases.elementsEqual(databases.databases) { $0 === $1 }
        if !isSame || members != known {
            let constituencies = ConstituencyTable(members.map { Constituency($0) })
            let enricher = Enricher(databases: databases, constituencies: constituencies)
            state.withLock { state in
                (state.enricher, state.members) = (enricher, members)
                state.version += 1
            }
        }
        state.withLock { $0.databases = databases }
        return databases.failures.filter { !old.failures.contains($0) }
    }
}
