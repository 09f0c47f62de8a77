public import Addresses
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``MemberStore/members()``.
    public func members() throws(StoreError) -> [Member] {
        try read { try MemberTable(database: $0).all() }
    }

    /// See ``MemberStore/addMember(_:by:at:)``.
    public func addMember(
        _ settings: MemberSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Member {
        if let fault = settings.fault { throw StoreError(.invalidValue, "member \(settings.code): \(fault)") }
        return try write { database in
            let table = MemberTable(database: database)
            guard try table.id(ofCode: settings.code) == nil else {
                throw StoreError(.invalidValue, "member \(settings.code): there is one of that code")
            }
            let member = try table.insert(settings, at: at)
            try self.auditTable(database).append(
                AuditRecord(.memberAdded, settings.code, detail: settings.name, by: actor),
                at: at
            )
            return member
        }
    }

    /// See ``MemberStore/updateMember(_:_:by:at:)``.
    public func updateMember(
        _ member: Member.ID,
        _ settings: MemberSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Member {
        if let fault = settings.fault { throw StoreError(.invalidValue, "member \(settings.code): \(fault)") }
        return try write { database in
            let table = MemberTable(database: database)
            if let holder = try table.id(ofCode: settings.code), holder != member {
                throw StoreError(.invalidValue, "member \(settings.code): there is one of that code")
            }
            guard let updated = try table.update(member, settings) else {
                throw StoreError(.invalidValue, "member number \(member.number): there is none")
            }
            try self.auditTable(database).append(
                AuditRecord(
                    .memberUpdated,
                    settings.code,
                    detail: "\(settings.name); \(settings.constituency.count) entries of constituency",
                    by: actor
                ),
                at: at
            )
            return updated
        }
    }

    /// See ``MemberStore/member(answeringFor:)``.
    public func member(answeringFor address: Address) throws(StoreError) -> Member.ID? {
        try read { try MemberTable(database: $0).member(answeringFor: address) }
    }
}
