public import Addresses
public import Reports

/// Where members are kept.
public protocol MemberStore: Sendable {
    /// All members, by code.
    func members() throws(StoreError) -> [Member]

    /// Makes a member.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``MemberSettings/fault`` or a code that is taken.
    func addMember(_ settings: MemberSettings, by actor: Actor, at: Timestamp) throws(StoreError) -> Member

    /// Gives a member other settings.
    func updateMember(
        _ member: Member.ID,
        _ settings: MemberSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Member

    /// The member that answers for `address`: the one with the narrowest entry around it; nil when none does.
    func member(answeringFor address: Address) throws(StoreError) -> Member.ID?
}
