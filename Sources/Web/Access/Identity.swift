import Registry

/// Who asks, and what they may do.
struct Identity: Sendable {
    /// Whom the records name.
    let actor: Actor
    /// For whom labels are judged.
    let viewer: Viewer
    /// What they may do.
    let permissions: Permissions
    /// The token they presented.
    let token: Token?
    /// The person who signed in.
    let user: User?

    /// Nobody in particular.
    static let nobody = Identity(
        actor: Actor(.system, name: "nobody", member: nil),
        viewer: .everyone,
        permissions: [],
        token: nil,
        user: nil
    )

    /// The holder of a token.
    init(_ token: Token) {
        let settings = token.settings
        actor = Actor(.token(token.id), name: settings.name, member: settings.member)
        let isStaff = !settings.scopes.isDisjoint(with: [.read, .submit, .administer, .sense])
        if isStaff {
            viewer = .staff(of: settings.member)
        } else if let member = settings.member {
            viewer = .constituent(of: member)
        } else {
            viewer = .everyone
        }
        permissions = settings.scopes
        self.token = token
        user = nil
    }

    /// A person.
    init(_ user: User) {
        actor = Actor(.user(user.id), name: user.settings.name, member: user.settings.member)
        viewer = .staff(of: user.settings.member)
        permissions = user.settings.role.permissions
        token = nil
        self.user = user
    }

    private init(actor: Actor, viewer: Viewer, permissions: Permissions, token: Token?, user: User?) {
        self.actor = actor
        self.viewer = viewer
        self.permissions = permissions
        self.token = token
        self.user = user
    }

    /// Whether somebody presented a token or signed in.
    var isSomebody: Bool { token != nil || user != nil }

    /// Refuses who may not do something.
    func require(_ permission: Permissions) throws(Problem) {
        guard isSomebody else { throw Problem(.unauthorized, "this needs a token or a session") }
        guard permissions.contains(permission) else {
            throw Problem(.forbidden, "this needs the permission \(permission.words.joined(separator: " "))")
        }
    }
}
