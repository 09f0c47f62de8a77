import HTTPTypes
import Lists
import Registry
import Reports

extension Identity {
    /// Whether a list exists for the identity: its label allows it, and it is for its member where it is for one.
    ///
    /// A token of no member is the union's own, made by administrators of the system: it may pull what members' consumers
    /// may.
    func mayPull(_ list: ListSettings) -> Bool {
        if let member = list.audience.member, let own = viewer.member ?? actor.member, own != member {
            return false
        }
        if list.audience.member != nil, viewer.member == nil, user == nil, token?.settings.member == nil,
            !permissions.contains(.administer)
        {
            return false
        }
        let label = list.criteria.maximumLabel
        if token != nil, token?.settings.member == nil, label <= .amber { return true }
        return Visibility.allows(label, ownedBy: nil, naming: [Member.ID](), to: viewer)
    }

    /// Whether it may decide about a list: administrators of the system about all, those of a member about its own.
    func mayAdminister(_ list: ListSettings) -> Bool {
        permissions.contains(.administer) && (actor.member == nil || list.audience.member == actor.member)
    }

    /// Refuses who may not pull lists at all.
    func requireConsumer() throws(Problem) {
        guard isSomebody else { throw Problem(.unauthorized, "this needs a token") }
        guard !permissions.isDisjoint(with: [.consume, .read]) else {
            throw Problem(.forbidden, "this needs the permission consume or read")
        }
    }
}

extension StoreDesk {
    /// The list called `name`, if it exists for `identity`.
    func list(_ name: String, for identity: Identity) async throws -> PublishedList {
        guard let name = ListName(name),
            let list = try await ask({ try $0.servedList(named: name) }), identity.mayPull(list.settings)
        else { throw Problem(.notFound, "there is no list of this name") }
        return list
    }
}

extension PublishedList {
    /// Refuses to serve a list before its first serial: an empty one would open what it is to close.
    func requirePublished() throws(Problem) {
        guard serial > 0 else {
            throw Problem(
                .unavailable,
                hold.map { "nothing is published yet, because the list is held: \($0.reason)" }
                    ?? "nothing is published yet",
                retryAfter: 5
            )
        }
    }
}
