internal import Addresses
internal import Reports

/// What of an entry a format writes, or why it cannot.
struct ListAdmission {
    let format: ListFormat
    let now: Timestamp
    private let kinds: Set<AddressKind>

    init(_ format: ListFormat, now: Timestamp) {
        self.format = format
        self.now = now
        kinds = format.kinds
    }

    /// Makes `entry` what the format writes: where it has no URLs, one that means its whole host becomes the host.
    /// - Returns: why it cannot be written, or nil.
    func admit(_ entry: inout ListEntry) -> LeftOutReason? {
        if let expiry = entry.expiry, expiry <= now { return .expired }
        if case .url(let url) = entry.address, entry.scope == .host, !kinds.contains(.url) {
            switch url.host {
            case .domain(let name): entry.address = .domain(name)
            case .ip(let address): entry.address = .ip(address)
            }
        }
        switch entry.address {
        case .ip(let address):
            guard kinds.contains(.ip) else { return .kind }
            return format.carries(isIPv4: address.isIPv4) ? nil : .family
        case .network(let network):
            if network.prefixLength == 0 { return .everything }
            guard kinds.contains(.network) else { return kinds.contains(.ip) ? .network : .kind }
            return format.carries(isIPv4: network.isIPv4) ? nil : .family
        case .url(let url):
            guard kinds.contains(.url) else { return .kind }
            if case .ip(let address) = url.host, !format.carries(isIPv4: address.isIPv4) { return .family }
            return nil
        case .asn, .domain:
            return kinds.contains(entry.address.kind) ? nil : .kind
        }
    }
}
