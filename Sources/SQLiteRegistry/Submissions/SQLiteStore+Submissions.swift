public import Addresses
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``SubmissionStore/submit(_:by:at:)``.
    public func submit(
        _ submission: Submission,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> SubmissionReceipt {
        if let fault = submission.fault { throw StoreError(.invalidValue, fault) }
        let member = try actor.requiredMember
        let digest = submission.key == nil ? [] : submission.digest
        let key = try hashKey()
        return try write { database in
            let answers = IdempotencyTable(database: database, actor: actor)
            if let word = submission.key, let known = try answers.answer(to: word, digest: digest, at: at) {
                return known
            }
            try Self.check(submission, in: database)
            var transaction = try SubmissionTransaction(
                database,
                source: try MemberSources(database: database).existing(of: member),
                at: at,
                model: self.model,
                key: key
            )
            let author = ProposalTable.Author(member: member, user: actor.userID, name: actor.name)
            for item in submission.distinctItems {
                let isToWait =
                    item.claim.permittedUse == .block && (actor.userID != nil || item.isHeldBack)
                try transaction.take(item, waitingFor: isToWait ? author : nil)
            }
            let receipt = try transaction.finish()
            if let word = submission.key { try answers.store(receipt, for: word, digest: digest, at: at) }
            try self.auditTable(database).append(
                AuditRecord(.reportsSubmitted, submission.label, detail: receipt.detail, by: actor),
                at: at
            )
            return receipt
        }
    }

    /// Refuses reports that name members that there are not.
    private static func check(_ submission: Submission, in database: Database) throws {
        let named = Set(submission.items.flatMap(\.named))
        guard !named.isEmpty else { return }
        let known = Set(try Int64.fetchAll(database, sql: "SELECT id FROM member").map(Member.ID.init))
        if let stranger = named.subtracting(known).min() {
            throw StoreError(.invalidValue, "member number \(stranger.number): there is none")
        }
    }

    /// See ``SubmissionStore/proposals(of:after:limit:)``.
    public func proposals(
        of member: Member.ID,
        after last: Proposal.ID?,
        limit: Int
    ) throws(StoreError) -> [Proposal] {
        try read { try ProposalTable.waiting(in: $0, of: member, after: last, limit: limit) }
    }

    /// See ``SubmissionStore/proposalCount(of:)``.
    public func proposalCount(of member: Member.ID) throws(StoreError) -> Int {
        try read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM proposal WHERE member_id = ? AND decided_at IS NULL",
                arguments: [member.number]
            ) ?? 0
        }
    }

    /// See ``SubmissionStore/decide(_:isApproved:note:by:at:)``.
    public func decide(
        _ id: Proposal.ID,
        isApproved: Bool,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        let member = try actor.requiredMember
        let key = try hashKey()
        return try write { database in
            guard let (proposal, address) = try ProposalTable.proposal(id, in: database),
                proposal.member == member
            else { throw StoreError(.notFound, "no report waits under number \(id.number)") }
            guard let user = actor.userID, user != proposal.user else {
                throw StoreError(.notAllowed, "report number \(id.number): a second person decides of it")
            }
            var transaction = try SubmissionTransaction(
                database,
                source: try MemberSources(database: database).existing(of: member),
                at: at,
                model: self.model,
                key: key
            )
            try transaction.decide(
                proposal,
                of: address,
                isApproved: isApproved,
                note: note,
                by: actor.name
            )
            let revision = try transaction.finish().revision
            let action: AuditAction = isApproved ? .reportApproved : .reportRejected
            let detail = "by \(proposal.who)" + (note.isEmpty ? "" : ": \(note)")
            try self.auditTable(database).append(
                AuditRecord(action, proposal.address.description, detail: detail, by: actor),
                at: at
            )
            return revision
        }
    }

    /// See ``SubmissionStore/retract(_:note:by:at:)``.
    public func retract(
        _ address: Address,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        let member = try actor.requiredMember
        let key = try hashKey()
        return try write { database in
            let nothing = StoreError(.notFound, "\(address): there is no report of yours")
            guard let source = try MemberSources(database: database).source(of: member) else { throw nothing }
            var transaction = try SubmissionTransaction(
                database,
                source: source,
                at: at,
                model: self.model,
                key: key
            )
            guard try transaction.retract(address, note: note, by: actor.name) else { throw nothing }
            let revision = try transaction.finish().revision
            try self.auditTable(database).append(
                AuditRecord(.reportRetracted, address.description, detail: note, by: actor),
                at: at
            )
            return revision
        }
    }
}

extension Actor {
    /// The member it works for.
    /// - Throws: `invalidValue` when it works for none.
    var requiredMember: Member.ID {
        get throws(StoreError) {
            guard let member else { throw StoreError(.invalidValue, "\(name): it belongs to no member") }
            return member
        }
    }

    /// The person it is, if it is one.
    var userID: User.ID? {
        if case .user(let id) = kind { return id }
        return nil
    }
}

extension Submission {
    /// The reports in the order of their keys, of each address the last.
    fileprivate var distinctItems: [Item] {
        var last: [AddressKey: Int] = [:]
        last.reserveCapacity(items.count)
        for (index, item) in items.enumerated() { last[item.address.key] = index }
        return last.sorted { $0.key < $1.key }.map { items[$0.value] }
    }

    /// What the audit records call it.
    fileprivate var label: String {
        items.count == 1 ? items[0].address.description : "\(items.count) reports"
    }
}

extension SubmissionReceipt {
    fileprivate var detail: String {
        "\(added) added, \(updated) updated, \(waiting) waiting; revision \(revision)"
    }
}
