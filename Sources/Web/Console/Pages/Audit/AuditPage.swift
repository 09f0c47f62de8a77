import Hummingbird
import Registry
import Reports

/// `/audit`: whether the chain of records is whole, and what was done.
struct AuditPage {
    static let pageSize = 50

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/audit", for: .audit) { try await page($0) }
    }

    private func page(_ visit: Visit) async throws -> Page {
        let before = visit.query["before"].flatMap { Int64($0) }
        let member = visit.identity.actor.member
        let (entries, verdict) = try await console.desk.ask { store in
            (
                try store.auditEntries(before: before, limit: Self.pageSize + 1, member: member),
                try store.verifyAudit()
            )
        }
        let table = Self.table(entries, visit)
        var content = TablesContent()
        content.status = Self.status(verdict, visit.reading)
        content.tables = [TableView(table, of: visit)]
        return Page(template: "tables-page", area: .audit, title: .audit, content: content, tables: [table])
    }

    private static func status(_ verdict: AuditVerdict, _ reading: Reading) -> TablesContent.Status {
        switch verdict {
        case .whole(let count, _):
            .init(.good, reading(.chainWhole, ["n": .code("\(count)")]))
        case .broken(let number):
            .init(.bad, reading(.chainBroken, ["n": .code("\(number)")]))
        }
    }

    private static func table(_ entries: [AuditEntry], _ visit: Visit) -> Table {
        let reading = visit.reading
        var table = Table(
            name: "records",
            title: .records,
            columns: [
                .number("number", .number), .text("at", .time), .text("actor", .who),
                .text("member", .member),
                .text("action", .act), .text("object", .object), .text("detail", .detail),
            ],
            rows: entries.prefix(pageSize).map { entry in
                let action = AuditAction(rawValue: entry.record.action)
                return Table.Row(
                    id: "record-\(entry.id)",
                    cells: [
                        .count(Int(entry.id)), .moment(entry.at),
                        .list([.foreign(entry.record.actorName), .code(entry.record.actor)]),
                        visit.member(entry.record.member),
                        action.map { .words(reading($0.phrase), output: $0.rawValue) }
                            ?? .code(entry.record.action),
                        .foreign(entry.record.object),
                        .foreign(entry.record.detail.isEmpty ? nil : entry.record.detail),
                    ]
                )
            },
            empty: Sentence(reading(.noRecords))
        )
        if entries.count > pageSize, let last = entries.prefix(pageSize).last {
            table.next = visit.link(["before": "\(last.id)"])
        }
        return table
    }
}
