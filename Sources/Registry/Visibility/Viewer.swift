/// For whom something is shown.
public enum Viewer: Hashable, Sendable {
    /// Anybody, signed in or not.
    case everyone
    /// Somebody whom a member serves: a consumer of its lists.
    case constituent(of: Member.ID)
    /// Somebody who works for a member; for the system's own administrators and auditors, for none.
    case staff(of: Member.ID?)
    /// Marsad itself and who works at its machine: sees everything.
    case system

    /// The member the viewer belongs to.
    public var member: Member.ID? {
        switch self {
        case .everyone, .system: nil
        case .constituent(let member): member
        case .staff(let member): member
        }
    }
}
