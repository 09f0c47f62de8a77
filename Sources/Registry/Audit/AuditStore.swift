public import Reports

/// Where what was done is kept; every change that a store makes for somebody writes its own record with it.
public protocol AuditStore: Sendable {
    /// Adds a record of something that changes nothing else.
    func audit(_ record: AuditRecord, at: Timestamp) throws(StoreError)

    /// Entries with numbers below `before`, newest first; nil begins with the newest.
    /// - Parameters:
    ///   - before: the number of the last one seen.
    ///   - limit: how many at most.
    ///   - member: only what actors of this member did; nil for all.
    /// - Returns: the entries.
    /// - Throws: ``StoreError``.
    func auditEntries(before: Int64?, limit: Int, member: Member.ID?) throws(StoreError) -> [AuditEntry]

    /// Checks every seal.
    func verifyAudit() throws(StoreError) -> AuditVerdict
}

/// What checking the audit chain found.
public enum AuditVerdict: Hashable, Sendable {
    /// All seals are right; how many entries there are, and the last seal.
    case whole(count: Int64, last: [UInt8])
    /// The first entry whose number or seal is wrong, or that is missing.
    case broken(at: Int64)
}
