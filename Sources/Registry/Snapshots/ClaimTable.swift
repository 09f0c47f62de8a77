import Reports

/// Distinct claims, numbered in the order they came.
struct ClaimTable: Sendable {
    private(set) var claims: [Claim] = []
    /// Open addressing: claim number plus one, 0 for free. Its size is a power of two.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var last: UInt32 = 0

    /// An empty table.
    init() {}

    /// A table of `claims`, which are distinct, numbered in their order.
    init(_ claims: [Claim]) {
        for claim in claims { _ = number(of: claim) }
    }

    /// The number of `claim`, new or known.
    mutating func number(of claim: Claim) -> UInt32 {
        if !claims.isEmpty, claims[Int(last)] == claim { return last }
        if claims.count * 2 >= slots.count { grow() }
        let slot = place(of: claim)
        if slots[slot] == 0 {
            claims.append(claim)
            slots[slot] = UInt32(claims.count)
        }
        last = slots[slot] - 1
        return last
    }

    /// The slot that holds `claim`, or the free one where it belongs.
    private func place(of claim: Claim) -> Int {
        let mask = slots.count - 1
        var slot = claim.hashValue & mask
        while slots[slot] != 0, claims[Int(slots[slot]) - 1] != claim { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, claim) in claims.enumerated() {
            var slot = claim.hashValue & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }
}
