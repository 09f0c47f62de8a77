import GRDB
import Registry
import Reports

/// The sources in which members' own reports stand: one for each member, made with its first report.
struct MemberSources {
    let database: Database

    /// The source of a member; nil while it has reported nothing.
    func source(of member: Member.ID) throws -> Source? {
        let id = try Int64.fetchOne(
            database,
            sql: "SELECT source_id FROM member WHERE id = ?",
            arguments: [member.number]
        )
        return try id.map { try SourceTable(database: database).source(Source.ID($0)) }
    }

    /// The source of a member, made where it has none.
    /// - Throws: `invalidValue` when there is no such member.
    func existing(of member: Member.ID) throws -> Source {
        if let source = try source(of: member) { return source }
        let code = try String.fetchOne(
            database,
            sql: "SELECT code FROM member WHERE id = ?",
            arguments: [member.number]
        )
        guard let code else {
            throw StoreError(.invalidValue, "member number \(member.number): there is none")
        }
        let table = SourceTable(database: database)
        let name = try freeName("\(code) reports", in: table)
        // What asks to block says so itself.
        try table.store(
            SourceSettings(
                name: name,
                owner: code,
                member: member,
                nature: .reports,
                label: .amber,
                permittedUse: .inform
            )
        )
        guard let source = try table.source(named: name) else { throw StoreError(.failed, "source \(name)") }
        try database.execute(
            sql: "UPDATE member SET source_id = ? WHERE id = ?",
            arguments: [source.id.number, member.number]
        )
        return source
    }

    private func freeName(_ wanted: String, in table: SourceTable) throws -> String {
        var name = wanted
        var number = 1
        while try table.source(named: name) != nil {
            number += 1
            name = "\(wanted) \(number)"
        }
        return name
    }
}
