internal import Reports

/// Of an entry's terms, what decides.
struct TermsOutline: Sendable {
    let kind: EntryKind
    let label: EntryLabel?
    private let member: Int64?
    private let expiry: Timestamp?

    init(_ terms: EntryTerms) {
        kind = terms.kind
        label = terms.label
        member = terms.scope.memberNumber
        expiry = terms.expiry
    }

    /// Whether the entry has not ended and counts for the audience.
    @inline(__always)
    func holds(in context: CheckContext) -> Bool {
        if let expiry, expiry <= context.now { return false }
        guard let member else { return true }
        return context.audience == .member(member)
    }

    /// What follows from the entry alone.
    /// - Parameters:
    ///   - relation: how the address lies to it.
    ///   - isWhole: whether the address is a network or name that is all of it.
    ///   - policy: what follows from labels.
    /// - Returns: the outcome.
    @inline(__always)
    func outcome(_ relation: Relation, isWhole: Bool, by policy: LabelPolicy) -> Outcome {
        guard relation != .served else { return .free }
        switch kind {
        case .neverBlock: return .neverBlock
        case .informOnly: return .informOnly
        case .askFirst: return .askFirst
        case .released: return .free
        case .label:
            guard let label else { return .free }
            if relation == .around { return policy.outcome(holding: label) }
            let bearing = policy.outcome(bearing: label)
            return isWhole ? max(bearing, policy.outcome(holding: label)) : bearing
        }
    }
}
