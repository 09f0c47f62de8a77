import Addresses
import Foundation
import GRDB
import Registry
import Reports
import Reputation

/// The rows of `watch_rule`.
struct WatchRuleTable {
    let database: Database
    let path: String

    private static let columns =
        "SELECT id, member_id, name, asset, within, kind, category, level, added_by, added_at FROM watch_rule"

    /// The rules of a member.
    func all(of member: Member.ID) throws -> [WatchRule] {
        try Row.fetchAll(
            database,
            sql: Self.columns + " WHERE member_id = ? ORDER BY id",
            arguments: [member.number]
        )
        .map(rule)
    }

    func insert(
        _ settings: WatchSettings,
        of member: Member.ID,
        by actor: Actor,
        at: Timestamp
    ) throws -> WatchRule {
        var asset: Address?
        var search = SavedSearch()
        switch settings.target {
        case .asset(let address): asset = address
        case .search(let saved): search = saved
        }
        try database.execute(
            sql: """
                INSERT INTO watch_rule (member_id, name, asset, within, kind, category, level, added_by, added_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                member.number, settings.name, asset.map { Data($0.key.bytes) },
                search.within.map { Data($0.key.bytes) }, search.kind?.rawValue, search.category?.rawValue,
                search.level?.rawValue, actor.name, at.seconds,
            ]
        )
        let id = WatchRule.ID(database.lastInsertedRowID)
        return WatchRule(id: id, member: member, settings: settings, addedBy: actor.name, addedAt: at)
    }

    func delete(_ id: WatchRule.ID) throws {
        try database.execute(sql: "DELETE FROM watch_rule WHERE id = ?", arguments: [id.number])
    }

    private func rule(_ row: Row) throws -> WatchRule {
        let id = WatchRule.ID(row[0])
        func damaged() -> StoreError { StoreError(.damaged, "\(path), watch rule \(id.number)") }
        func address(_ column: Int) throws -> Address? {
            guard let bytes = row[column] as Data? else { return nil }
            guard let address = Address(key: AddressKey(bytes: Array(bytes))) else { throw damaged() }
            return address
        }
        func word<Word: RawRepresentable>(_ column: Int) throws -> Word? where Word.RawValue == UInt8 {
            guard let number = row[column] as UInt8? else { return nil }
            guard let word = Word(rawValue: number) else { throw damaged() }
            return word
        }
        let target: WatchSettings.Target
        if let asset = try address(3) {
            target = .asset(asset)
        } else {
            target = .search(
                SavedSearch(
                    within: try address(4),
                    kind: try word(5),
                    category: try word(6),
                    level: try word(7)
                )
            )
        }
        return WatchRule(
            id: id,
            member: Member.ID(row[1]),
            settings: WatchSettings(row[2], target),
            addedBy: row[8],
            addedAt: Timestamp(seconds: row[9])
        )
    }
}
