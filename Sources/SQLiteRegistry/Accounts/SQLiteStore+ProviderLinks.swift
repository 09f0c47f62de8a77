import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AccountStore/linkUser(_:to:by:at:)``.
    public func linkUser(
        _ id: User.ID,
        to link: ProviderLink?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) {
        if let fault = link?.fault { throw StoreError(.invalidValue, "user number \(id.number): \(fault)") }
        try write { database in
            let user = try UserTable(database: database).existing(id)
            if let link, let holder = try Self.holder(of: link, in: database), holder != id {
                throw StoreError(
                    .invalidValue,
                    "user \(user.settings.name): another user is linked to this subject"
                )
            }
            try database.execute(
                sql: "UPDATE user SET issuer = ?, subject = ? WHERE id = ?",
                arguments: [link?.issuer, link?.subject, id.number]
            )
            let detail = link.map { "\($0.subject) of \($0.issuer)" } ?? "taken away"
            try self.auditTable(database).append(
                AuditRecord(.userLinked, user.settings.name, detail: detail, by: actor),
                at: at
            )
        }
    }

    /// See ``AccountStore/user(linkedTo:)``.
    public func user(linkedTo link: ProviderLink) throws(StoreError) -> User? {
        try read { database in
            try Self.holder(of: link, in: database).flatMap { try UserTable(database: database).user($0) }
        }
    }

    private static func holder(of link: ProviderLink, in database: Database) throws -> User.ID? {
        try Int64.fetchOne(
            database,
            sql: "SELECT id FROM user WHERE issuer = ? AND subject = ?",
            arguments: [link.issuer, link.subject]
        )
        .map(User.ID.init)
    }
}
