import Addresses
import Foundation
import Glibc

/// Decides where a question may go, and pins it to the addresses that were looked at: a name that answers otherwise a
/// moment later changes nothing.
struct OutboundGuard: Sendable {
    /// Most addresses of a host that are tried.
    static let maximumTries = 3

    let policy: OutboundPolicy
    let resolver: any HostResolver

    /// The addresses to connect to, in order; none when a proxy resolves the name.
    /// - Throws: ``FetchFailure`` when the place must not be asked or has no address.
    func targets(of place: WebPlace, isProxied: Bool) async throws(FetchFailure) -> [IPAddress] {
        let host = place.host
        let literal = SystemResolver.find(host, flags: AI_NUMERICHOST)
        if isProxied, literal.isEmpty {
            guard !Self.isLocal(host) || policy.allowsHost(host) else { throw Self.refusal(place, nil) }
            return []
        }
        let found = literal.isEmpty ? await resolver.addresses(of: host) : literal
        if found.isEmpty {
            throw FetchFailure(.unresolved, "\(place): the name \(host) has no address")
        }
        // One forbidden address is enough: which of them is asked must not be left to whoever answers for the name.
        for address in found where !policy.allows(address, of: host) { throw Self.refusal(place, address) }
        return Array(found.prefix(Self.maximumTries))
    }

    private static func refusal(_ place: WebPlace, _ address: IPAddress?) -> FetchFailure {
        let found = address.map { "the address \($0)" } ?? "a local name"
        return FetchFailure(
            .refused,
            "\(place): \(place.host) is \(found), which is no public one; allow the host if it is meant"
        )
    }

    /// Names that mean this machine or network by agreement (RFC 6761, RFC 6762, RFC 9476's neighbours).
    private static func isLocal(_ host: String) -> Bool {
        let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "."))
        if !name.contains(".") { return true }
        return ["localhost", "local", "internal", "lan", "home.arpa"].contains { name.hasSuffix("." + $0) }
    }
}
