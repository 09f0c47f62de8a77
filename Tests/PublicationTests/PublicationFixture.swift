import Addresses
import Allowlists
import Foundation
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

/// A registry in a folder of its own with its publisher, removed at the end. Addresses are those of documentation, which
/// this publisher may publish.
final class PublicationFixture {
    static let start = Timestamp(seconds: 1_800_000_000)

    let folder: URL
    let store: SQLiteStore
    let publisher: Publisher
    /// Where geography databases lie.
    var geography: URL { folder.appending(path: "geo") }
    var now = PublicationFixture.start

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        store = try SQLiteStore(folder: folder)
        publisher = Publisher(
            store,
            geographyFolder: folder.appending(path: "geo").path,
            leavingOut: [.documentation, .reservedNetworks, .reservedNames]
        )
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func name(_ text: String) throws -> ListName { try #require(ListName(text)) }

    /// Makes `source` list exactly this.
    func list(
        _ reports: [(String, Claim)],
        of source: String,
        settings: (inout SourceSettings) -> Void = { _ in }
    ) throws {
        var wanted = SourceSettings(name: source, reliability: 0.9)
        settings(&wanted)
        let made = try store.configure(wanted, at: now)
        var builder = SnapshotBuilder()
        for (text, claim) in reports { try builder.add(try Address(text), claim) }
        _ = try store.apply(builder.finish(), to: made.id, at: now, digest: nil)
    }

    func list(_ texts: [String], of source: String) throws {
        try list(texts.map { ($0, Claim()) }, of: source)
    }

    @discardableResult
    func add(_ settings: ListSettings) throws -> PublishedList {
        try store.addList(settings, by: .system, at: now)
    }

    /// A list that blocks what is registered at all.
    func blocking(_ text: String = "test", _ change: (inout ListSettings) -> Void = { _ in }) throws
        -> ListSettings
    {
        var settings = ListSettings(
            name: try name(text),
            purpose: "for a test",
            criteria: ListCriteria(use: .block, minimumLevel: .low, maximumLabel: .amber)
        )
        change(&settings)
        return settings
    }

    func publish() throws { try publisher.publishAll(at: now) }

    func stand(_ text: String = "test") throws -> PublishedList {
        try #require(try store.publishedList(named: try name(text)))
    }

    /// What is served of a list.
    func entries(_ text: String = "test", serial: Int64? = nil) throws -> [ListedAddress] {
        let list = try stand(text)
        var entries: [ListedAddress] = []
        try store.forEachListedAddress(of: list.id, serial: serial ?? list.serial) { entries.append($0) }
        return entries
    }

    func served(_ text: String = "test", serial: Int64? = nil) throws -> [String] {
        try entries(text, serial: serial).map { "\($0.address)" }
    }
}
