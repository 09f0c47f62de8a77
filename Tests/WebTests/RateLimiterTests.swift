import Registry
import Testing

@testable import Web

@Suite struct `The rate limiter` {
    @Test func `gives each its share, which fills again`() {
        let limiter = RateLimiter<String>(.init(burst: 3, perSecond: 0.5))
        let start = ContinuousClock.now
        #expect((0..<3).allSatisfy { _ in limiter.take(for: "a", at: start) == nil })
        #expect(limiter.take(for: "a", at: start) == 2)
        #expect(limiter.take(for: "b", at: start) == nil)
        #expect(limiter.take(for: "a", at: start.advanced(by: .seconds(1))) == 1)
        #expect(limiter.take(for: "a", at: start.advanced(by: .seconds(2))) == nil)
        let later = start.advanced(by: .seconds(3600))
        #expect((0..<3).allSatisfy { _ in limiter.take(for: "a", at: later) == nil })
        #expect(limiter.take(for: "a", at: later) != nil)
    }
}
