public import Addresses

/// What is hunted: an address, and how much around it counts as meeting it.
public struct HuntTarget: Hashable, Sendable {
    /// How much counts as meeting the address.
    public enum Reach: String, Hashable, Sendable, CaseIterable {
        /// What lies in the address: of a network its IP addresses, of a domain its subdomains, of any host its URLs; of a
        /// URL its path and query, whatever scheme and port.
        case inside
        /// The address itself: of a URL with its scheme and port, of a host without its URLs.
        case exactly
        /// Of a URL, its path and what lies below it at a `/`, whatever the query, scheme and port. Of others, the same as
        /// ``inside``.
        case pathPrefix = "path-prefix"
        /// Of a URL, its host and everything the host serves, without subdomains. Of others, the same as ``inside``.
        case host
    }

    /// The address.
    public let address: Address
    /// How much counts.
    public let reach: Reach

    /// A hunt for `address`.
    public init(_ address: Address, reach: Reach = .inside) {
        self.address = address
        self.reach = reach
    }
}
