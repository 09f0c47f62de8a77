public import Addresses
public import Reports

extension Allowlist {
    /// Says what may become of an address, and why.
    /// - Parameters:
    ///   - address: the address.
    ///   - scope: how much of a URL's neighbourhood is meant; a URL that means its whole host is checked as the host.
    ///   - context: the moment, the receivers, and what follows from labels.
    /// - Returns: every entry that applies, and what follows from all of them.
    public func check(_ address: Address, scope: MatchScope = .exact, in context: CheckContext) -> Verdict {
        var check = Check(self, context)
        switch address {
        case .ip(let ip): check.ip(ip)
        case .network(let network): check.network(network)
        case .asn(let system): check.system(system)
        case .domain(let name): check.name(name)
        case .url(let url): check.url(url, scope: scope)
        }
        return check.verdict
    }
}
