/// Why something cannot be learnt from.
public struct SourceWorthError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Listings were given out of the order of their addresses.
        case order = "order"
        /// Stored bytes are not what was stored.
        case stored = "stored"
    }

    /// What is wrong.
    public let reason: Reason

    /// An error of this reason.
    public init(_ reason: Reason) {
        self.reason = reason
    }
}

extension SourceWorthError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch reason {
        case .order: "listings must come in ascending order of their addresses"
        case .stored:
            "what was learnt of sources is stored damaged or by a later version; it can be learnt anew"
        }
    }
}
