import Allowlists
import FeedKeeping
import Fetching
import Foundation
import Publication
import Registry
import Reports
import SQLiteRegistry
import TestSupport

@testable import Demonstration

/// A registry in a folder of its own in which the scenario has happened.
final class FilledRegistry: Sendable {
    static let now = Timestamp(seconds: 1_800_000_000)

    let folder: TemporaryFolder
    let store: SQLiteStore
    let book: SQLiteFeedBook
    let access: DemonstrationAccess

    init(seed: UInt64 = Demonstration.usualSeed) async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(folder: folder.url)
        book = try SQLiteFeedBook(folder: folder.url, store: store)
        var settings = FetcherSettings()
        settings.fileRoots = [Demonstration.feedsFolder(in: folder.url).path]
        access = try await Demonstration(seed: seed, at: Self.now).fill(
            store,
            feeds: book,
            by: Fetcher(into: try SpoolFolder(folder.path("spool")), settings: settings),
            in: folder.url,
            publishing: Publisher(store, leavingOut: [.documentation])
        )
    }

    deinit {
        try? book.close()
        try? store.close()
    }

    /// All addresses that somebody may know of, by key.
    func summaries(for viewer: Viewer) throws -> [AddressSummary] {
        var all: [AddressSummary] = []
        var cursor: SearchCursor?
        repeat {
            let page = try store.search(
                AddressQuery(),
                after: cursor,
                limit: AddressQuery.maximumLimit,
                for: viewer
            )
            all += page.summaries
            cursor = page.next
        } while cursor != nil
        return all
    }

    /// All that happened, newest first.
    func audit() throws -> [AuditEntry] {
        try store.auditEntries(before: nil, limit: 100_000, member: nil)
    }
}
