/// What follows from labels: the part of an allowlist that each published list may set for itself.
///
/// The standard policy is that of `docs/decisions/0006-allowlists.md`.
public struct LabelPolicy: Hashable, Sendable {
    /// What follows for an address that bears a label: two bits a label, by raw value.
    private var bearing: UInt64 = 0
    /// What follows for a network or name that holds something with the label, or is all of it.
    private var holding: UInt64 = 0

    /// Nothing follows from any label.
    public static let none = LabelPolicy()

    /// Scanners that say who they are and shared front ends are told, not blocked; names on shared platforms wait for a
    /// person; so does a network that holds a provider's whole range.
    public static let standard: LabelPolicy = {
        var policy = LabelPolicy()
        policy.set(.researchScanner, bearing: .informOnly)
        policy.set(.contentDelivery, bearing: .informOnly, holding: .askFirst)
        policy.set(.cloud, holding: .askFirst)
        policy.set(.sharedPlatform, bearing: .askFirst, holding: .askFirst)
        return policy
    }()

    private init() {}

    /// Sets both that follow from a label.
    /// - Parameters:
    ///   - label: the label.
    ///   - bearing: what follows for an address that bears it.
    ///   - holding: what follows for a network or name that holds something with it, or is all of it.
    public mutating func set(_ label: EntryLabel, bearing: Outcome = .free, holding: Outcome = .free) {
        let place = UInt64(label.rawValue) * 2
        self.bearing = self.bearing & ~(3 << place) | UInt64(bearing.rawValue) << place
        self.holding = self.holding & ~(3 << place) | UInt64(holding.rawValue) << place
    }

    /// What follows for an address that bears the label.
    public func outcome(bearing label: EntryLabel) -> Outcome { Self.outcome(of: label, in: bearing) }

    /// What follows for a network or name that holds something with the label.
    public func outcome(holding label: EntryLabel) -> Outcome { Self.outcome(of: label, in: holding) }

    private static func outcome(of label: EntryLabel, in bits: UInt64) -> Outcome {
        Outcome(rawValue: UInt8(bits >> (UInt64(label.rawValue) * 2) & 3)) ?? .neverBlock
    }
}
