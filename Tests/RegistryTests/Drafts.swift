import Addresses
import Reports
import TestSupport

@testable import Registry

/// Small random things for tests.
enum Drafts {
    /// A random claim of few possible ones, so that equal ones meet.
    static func claim(using generator: inout SeededGenerator) -> Claim {
        func maybe<Value>(_ values: [Value]) -> Value? {
            let index = Int.random(in: 0...values.count, using: &generator)
            return index == values.count ? nil : values[index]
        }
        let times = [100, 200, 300].map { Timestamp(seconds: $0) }
        return Claim(
            category: maybe([.phishing, .scanning]),
            confidence: maybe([10, 90]),
            firstSeen: maybe(times),
            lastSeen: maybe(times),
            label: maybe([.clear, .red]),
            permittedUse: maybe(PermittedUse.allCases),
            expiry: maybe(times),
            reference: maybe(["https://a.example/", ""]),
            comment: maybe(["x", "y"]),
            scope: maybe(MatchScope.allCases) ?? .exact
        )
    }

    /// A random address of a small universe in which addresses contain each other.
    static func address(using generator: inout SeededGenerator) throws -> Address {
        let number = Int.random(in: 0..<40, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return try Address("192.0.2.\(number)")
        case 1: return try Address("192.0.2.0/\(24 + number % 8)")
        case 2: return try Address("a\(number).example")
        case 3: return try Address("b.a\(number % 4).example")
        default: return try Address("AS\(64_496 + number % 4)")
        }
    }

    static func hashKey(_ seed: UInt64) -> HashKey {
        var generator = SeededGenerator(seed: seed)
        return .random(using: &generator)
    }

    static func snapshot(_ reports: [(Address, Claim)]) throws -> Snapshot {
        var builder = SnapshotBuilder()
        for (address, claim) in reports { try builder.add(address, claim) }
        return builder.finish()
    }
}
