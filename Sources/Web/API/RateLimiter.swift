import Registry
import Reports
import Synchronization

/// Counts requests, so that nobody takes more than a share: a bucket of tokens for each who asks, which fills again.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    /// How much there is to take.
    struct Allowance: Sendable {
        /// Most that can be taken at once.
        let burst: Double
        /// How much comes back in a second.
        let perSecond: Double
    }

    /// Most buckets; when there are more, those that are full again are forgotten, then all.
    static var maximumCount: Int { 100_000 }

    private struct Bucket {
        var level: Double
        var at: ContinuousClock.Instant
    }

    private let allowance: Allowance
    private let buckets = Mutex<[Key: Bucket]>([:])

    init(_ allowance: Allowance) {
        self.allowance = allowance
    }

    /// Takes one for `key`.
    /// - Returns: nil when there was one, else in how many seconds there will be.
    func take(for key: Key, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= Self.maximumCount, buckets[key] == nil { forget(&buckets, at: now) }
            var bucket = buckets[key] ?? Bucket(level: allowance.burst, at: now)
            bucket.level = level(of: bucket, at: now)
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.level >= 1 else {
                return max(1, Int(((1 - bucket.level) / allowance.perSecond).rounded(.up)))
            }
            bucket.level -= 1
            return nil
        }
    }

    private func level(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        let seconds = max(0, (now - bucket.at) / .seconds(1))
        return min(allowance.burst, bucket.level + seconds * allowance.perSecond)
    }

    private func forget(_ buckets: inout [Key: Bucket], at now: ContinuousClock.Instant) {
        buckets = buckets.filter { level(of: $0.value, at: now) < allowance.burst }
        if buckets.count >= Self.maximumCount { buckets = [:] }
    }
}

/// The limits of the hub.
enum RateLimits {
    /// Requests of one token or user.
    static let requests = RateLimiter<Actor.Kind>.Allowance(burst: 5000, perSecond: 1000)
    /// Questions from one address without signing in: nobody tries references one by one.
    static let questions = RateLimiter<String>.Allowance(burst: 30, perSecond: 0.2)
    /// Appeals from one address.
    static let appeals = RateLimiter<String>.Allowance(burst: 3, perSecond: 1.0 / 600)
    /// Wrong secrets from one address: what is tried beyond is told nothing.
    static let failures = RateLimiter<String>.Allowance(burst: 20, perSecond: 0.5)
}
