import Addresses
import Foundation
import GRDB
import Registry
import Reports

/// The rows of `member` and `constituency`.
struct MemberTable {
    let database: Database

    func all() throws -> [Member] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT id, code, name, arabic_name, created_at FROM member ORDER BY code"
        )
        return try rows.map { row in
            let id = Member.ID(row[0])
            let settings = MemberSettings(
                code: row[1],
                name: row[2],
                arabicName: row[3],
                constituency: try constituency(of: id)
            )
            return Member(id: id, settings: settings, createdAt: Timestamp(seconds: row[4]))
        }
    }

    func exists(_ id: Member.ID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?)",
            arguments: [id.number]
        ) ?? false
    }

    func id(ofCode code: String) throws -> Member.ID? {
        try Int64.fetchOne(database, sql: "SELECT id FROM member WHERE code = ?", arguments: [code])
            .map(Member.ID.init)
    }

    func insert(_ settings: MemberSettings, at: Timestamp) throws -> Member {
        try database.execute(
            sql: "INSERT INTO member (code, name, arabic_name, created_at) VALUES (?, ?, ?, ?)",
            arguments: [settings.code, settings.name, settings.arabicName, at.seconds]
        )
        let id = Member.ID(database.lastInsertedRowID)
        try store(settings.constituency, of: id)
        return Member(id: id, settings: settings, createdAt: at)
    }

    /// - Returns: nil when there is no such member.
    func update(_ id: Member.ID, _ settings: MemberSettings) throws -> Member? {
        try database.execute(
            sql: "UPDATE member SET code = ?, name = ?, arabic_name = ? WHERE id = ?",
            arguments: [settings.code, settings.name, settings.arabicName, id.number]
        )
        guard database.changesCount == 1 else { return nil }
        try store(settings.constituency, of: id)
        return try all().first { $0.id == id }
    }

    /// See ``MemberStore/member(answeringFor:)``.
    func member(answeringFor address: Address) throws -> Member.ID? {
        for candidate in address.containers.reversed() {
            let member = try Int64.fetchOne(
                database,
                sql: "SELECT min(member_id) FROM constituency WHERE key = ?",
                arguments: [Data(candidate.key.bytes)]
            )
            if let member { return Member.ID(member) }
        }
        return nil
    }

    private func constituency(of id: Member.ID) throws -> [Address] {
        let keys = try Data.fetchAll(
            database,
            sql: "SELECT key FROM constituency WHERE member_id = ? ORDER BY key",
            arguments: [id.number]
        )
        return keys.compactMap { Address(key: AddressKey(bytes: Array($0))) }
    }

    private func store(_ constituency: [Address], of id: Member.ID) throws {
        try database.execute(sql: "DELETE FROM constituency WHERE member_id = ?", arguments: [id.number])
        for key in Set(constituency.map(\.key)) {
            try database.execute(
                sql: "INSERT INTO constituency (key, member_id) VALUES (?, ?)",
                arguments: [Data(key.bytes), id.number]
            )
        }
    }
}
