public import Addresses
public import Reports

/// What a check must know besides the address.
public struct CheckContext: Sendable {
    /// The moment: entries that have ended do not count.
    public var now: Timestamp
    /// Who will receive what is decided: entries for another member do not count.
    public var audience: EntryScope
    /// The system that announces the IP address, if it is known: entries of AS numbers count for it.
    public var origin: ASN?
    /// What follows from labels.
    public var policy: LabelPolicy

    /// A context; only the moment has no default.
    public init(
        now: Timestamp,
        audience: EntryScope = .everyone,
        origin: ASN? = nil,
        policy: LabelPolicy = .standard
    ) {
        self.now = now
        self.audience = audience
        self.origin = origin
        self.policy = policy
    }
}
