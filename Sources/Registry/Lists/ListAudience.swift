public import Reports

/// For whom a list is: what its entries may be made of, and who may pull it.
public enum ListAudience: Hashable, Sendable {
    /// Anybody who presents a token: what is CLEAR.
    case everyone
    /// All members and those whom they serve: up to AMBER.
    case community
    /// One member and those whom it serves: up to AMBER.
    case member(Member.ID)
    /// Those who work for members, on their own networks: up to AMBER+STRICT.
    case staff

    /// The most restrictive label that what the list is made of may bear. RED reports never reach a list.
    public var maximumLabel: SharingLabel {
        switch self {
        case .everyone: .clear
        case .community, .member: .amber
        case .staff: .amberStrict
        }
    }

    /// The one member that it is for; nil when it is for more.
    public var member: Member.ID? {
        if case .member(let member) = self { member } else { nil }
    }

    /// The word used in output and JSON; that of one member is said beside it.
    public var name: String {
        switch self {
        case .everyone: "everyone"
        case .community: "community"
        case .member: "member"
        case .staff: "staff"
        }
    }
}
