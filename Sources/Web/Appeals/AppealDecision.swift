import Addresses
import Allowlists
import Registry
import Reports

/// What an analyst decides of an appeal, and what follows from it.
struct AppealDecision: Sendable {
    /// What is done when an appellant was right: each an act that there is besides.
    enum Act: String, Sendable, CaseIterable {
        /// The member calls the address a false positive.
        case dispute
        /// The member takes its own report back.
        case retract
        /// The address comes onto the allowlist, never to be blocked.
        case allow
        /// Nothing further: it left the lists already.
        case nothing
    }

    /// Why a decision cannot be carried out.
    enum Refusal: Error, Hashable {
        /// The appeal stands for no address to act on.
        case noAddress
        /// Who decides works for no member, and has neither votes nor reports.
        case noMember
    }

    /// How long the address then stays on the allowlist, in days.
    static let allowDays = 365.0

    let verdict: Appeal.Answer.Verdict
    let reason: String
    /// Nil when the appeal is not accepted.
    let act: Act?

    /// Does what follows, and answers the appeal.
    /// - Parameters:
    ///   - id: the appeal.
    ///   - store: the registry.
    ///   - allowlist: is renewed where it changes.
    ///   - identity: who decides.
    ///   - now: the moment.
    /// - Returns: the appeal as it is answered.
    /// - Throws: ``Refusal``, a problem, or an error of the store; the appeal then waits as before.
    func carryOut(
        on id: Appeal.ID,
        in store: any Store,
        by allowlist: AllowlistHolder,
        as identity: Identity,
        at now: Timestamp
    ) throws -> Appeal {
        let actor = identity.actor
        guard let appeal = try store.appeal(id, for: actor.member) else {
            throw Problem(.notFound, "there is no such appeal")
        }
        // Nothing is done for an answer that comes too late, or that cannot be kept.
        guard appeal.answer == nil, (1...OverrideSettings.maximumTextLength).contains(reason.utf8.count)
        else {
            return try answer(id, in: store, by: actor, at: now)
        }
        switch act {
        case nil, .nothing: break
        case .dispute:
            let address = try Self.address(of: appeal, for: actor)
            _ = try store.dispute(address, why: reason, by: actor, for: identity.viewer, at: now)
        case .retract:
            _ = try store.retract(try Self.address(of: appeal, for: actor), note: reason, by: actor, at: now)
        case .allow:
            try identity.require(.administer)
            try allow(appeal, in: store, by: actor, at: now)
            try allowlist.renew(store)
        }
        return try answer(id, in: store, by: actor, at: now)
    }

    private func answer(_ id: Appeal.ID, in store: any Store, by actor: Actor, at now: Timestamp) throws
        -> Appeal
    {
        try store.answerAppeal(id, verdict, reason: reason, act: act?.rawValue, by: actor, at: now)
    }

    private static func address(of appeal: Appeal, for actor: Actor) throws(Refusal) -> Address {
        guard let address = appeal.address else { throw .noAddress }
        guard actor.member != nil else { throw .noMember }
        return address
    }

    private func allow(_ appeal: Appeal, in store: any Store, by actor: Actor, at now: Timestamp) throws {
        guard let address = appeal.address else { throw Refusal.noAddress }
        let answering = try store.member(answeringFor: address)
        let draft = AllowEntryDraft(
            text: address.description,
            kind: .neverBlock,
            reach: nil,
            label: nil,
            reason: reason,
            audience: actor.member == nil || answering == actor.member ? .everyone : .ownLists,
            expiry: now.advanced(byDays: Self.allowDays)
        )
        _ = try store.addAllowEntry(try draft.settings(by: actor, in: store), by: actor, at: now)
    }
}
