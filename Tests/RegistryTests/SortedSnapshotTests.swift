import Addresses
import Reports
import TestSupport
import Testing

@testable import Registry

@Suite struct `Sorted snapshots` {
    @Test(arguments: 0..<20)
    func `hold each address once with the union of its claims`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var expected: [AddressKey: Claim] = [:]
        var reports: [(Address, Claim)] = []
        for _ in 0..<Int.random(in: 0..<400, using: &generator) {
            let address = try Drafts.address(using: &generator)
            let claim = Drafts.claim(using: &generator)
            reports.append((address, claim))
            expected[address.key] = expected[address.key]?.union(claim) ?? claim
        }
        let snapshot = try Drafts.snapshot(reports)
        #expect(snapshot.count == reports.count)
        let sorted = SortedSnapshot(snapshot, key: Drafts.hashKey(seed))
        var found: [AddressKey: Claim] = [:]
        for position in 0..<sorted.count {
            let key = sorted.key(at: position)
            #expect(sorted.kind(at: position) == Address(key: key)?.kind)
            #expect(found.updateValue(sorted.claims[sorted.claimNumber(at: position)], forKey: key) == nil)
            if position > 0 { #expect(sorted.hash(at: position - 1) < sorted.hash(at: position)) }
        }
        #expect(found == expected)
        #expect(Set(sorted.claims).count == sorted.claims.count)
    }

    @Test func `do not depend on the order of the reports`() throws {
        var generator = SeededGenerator(seed: 9)
        var reports = try (0..<300).map { _ in
            (try Drafts.address(using: &generator), Drafts.claim(using: &generator))
        }
        func content() throws -> [String] {
            let sorted = SortedSnapshot(try Drafts.snapshot(reports), key: Drafts.hashKey(1))
            return (0..<sorted.count).map { position in
                "\(sorted.hash(at: position)) \(sorted.claimHashes[sorted.claimNumber(at: position)])"
            }
        }
        let before = try content()
        reports.shuffle(using: &generator)
        #expect(try content() == before)
    }

    @Test func `give unlike claims unlike hashes`() throws {
        var generator = SeededGenerator(seed: 3)
        let claims = Set((0..<3000).map { _ in Drafts.claim(using: &generator) })
        let address = try Address("192.0.2.1")
        let hashes = try claims.map { claim in
            SortedSnapshot(try Drafts.snapshot([(address, claim)]), key: Drafts.hashKey(1)).claimHashes[0]
        }
        #expect(Set(hashes).count == claims.count)
    }
}

@Suite struct `The order of keys` {
    @Test(arguments: 0..<12)
    func `is that of their bytes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var builder = SnapshotBuilder()
        // Labels of one letter repeated: keys that share long beginnings and end at every depth.
        for _ in 0..<600 {
            let letters = String(repeating: "a", count: Int.random(in: 1...60, using: &generator))
            let tail = Bool.random(using: &generator) ? "b" : ""
            let top = Bool.random(using: &generator) ? "example" : "aaa.example"
            try builder.add(try Address("\(letters)\(tail).\(top)"), Claim())
            try builder.add(.ip(IPAddress(v4: UInt32.random(in: 0...(.max), using: &generator))), Claim())
        }
        let sorted = SortedSnapshot(builder.finish(), key: Drafts.hashKey(seed))
        let order = KeyOrder.sorted((0..<UInt32(sorted.count)).map(\.self), of: sorted)
        #expect(Set(order).count == sorted.count)
        let keys = order.map { sorted.key(at: Int($0)) }
        #expect(keys == keys.sorted())
    }
}
