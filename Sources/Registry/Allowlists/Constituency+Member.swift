internal import Addresses
public import Allowlists

extension Constituency {
    /// What `member` answers for.
    public init(_ member: Member) {
        self.init(member: member.id.number, name: member.settings.name)
        for address in member.settings.constituency {
            switch address {
            case .ip(let ip): networks.append(IPNetwork(ip))
            case .network(let network): networks.append(network)
            case .asn(let system): systems.append(system)
            case .domain(let name): suffixes.append(.domain(name))
            // Settings with a URL have a fault and are not kept.
            case .url: continue
            }
        }
    }
}
