import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AuditStore/audit(_:at:)``.
    public func audit(_ record: AuditRecord, at: Timestamp) throws(StoreError) {
        try write { try self.auditTable($0).append(record, at: at) }
    }

    /// See ``AuditStore/auditEntries(before:limit:member:)``.
    public func auditEntries(
        before: Int64?,
        limit: Int,
        member: Member.ID?
    ) throws(StoreError) -> [AuditEntry] {
        try read { try self.auditTable($0).entries(before: before, limit: limit, member: member) }
    }

    /// See ``AuditStore/verifyAudit()``.
    public func verifyAudit() throws(StoreError) -> AuditVerdict {
        try read { try self.auditTable($0).verify() }
    }

    func auditTable(_ database: Database) -> AuditTable {
        AuditTable(database: database, seal: seal)
    }
}
