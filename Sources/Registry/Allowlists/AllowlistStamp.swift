/// How allowlists stood at a moment: entries, imported lists and constituencies.
public struct AllowlistStamp: Hashable, Sendable {
    /// The last audit record that was looked at.
    public var examined: Int64
    /// The last audit record of a change to them; 0 when nothing has changed yet.
    public var change: Int64

    /// A stamp of these numbers.
    public init(examined: Int64, change: Int64) {
        self.examined = examined
        self.change = change
    }
}

extension AuditAction {
    /// The acts that change what allowlists say.
    public static let changesOfAllowlists: [AuditAction] = [
        .allowEntryAdded, .allowEntryRemoved, .allowlistImported, .allowlistRemoved, .memberAdded,
        .memberUpdated,
    ]
}
