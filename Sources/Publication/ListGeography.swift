internal import Addresses
internal import Enrichment

/// Where addresses lie, for lists that take those of some countries.
struct ListGeography: Sendable {
    /// Seconds after which the folder is looked at again though nothing else happens.
    static let patience: Int64 = 60

    private let folder: String?
    private var databases: GeoDatabases?

    /// What the databases in `folder` will say once they are opened; without a folder, nothing.
    init(folder: String?) {
        self.folder = folder
    }

    /// Opens the databases, or takes up those that were replaced.
    mutating func refresh() {
        databases = databases?.refreshed() ?? folder.map { GeoDatabases(folder: $0) }
    }

    /// A version of what decides on a list that depends on `policy` and on these databases.
    func policy(_ policy: Int64) -> Int64 {
        let state = databases?.stamp ?? 0
        return Int64(bitPattern: (UInt64(bitPattern: policy) &* 0x0000_0100_0000_01B3 ^ state) & .max >> 1)
    }

    /// Whether an address is known to lie in one of `countries`.
    func takes(_ address: Address, _ countries: Set<String>) -> Bool {
        let network: IPNetwork
        switch address {
        case .ip(let ip): network = IPNetwork(ip)
        case .network(let whole): network = whole
        case .url(let url):
            guard case .ip(let ip) = url.host else { return false }
            network = IPNetwork(ip)
        case .asn, .domain: return false
        }
        guard let country = databases?.facts(of: network.base).country, country.network.contains(network)
        else {
            return false
        }
        return countries.contains(country.value.text)
    }
}
