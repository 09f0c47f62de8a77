internal import Addresses
public import Allowlists
internal import Reports

/// An allowlist as of a moment and for an audience, as asked of what is imported.
public struct AllowlistCheck: Sendable {
    /// The allowlist.
    public let list: Allowlist
    /// The moment, the receivers, and what follows from labels.
    public let context: CheckContext

    /// Asks `list` in `context`.
    public init(_ list: Allowlist, in context: CheckContext) {
        self.list = list
        self.context = context
    }

    func outcome(of address: Address, scope: MatchScope) -> Outcome {
        list.check(address, scope: scope, in: context).outcome
    }
}

/// How many addresses came to each outcome.
public struct OutcomeCounts: Hashable, Sendable {
    private var counts = [Int](repeating: 0, count: Outcome.allCases.count)

    /// None.
    public init() {}

    /// How many came to `outcome`.
    public subscript(outcome: Outcome) -> Int { counts[Int(outcome.rawValue)] }

    /// How many came to any outcome but free.
    public var held: Int { Outcome.allCases.reduce(0) { $1 == .free ? $0 : $0 + self[$1] } }

    /// Counts one more.
    public mutating func add(_ outcome: Outcome) {
        counts[Int(outcome.rawValue)] += 1
    }
}
