import Registry

/// The parts of the console that its menu leads to.
enum Area: Sendable, CaseIterable {
    case situation, search, register, approvals, appeals, watch, lists, feeds, allowlists, hunts,
        administration, audit, help

    var path: String {
        switch self {
        case .situation: "/"
        case .search: "/search"
        case .register: "/register"
        case .approvals: "/approvals"
        case .appeals: "/appeals"
        case .watch: "/watch"
        case .lists: "/published"
        case .feeds: "/feeds"
        case .allowlists: "/allow"
        case .hunts: "/hunts"
        case .administration: "/admin"
        case .audit: "/audit"
        case .help: "/help"
        }
    }

    var phrase: Phrase {
        switch self {
        case .situation: .situation
        case .search: .search
        case .register: .register
        case .approvals: .approvals
        case .appeals: .appeals
        case .watch: .watch
        case .lists: .lists
        case .feeds: .feeds
        case .allowlists: .allowlists
        case .hunts: .hunts
        case .administration: .administration
        case .audit: .audit
        case .help: .help
        }
    }

    /// The key that leads there after `g`, as `KeyboardEvent.code` names it.
    var key: String {
        switch self {
        case .situation: "KeyS"
        case .search: "KeyE"
        case .register: "KeyR"
        case .approvals: "KeyP"
        case .appeals: "KeyO"
        case .watch: "KeyW"
        case .lists: "KeyL"
        case .feeds: "KeyF"
        case .allowlists: "KeyX"
        case .hunts: "KeyH"
        case .administration: "KeyM"
        case .audit: "KeyU"
        case .help: "Help"
        }
    }

    /// What somebody must be allowed to do there.
    var permission: Permissions {
        switch self {
        case .situation, .search, .watch, .lists, .feeds, .allowlists, .help: .read
        case .register, .approvals, .appeals, .hunts: .submit
        case .administration: .administer
        case .audit: .audit
        }
    }

    func isOpen(to identity: Identity) -> Bool {
        identity.user != nil && identity.permissions.contains(permission)
    }
}
