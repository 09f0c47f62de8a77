import Allowlists
import GRDB
import Registry
import Reports

/// One act of somebody on the entries, inside one transaction.
struct AllowTransaction {
    let database: Database
    let path: String
    let actor: Actor
    let at: Timestamp

    private var entries: AllowEntryTable { AllowEntryTable(database: database, path: path) }
    private var proposals: AllowProposalTable { AllowProposalTable(database: database, path: path) }

    /// Refuses settings that cannot become an entry now.
    func check(_ settings: AllowEntrySettings) throws {
        func refusal(_ sentence: String) -> StoreError { Self.refusal(of: settings, sentence) }
        if let fault = settings.fault(at: at) { throw refusal(fault) }
        let members = [settings.owner, settings.scope.memberNumber.map(Member.ID.init)]
        for member in members.compactMap(\.self) {
            guard try MemberTable(database: database).exists(member) else {
                throw refusal("there is no member number \(member.number)")
            }
        }
        if let alike = try entries.entries(like: settings.rule).first(where: {
            $0.settings.covers(settings, at: at)
        }) {
            throw refusal("entry \(alike.id.number) says so already")
        }
        guard try entries.count() < AllowEntry.maximumCount else {
            throw refusal("there are \(AllowEntry.maximumCount) entries, and no more can be kept")
        }
    }

    /// Refuses to let through what could be added when it was proposed, and no longer can.
    func checkStillFits(_ proposal: AllowProposal) throws {
        do { try check(proposal.settings) } catch let error as StoreError where error.code == .invalidValue {
            throw StoreError(.conflict, "proposal number \(proposal.id.number): \(error.context)")
        }
    }

    /// Whether an entry comes and goes only with a second person: what must never be blocked, beyond what its own member
    /// answers for.
    func needsSecondPerson(_ settings: AllowEntrySettings) throws -> Bool {
        guard settings.kind == .neverBlock, try !isWithinOwnConstituency(settings) else { return false }
        switch actor.kind {
        case .system: return false
        case .user, .token: return true
        // Whoever is at the machine can do as they like; a rule that nobody could fulfil would only stop them.
        case .operatingSystem: return try hasApprover(of: settings.owner)
        }
    }

    private func isWithinOwnConstituency(_ settings: AllowEntrySettings) throws -> Bool {
        guard let owner = settings.owner, case .address(let address, _) = settings.rule else { return false }
        return try MemberTable(database: database).member(answeringFor: address) == owner
    }

    /// Whether somebody can sign in who could decide of a member's entries; of the system's, of any member.
    private func hasApprover(of owner: Member.ID?) throws -> Bool {
        try UserTable(database: database).all(of: owner).contains {
            $0.settings.role.permissions.contains(.approve) && !$0.settings.isDisabled
        }
    }

    /// Makes an entry.
    func add(
        _ settings: AllowEntrySettings,
        by who: String,
        approvedBy approver: String? = nil
    ) throws -> AllowEntry {
        try entries.insert(settings, by: who, approvedBy: approver, at: at)
    }

    /// The entry of a number.
    func existing(_ id: AllowEntry.ID, orElse code: StoreError.Code = .invalidValue) throws -> AllowEntry {
        guard let entry = try entries.entry(id) else {
            throw StoreError(code, "allowlist entry \(id.number): there is none of that number")
        }
        return entry
    }

    /// Takes an entry out.
    func remove(_ id: AllowEntry.ID) throws { try entries.delete(id) }

    /// Lets an act wait.
    func propose(_ act: AllowProposal.Act, _ settings: AllowEntrySettings) throws -> AllowProposal {
        let waiting = try proposals.waiting()
        let same = waiting.first { known in
            known.act == act && (act != .add || known.settings.covers(settings, at: at))
        }
        if let same {
            throw Self.refusal(
                of: settings,
                "it waits for a second person already, as number \(same.id.number)"
            )
        }
        guard waiting.count < AllowProposal.maximumCount else {
            throw Self.refusal(of: settings, "\(AllowProposal.maximumCount) wait for a second person already")
        }
        return try proposals.insert(act, settings, by: actor, at: at)
    }

    /// Notes what a second person decides of what waits.
    /// - Returns: what waited.
    func decide(_ id: AllowProposal.ID, isApproved: Bool, note: String) throws -> AllowProposal {
        guard let proposal = try proposals.waiting(id),
            proposal.settings.owner == nil || proposal.settings.owner == actor.member
        else { throw StoreError(.notFound, "no allowlist entry waits under number \(id.number)") }
        guard let user = actor.userID, user != proposal.user else {
            throw StoreError(.notAllowed, "allowlist proposal \(id.number): a second person decides of it")
        }
        try proposals.decide(id, isApproved: isApproved, by: actor.name, note: note, at: at)
        return proposal
    }

    private static func refusal(of settings: AllowEntrySettings, _ sentence: String) -> StoreError {
        StoreError(.invalidValue, "allowlist entry for \(settings.rule): \(sentence)")
    }
}
