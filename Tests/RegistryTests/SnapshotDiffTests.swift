import Addresses
import Reports
import TestSupport
import Testing

@testable import Registry

@Suite struct `Differences of snapshots` {
    /// What is stored of a source between two readings: its parts, and the numbers of addresses.
    private struct Stored {
        var bits: Int
        var parts: [Int: [UInt8]] = [:]
        var listed: [AddressKey: Claim] = [:]
        var numbers: [AddressKey: Int64] = [:]
    }

    @Test(arguments: [(0, 0), (1, 0), (2, 3), (3, 3), (4, 6), (5, 1)] as [(UInt64, Int)])
    func `are what a naive comparison finds`(seed: UInt64, bits: Int) throws {
        var generator = SeededGenerator(seed: seed)
        var stored = Stored(bits: bits)
        for _ in 0..<12 { try step(&stored, using: &generator) }
    }

    private func step(_ stored: inout Stored, using generator: inout SeededGenerator) throws {
        var lists: [AddressKey: Claim] = [:]
        var reports: [(Address, Claim)] = []
        for _ in 0..<Int.random(in: 0..<120, using: &generator) {
            let address = try Drafts.address(using: &generator)
            guard lists[address.key] == nil else { continue }
            let isKept = Int.random(in: 0..<3, using: &generator) > 0
            let claim = (isKept ? stored.listed[address.key] : nil) ?? Drafts.claim(using: &generator)
            lists[address.key] = claim
            reports.append((address, claim))
        }
        var diff = SnapshotDiff(SortedSnapshot(try Drafts.snapshot(reports), key: Drafts.hashKey(5)))
        for (_, part) in stored.parts.sorted(by: { $0.key < $1.key }) {
            part.withUnsafeBytes { diff.compare(part: $0) }
        }
        diff.finish()

        let added = lists.keys.filter { stored.listed[$0] == nil }
        let changed = lists.keys.filter { stored.listed[$0] != nil && stored.listed[$0] != lists[$0] }
        let retired = stored.listed.keys.filter { lists[$0] == nil }
        let order = diff.addedInKeyOrder().map { diff.snapshot.key(at: Int($0.position)) }
        #expect(order == added.sorted())
        #expect(Set(diff.changed.map { diff.snapshot.key(at: Int($0)) }) == Set(changed))
        #expect(Set(diff.retired) == Set(retired.compactMap { stored.numbers[$0] }))
        #expect(diff.unchangedCount == lists.count - added.count - changed.count)
        #expect(diff.isEmpty == (lists == stored.listed))

        for addition in diff.addedInKeyOrder() {
            let key = diff.snapshot.key(at: Int(addition.position))
            let number = stored.numbers[key] ?? Int64(stored.numbers.count + 1)
            stored.numbers[key] = number
            diff.setAddress(number, at: Int(addition.position))
        }
        for part in diff.changedParts(bits: stored.bits) {
            stored.parts[part] = diff.bytes(ofPart: part, bits: stored.bits)
        }
        stored.listed = lists
        let all = (0..<(1 << stored.bits)).map { diff.bytes(ofPart: $0, bits: stored.bits) }
        #expect(all == (0..<(1 << stored.bits)).map { stored.parts[$0] ?? [] })
    }
}

@Suite struct `Parts of snapshots` {
    @Test(
        arguments: [
            (0, nil, 0), (4096, nil, 0), (4097, nil, 1), (1_000_000, nil, 8), (1_100_000, 8, 8),
            (1_000_000, 7, 7),
            (1_000_000, 9, 9), (1_000_000, 6, 8), (1_000_000, 10, 8), (0, 1, 1), (0, 2, 0),
        ] as [(Int, Int?, Int)]
    )
    func `keep their division until it fits badly`(count: Int, current: Int?, expected: Int) {
        #expect(SnapshotPart.bits(forCount: count, current: current) == expected)
    }
}

@Suite struct `Runs of numbers` {
    @Test func `join neighbours and ignore repetition`() {
        var runs = IDRuns()
        for number: Int64 in [1, 2, 2, 3, 7, 9, 10] { runs.append(number) }
        #expect(runs.runs == [1...3, 7...7, 9...10])
        runs.append(11...20)
        runs.append(22...23)
        #expect(runs.runs == [1...3, 7...7, 9...20, 22...23])
    }
}
