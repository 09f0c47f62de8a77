import Demonstration
import FeedKeeping
import Fetching
import Foundation
import Registry
import Reports
import Testing

@testable import Web

/// The console in a real browser when there is much to show: the scenario of `marsad demo`.
@Suite(
    .enabled(if: BrowserTools.arePresent, "no browser tools: run scripts/setup and scripts/setup-test-tools"),
    .serialized
)
struct `The demonstration in a browser` {
    private static let paths = [
        "/", "/search?q=198.51.100.0%2F24", "/approvals", "/watch", "/feeds", "/feeds/open-blocklist",
        "/feeds/scan-sensors", "/allow", "/allow/lists", "/allow/held", "/hunts?q=198.51.100.0%2F24",
        "/register",
        "/address/domain/settlement.example",
    ]

    private func browse(_ role: String, _ paths: [String], width: Int) async throws -> [String] {
        let hub = try HubFixture { $0.isDemonstration = true }
        let book = try SQLiteFeedBook(folder: hub.folder, store: hub.store)
        defer { try? book.close() }
        var settings = FetcherSettings()
        settings.fileRoots = [Demonstration.feedsFolder(in: hub.folder).path]
        let access = try await Demonstration(at: HubFixture.now).fill(
            hub.store,
            feeds: book,
            by: Fetcher(into: try SpoolFolder(hub.folder.appending(path: "spool").path), settings: settings),
            in: hub.folder,
            publishing: hub.hub.publisher
        )
        let person = try #require(access.people.first { $0.role == role && $0.member != nil })
        return try await hub.browser([
            "plan": "pages", "languages": ["ar", "en"], "themes": [width > 800 ? "light" : "dark"],
            "widths": [width], "prefix": "demo-\(role)-", "paths": paths,
            "user": ["name": person.name, "password": person.password],
        ])
    }

    @Test(arguments: [1440, 390]) func `shows an approver every page as it should be`(width: Int) async throws
    {
        let problems = try await browse("approver", Self.paths, width: width)
        #expect(problems == [])
    }

    @Test func `shows an administrator and an auditor theirs`() async throws {
        let paths = ["/allow", "/admin", "/admin/users", "/admin/tokens"]
        let ofAdministrator = try await browse("administrator", paths, width: 1440)
        #expect(ofAdministrator == [])
        let ofAuditor = try await browse("auditor", ["/audit", "/allow"], width: 1440)
        #expect(ofAuditor == [])
    }
}
