import Addresses
import Allowlists
import JSONOutput
import Registry
import RegistryJSON
import Reports

/// What the hub's allowlist says of one address, for one member's lists.
struct AllowlistAnswer: Sendable {
    /// An entry that applies, and how.
    struct Found: Sendable {
        let finding: Finding
        let entry: AllowlistEntry
    }

    let verdict: Verdict
    private let list: Allowlist

    /// Asks.
    /// - Parameters:
    ///   - address: the address.
    ///   - scope: how much of a URL's neighbourhood is meant.
    ///   - list: the allowlist.
    ///   - member: whose lists; entries for those of other members neither count nor show.
    ///   - now: the moment.
    init(
        of address: Address,
        scope: MatchScope = .exact,
        in list: Allowlist,
        for member: Member.ID?,
        at now: Timestamp
    ) {
        let audience = EntryScope(storedMember: member?.number)
        verdict = list.check(address, scope: scope, in: CheckContext(now: now, audience: audience))
        self.list = list
    }

    /// Whether it stands in the way of lists that block.
    var holdsBack: Bool { !verdict.allows(.block) }

    /// The entries that apply, the strictest first.
    var found: [Found] { verdict.findings.map { Found(finding: $0, entry: list[$0]) } }

    /// The strictest entry that decides; nil when nothing stands in the way.
    var reason: Found? {
        guard holdsBack, let first = verdict.findings.first else { return nil }
        return Found(finding: first, entry: list[first])
    }

    /// Writes it as an object.
    func write(to writer: inout JSONWriter, members: [Int64: String]) {
        writer.object { $0.fields(verdict, in: list, members: members) }
    }
}

extension AllowlistHolder {
    /// What is said of an address as registered, or of any other.
    func answer(
        on address: Address,
        _ summary: AddressSummary?,
        for member: Member.ID?,
        at now: Timestamp,
        in store: any Store
    ) throws -> AllowlistAnswer {
        let list = try allowlist(store).list
        return AllowlistAnswer(of: address, scope: summary?.scope ?? .exact, in: list, for: member, at: now)
    }

    /// The reports of a submission, those of addresses that are held back marked so.
    func marked(
        _ items: [Submission.Item],
        for member: Member.ID?,
        at now: Timestamp,
        in store: any Store
    ) throws -> [Submission.Item] {
        guard items.contains(where: { $0.claim.permittedUse == .block }) else { return items }
        let list = try allowlist(store).list
        return items.map { item in
            guard item.claim.permittedUse == .block else { return item }
            var item = item
            let scope = item.claim.scope
            item.isHeldBack =
                AllowlistAnswer(of: item.address, scope: scope, in: list, for: member, at: now).holdsBack
            return item
        }
    }
}
