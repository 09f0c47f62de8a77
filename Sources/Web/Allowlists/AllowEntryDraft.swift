import Addresses
import Allowlists
import Registry
import Reports

/// An entry that somebody wants to add, and whether they may.
///
/// A member speaks for everybody only about what it answers for; about the rest it speaks for its own lists. The system's
/// administrators speak for everybody.
struct AllowEntryDraft: Sendable {
    /// For whose lists an entry is to hold.
    enum Audience: String, Sendable, CaseIterable {
        case everyone
        case ownLists = "own-lists"

        static let words = allCases.map(\.rawValue)
    }

    /// Why an entry is not to be had.
    enum Refusal: Error, Hashable {
        /// The text is no address.
        case notAnAddress(AddressError)
        /// The text is a range that is several networks.
        case several
        /// Somebody speaks for everybody about what their member does not answer for.
        case notAnswering
        /// Somebody of no member speaks for their member's lists.
        case noMember
    }

    /// What it is about: an address in any notation, or a top-level domain with its dot.
    var text: String
    var kind: EntryKind
    var reach: Reach?
    var label: EntryLabel?
    var reason: String
    var audience: Audience
    var expiry: Timestamp?

    /// The rule.
    private func rule() throws(Refusal) -> AllowlistRule {
        do throws(AddressError) {
            if text.hasPrefix("."), let suffix = try? TopLevelDomainName(text) {
                return .topLevelDomain(suffix)
            }
            let addresses = try Address.read(text.utf8.span)
            if addresses.count == 1, let address = addresses.first {
                return .address(address, reach ?? kind.usualReach)
            }
        } catch { throw .notAnAddress(error) }
        throw .several
    }

    /// The entry's settings.
    /// - Parameters:
    ///   - actor: who adds it.
    ///   - store: knows who answers for what.
    /// - Returns: the settings.
    /// - Throws: ``Refusal``, or an error of the store.
    func settings(by actor: Actor, in store: any Store) throws -> AllowEntrySettings {
        let rule = try rule()
        var scope = EntryScope.everyone
        switch audience {
        case .everyone:
            if let own = actor.member, try Self.answering(for: rule, in: store) != own {
                throw Refusal.notAnswering
            }
        case .ownLists:
            guard let own = actor.member else { throw Refusal.noMember }
            scope = .member(own.number)
        }
        return AllowEntrySettings(
            rule,
            kind,
            label: label,
            reason: reason,
            owner: actor.member,
            scope: scope,
            expiry: expiry
        )
    }

    private static func answering(for rule: AllowlistRule, in store: any Store) throws -> Member.ID? {
        guard case .address(let address, _) = rule else { return nil }
        return try store.member(answeringFor: address)
    }
}

extension AllowEntry {
    /// Whether somebody may see it: entries for one member's lists are for that member and for the system.
    func isShown(to viewer: Viewer) -> Bool { settings.scope.isShown(to: viewer) }

    /// Whether somebody may end it.
    func isOwn(of actor: Actor) -> Bool { actor.member == nil || actor.member == settings.owner }

    /// Whether it has ended by itself.
    func hasEnded(at now: Timestamp) -> Bool { settings.expiry.map { $0 <= now } ?? false }
}

extension AllowProposal {
    /// Whether somebody may see it: as the entry itself.
    func isShown(to viewer: Viewer) -> Bool { settings.scope.isShown(to: viewer) }

    /// Whether somebody of a member may decide of it, if they did not ask for it.
    func isFor(_ member: Member.ID?) -> Bool { settings.owner == nil || settings.owner == member }
}

extension EntryScope {
    /// Whether somebody may see what holds for these.
    func isShown(to viewer: Viewer) -> Bool {
        guard let memberNumber else { return true }
        return viewer.member == nil || viewer.member?.number == memberNumber
    }
}
