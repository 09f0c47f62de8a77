import Addresses
import Allowlists
import Registry
import Reports

/// Registered addresses that allowlists hold back, in the order of their keys.
struct HeldAddresses: Sendable {
    /// Most registered addresses that are looked at for a page: it may come before it is full.
    static let maximumExamined = 20_000

    struct Held: Sendable {
        let summary: AddressSummary
        let answer: AllowlistAnswer
    }

    let held: [Held]
    /// Where to go on; nil after the last.
    let next: SearchCursor?

    /// A page of them.
    /// - Parameters:
    ///   - cursor: where the page before ended.
    ///   - limit: how many at most.
    ///   - viewer: who asks: what they may not know of is not among them.
    ///   - list: the allowlist.
    ///   - store: the registry.
    ///   - now: the moment.
    /// - Throws: an error of the store.
    init(
        after cursor: SearchCursor?,
        limit: Int,
        for viewer: Viewer,
        by list: Allowlist,
        in store: any Store,
        at now: Timestamp
    ) throws {
        var held: [Held] = []
        var cursor = cursor
        var examined = 0
        let query = AddressQuery(minimumScore: Self.leastScore)
        while true {
            let page = try store.search(
                query,
                after: cursor,
                limit: AddressQuery.maximumLimit,
                for: viewer
            )
            for summary in page.summaries {
                examined += 1
                let answer = AllowlistAnswer(
                    of: summary.address,
                    scope: summary.scope,
                    in: list,
                    for: viewer.member,
                    at: now
                )
                guard answer.holdsBack else { continue }
                held.append(Held(summary: summary, answer: answer))
                guard held.count < limit else {
                    (self.held, next) = (held, .key(summary.address.key))
                    return
                }
            }
            cursor = page.next
            guard cursor != nil, examined < Self.maximumExamined else { break }
        }
        (self.held, next) = (held, cursor)
    }

    /// Below it, nothing is listed anywhere.
    private static let leastScore = 0.01
}
