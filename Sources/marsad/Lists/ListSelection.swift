import Addresses
import Allowlists
import Lists
import Reports

/// Which addresses go onto a list, and how many do not for which reason.
struct ListSelection {
    let allowlist: Allowlist
    let context: CheckContext
    /// Only these; all when empty.
    let kinds: Set<AddressKind>
    let minimumScore: Double
    /// How many allowlists hold back, by what they say.
    private(set) var heldBack: [Outcome: Int] = [:]
    /// How many score too little or are of other kinds.
    private(set) var unselected = 0

    init(allowlist: Allowlist, context: CheckContext, kinds: Set<AddressKind>, minimumScore: Double) {
        self.allowlist = allowlist
        self.context = context
        self.kinds = kinds
        self.minimumScore = minimumScore
    }

    /// Whether an entry goes onto the list; counts it when it does not.
    mutating func takes(_ entry: ListEntry) -> Bool {
        guard Double(entry.score) >= minimumScore, kinds.isEmpty || kinds.contains(entry.address.kind) else {
            unselected += 1
            return false
        }
        let verdict = allowlist.check(entry.address, scope: entry.scope, in: context)
        if verdict.allows(.block) { return true }
        heldBack[verdict.outcome, default: 0] += 1
        return false
    }
}
