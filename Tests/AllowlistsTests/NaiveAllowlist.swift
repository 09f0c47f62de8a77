import Addresses
import Allowlists
import Foundation
import Reports

/// The rules of allowlists written down a second time, one entry after the other, without any table.
struct NaiveAllowlist {
    struct Found: Hashable {
        let entry: AllowlistEntry
        let relation: Relation
    }

    let entries: [AllowlistEntry]

    func findings(_ address: Address, scope: MatchScope, in context: CheckContext) -> Set<Found> {
        var address = address
        if case .url(let url) = address, scope == .host || ["/", "/?"].contains(url.pathAndQuery) {
            switch url.host {
            case .domain(let name): address = .domain(name)
            case .ip(let ip): address = .ip(ip)
            }
        }
        var found: Set<Found> = []
        for entry in entries {
            if let expiry = entry.terms.expiry, expiry <= context.now { continue }
            if entry.terms.scope != .everyone, entry.terms.scope != context.audience { continue }
            if let relation = relation(address, entry.rule, scope: scope, origin: context.origin) {
                found.insert(Found(entry: entry, relation: relation))
            }
        }
        return found
    }

    /// Without released entries and with the policy of no labels, the strictest kind decides.
    func outcome(_ address: Address, scope: MatchScope, in context: CheckContext) -> Outcome {
        let found = findings(address, scope: scope, in: context).filter { $0.relation != .served }
        let kinds = Set(found.map(\.entry.terms.kind))
        let isReleased = found.contains { $0.entry.terms.kind == .released && $0.relation != .around }
        if kinds.contains(.neverBlock) { return .neverBlock }
        if kinds.contains(.askFirst), !isReleased { return .askFirst }
        return kinds.contains(.informOnly) ? .informOnly : .free
    }

    private func relation(
        _ address: Address,
        _ rule: AllowlistRule,
        scope: MatchScope,
        origin: ASN?
    ) -> Relation? {
        switch (address, rule) {
        case (_, .pattern(let pattern)):
            guard address.kind != .network, address.kind != .asn else { return nil }
            if pattern.syntax == .substring {
                return address.description.lowercased().contains(pattern.source.lowercased()) ? .matched : nil
            }
            return pattern.matches(address.description) ? .matched : nil
        case (.network(let network), .wider(let family, let length)):
            return (family == .ipv4) == network.isIPv4 && network.prefixLength < length ? .matched : nil
        case (.asn(let system), .address(.asn(let other), _)): return system == other ? .same : nil
        case (.asn(let system), .systems(let range)): return range.contains(system) ? .inside : nil
        case (.ip(let ip), _): return relation(IPNetwork(ip), rule, origin: origin)
        case (.network(let network), _): return relation(network, rule, origin: nil)
        case (.domain(let name), _): return relation(name, rule)
        case (.url(let url), _): return relation(url, rule, scope: scope, origin: origin)
        default: return nil
        }
    }

    private func relation(_ network: IPNetwork, _ rule: AllowlistRule, origin: ASN?) -> Relation? {
        switch rule {
        case .address(.ip(let ip), _): return relation(network, IPNetwork(ip))
        case .address(.network(let other), _): return relation(network, other)
        case .address(.asn(let system), _): return origin == system ? .inside : nil
        case .systems(let range): return origin.map(range.contains) == true ? .inside : nil
        case .address(.url(let url), _):
            guard case .ip(let ip) = url.host else { return nil }
            return network.contains(ip) ? .around : nil
        default: return nil
        }
    }

    private func relation(_ network: IPNetwork, _ other: IPNetwork) -> Relation? {
        network == other ? .same : other.contains(network) ? .inside : network.contains(other) ? .around : nil
    }

    private func relation(_ name: DomainName, _ rule: AllowlistRule) -> Relation? {
        switch rule {
        case .address(.domain(let other), let reach):
            if name == other { return .same }
            if name.contains(other) { return .around }
            guard other.contains(name) else { return nil }
            switch reach {
            case .exact: return nil
            case .registrable:
                let suffix = name.publicSuffix().text.split(separator: ".").count
                return other.labelCount > suffix ? .inside : nil
            case .below, .everything: return .inside
            }
        case .address(.url(let url), _):
            guard case .domain(let host) = url.host else { return nil }
            return name.contains(host) ? .around : nil
        case .topLevelDomain(let label): return name.text.hasSuffix(".\(label.text)") ? .inside : nil
        case .publicSuffixes(let section):
            let suffix = name.publicSuffix()
            let wanted: PublicSuffixes.Suffix.Section = section == .registries ? .registry : .privateHolder
            guard suffix.section == wanted else { return nil }
            if suffix.text == name.text { return .same }
            return section == .platforms ? .inside : nil
        default: return nil
        }
    }

    private func relation(
        _ url: URLAddress,
        _ rule: AllowlistRule,
        scope: MatchScope,
        origin: ASN?
    ) -> Relation? {
        if case .address(.url(let other), let reach) = rule {
            guard url.host == other.host else { return nil }
            let (path, query) = parts(url)
            let (otherPath, otherQuery) = parts(other)
            if path == otherPath, query == otherQuery { return .same }
            if reach == .below || reach == .everything, isBelow(path, otherPath) { return .inside }
            return scope == .pathPrefix && isBelow(otherPath, path) ? .around : nil
        }
        let ofHost: Relation?
        switch url.host {
        case .domain(let name): ofHost = relation(name, rule)
        case .ip(let ip): ofHost = relation(IPNetwork(ip), rule, origin: origin)
        }
        guard let ofHost, ofHost != .around else { return nil }
        if case .publicSuffixes = rule { return .served }
        guard rule.reach == .everything else { return .served }
        if case .address(.domain, _) = rule { return ofHost }
        return .inside
    }

    private func parts(_ url: URLAddress) -> (path: String, query: String?) {
        let parts = url.pathAndQuery.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = String(parts[0])
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return (path, parts.count > 1 ? String(parts[1]) : nil)
    }

    private func isBelow(_ path: String, _ above: String) -> Bool {
        above == "/" || path == above || path.hasPrefix(above + "/")
    }
}
