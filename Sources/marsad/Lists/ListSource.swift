import Addresses
import ByteStreams
import Formats
import Lists
import Registry
import Reports
import Reputation
import SQLiteRegistry

/// Where the entries of a list come from, in the order of their keys: the registry, or files read into memory.
struct ListSource {
    /// The score of an address that nobody scored.
    private static let unscored: UInt8 = 100

    private let store: SQLiteStore?
    private let entries: [ListEntry]
    /// Addresses of files that are to inform only.
    let informOnly: Int

    /// The addresses that the registry scores, as everybody may see them.
    init(registry options: DataOptions) throws {
        let store = try options.openExistingStore()
        _ = try store.asking { store throws(StoreError) in try store.rescoreDue(at: .now) }
        self.store = store
        entries = []
        informOnly = 0
    }

    /// The addresses that files list.
    init(files: [String]) throws {
        var sink = Gatherer()
        for path in files {
            do throws(FeedError) { _ = try FeedReader().read(ByteInput(path: path), into: &sink) } catch {
                throw CommandFailure.badInput("\(error)")
            }
        }
        store = nil
        informOnly = sink.informOnly
        entries = sink.entries.map { (key: $0.address.key, entry: $0) }
            .sorted { ($0.key, $1.entry.scope.rawValue) < ($1.key, $0.entry.scope.rawValue) }.map(\.entry)
    }

    /// Calls `body` with every entry.
    func forEach(_ body: (ListEntry) throws -> Void) throws {
        guard let store else { return try entries.forEach(body) }
        try store.forEachScoredAddress(for: .everyone) { scored in
            guard let address = Address(key: scored.key) else { return }
            try body(
                ListEntry(
                    address,
                    scope: scored.scope,
                    score: UInt8(scored.score.rounded()),
                    level: scored.level,
                    category: scored.category
                )
            )
        }
    }

    private struct Gatherer: FeedSink {
        var entries: [ListEntry] = []
        var informOnly = 0

        mutating func accept(_ address: Address, claim: Claim, line: Int) {
            guard claim.permittedUse != .inform else {
                informOnly += 1
                return
            }
            entries.append(
                ListEntry(
                    address,
                    scope: claim.scope,
                    score: ListSource.unscored,
                    level: .critical,
                    category: claim.category ?? .undetermined,
                    firstSeen: claim.firstSeen,
                    lastSeen: claim.lastSeen,
                    reference: claim.reference,
                    expiry: claim.expiry,
                    label: claim.label
                )
            )
        }

        mutating func reject(_ reject: Reject) {}
    }
}
