internal import Addresses
internal import Allowlists
public import Registry
internal import Reports

/// What may not happen to a list by itself: the last check before it is served.
///
/// Allowlists are asked for the list's own receivers, at the moment of publication. What they do not let pass stays off
/// the list. On a list that blocks, an address that must never be blocked or is among the most visited names stops the
/// list besides: somebody reported it, and a person has to see who. So does a change beyond the list's bounds.
public struct ListGuard: ListRules {
    /// The shortest prefix of a network that may be on a list, whatever allowlists say: IPv4, IPv6.
    public static let shortestPrefix = (ipv4: 8, ipv6: 20)
    /// Addresses that a reason names.
    static let namedAddresses = 5

    /// See ``ListRules/policy``.
    public let policy: Int64
    private let allowlist: Allowlist
    private let context: CheckContext
    private let use: PermittedUse
    private let geography: ListGeography?
    private let countries: Set<String>

    /// A guard of a list with these settings.
    /// - Parameters:
    ///   - settings: the list's settings.
    ///   - allowlist: all that holds anything back.
    ///   - policy: the registry's policy when the allowlist was made.
    ///   - geography: where addresses lie.
    ///   - now: the moment.
    init(
        _ settings: ListSettings,
        asking allowlist: Allowlist,
        of policy: Int64,
        in geography: ListGeography?,
        at now: Timestamp
    ) {
        self.geography = settings.criteria.countries.isEmpty ? nil : geography
        self.policy = self.geography?.policy(policy) ?? policy
        self.allowlist = allowlist
        use = settings.criteria.use
        countries = settings.criteria.countries
        let audience = settings.audience.member.map { EntryScope.member($0.number) } ?? .everyone
        context = CheckContext(now: now, audience: audience)
    }

    /// Whether an address may be on the list; see ``ListRules/decide(_:)``.
    public func decide(_ address: ListedAddress) -> ListDecision {
        if let geography, !geography.takes(address.address, countries) { return .leaveOut }
        if case .network(let network) = address.address {
            let shortest = network.isIPv4 ? Self.shortestPrefix.ipv4 : Self.shortestPrefix.ipv6
            if network.prefixLength < shortest {
                return .withhold(reason: "wider than /\(shortest)", stops: use == .block)
            }
        }
        let verdict = allowlist.check(address.address, scope: address.scope, in: context)
        if verdict.allows(use) { return .list }
        let isPopular = verdict.findings.contains { $0.label == .popularName && $0.outcome >= .askFirst }
        let stops = use == .block && (verdict.outcome == .neverBlock || isPopular)
        return .withhold(reason: reason(of: verdict), stops: stops)
    }

    private func reason(of verdict: Verdict) -> String {
        guard let finding = verdict.findings.first else { return verdict.outcome.name }
        let entry = allowlist[finding]
        return "\(verdict.outcome.name): \(entry.rule) of \(entry.terms.list) (\(entry.terms.reason))"
    }

    /// Why a difference waits for a person; see ``ListRules/objection(to:)``.
    public func objection(to stage: ListStage) -> String? {
        let objections = Self.objections(to: stage)
        return objections.isEmpty ? nil : objections.map(\.sentence).joined(separator: "; ")
    }

    /// Everything that keeps a difference from being published by itself.
    public static func objections(to stage: ListStage) -> [ListObjection] {
        var objections: [ListObjection] = []
        if stage.stoppingCount > 0 {
            let named = Array(stage.stopping.prefix(namedAddresses))
            objections.append(.unblockable(named, count: stage.stoppingCount))
        }
        let (bounds, difference) = (stage.settings.bounds, stage.difference)
        let lost = difference.removed - difference.ended
        if lost > max(bounds.freeLoss, Int(bounds.maximumLoss * Double(stage.entryCount))) {
            objections.append(.loss(lost, of: stage.entryCount))
        }
        let room = Int(min(bounds.maximumGain * Double(stage.entryCount), 1e15))
        if stage.hadEntries, difference.added > max(bounds.freeGain, room) {
            objections.append(.gain(difference.added, to: stage.entryCount))
        }
        return objections
    }
}
