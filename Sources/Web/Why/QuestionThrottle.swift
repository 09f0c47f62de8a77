import Addresses
import Hummingbird

/// Slows down who asks without signing in, by the address that they ask from; the addresses of one IPv6 subscriber count
/// as one.
struct QuestionThrottle: Sendable {
    /// The part of an IPv6 address that one subscriber has at least.
    static let subscriberPrefix = 64

    private let limiter: RateLimiter<String>

    init(_ allowance: RateLimiter<String>.Allowance) {
        limiter = RateLimiter(allowance)
    }

    /// Takes one for the connection of a request.
    /// - Throws: a problem that says when to come again.
    func take(for context: HubContext) throws(Problem) {
        guard let seconds = limiter.take(for: Self.origin(context.remoteAddress?.ipAddress ?? "")) else {
            return
        }
        throw Problem(.tooManyRequests, "too many questions from this address", retryAfter: seconds)
    }

    /// What counts as one who asks.
    static func origin(_ text: String) -> String {
        guard let address = try? IPAddress(text), !address.isIPv4,
            let network = IPNetwork(containing: address, prefixLength: subscriberPrefix)
        else { return text }
        return network.description
    }
}
