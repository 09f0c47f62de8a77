import Addresses
import Foundation
import Reports
import TestSupport
import Testing
import WatchlistOracle
import Watchlists

@Suite struct `Watchlist deltas` {
    static let pool: [(String, MatchScope)] =
        HostileEntries.texts.map { ($0, .exact) } + HostileEntries.urls + [("AS64496", .exact)]

    /// What is listed: a place in the pool, and its score.
    typealias State = [Int: UInt8]

    static func entries(_ state: State) throws -> [WatchlistEntry] {
        try state.sorted { $0.key < $1.key }.map {
            try entry(pool[$0.key].0, scope: pool[$0.key].1, score: $0.value)
        }
    }

    /// Adds, changes and removes some, and says so in a delta.
    static func step(
        _ state: inout State,
        from revision: UInt64,
        _ generator: inout SeededGenerator
    ) throws -> WatchlistDelta {
        var added: State = [:]
        var removed: [(address: Address, scope: MatchScope)] = []
        for place in pool.indices {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: added[place] = UInt8.random(in: 0...100, using: &generator)
            case 1:
                // Also of what is not listed.
                removed.append((try Address(pool[place].0), pool[place].1))
                state[place] = nil
            default: break
            }
        }
        state.merge(added) { $1 }
        return try WatchlistDelta(
            from: revision,
            to: revision + 1,
            added: try entries(added),
            removed: removed
        )
    }

    static func same(_ left: Watchlist, _ right: Watchlist) -> Bool {
        var entries: [Set<WatchlistEntry>] = []
        for list in [left, right] {
            var set: Set<WatchlistEntry> = []
            list.forEachEntry { set.insert($0) }
            #expect(set.count == list.counts.total)
            entries.append(set)
        }
        return entries[0] == entries[1] && left.counts == right.counts
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `give what a new file gives, applied one by one, merged, and written anew`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var state: State = [:]
        for place in Self.pool.indices where seed != 1 && Bool.random(using: &generator) {
            state[place] = UInt8.random(in: 0...100, using: &generator)
        }
        let base = try watchlist(try Self.entries(state), revision: 100)
        var list = base
        var merged: WatchlistDelta?
        for round in 0..<4 as Range<UInt64> {
            let delta = try Self.step(&state, from: 100 + round, &generator)
            list = try list.applying(delta)
            merged = try merged.map { try $0.followed(by: delta) } ?? delta
            let oracle = NaiveMatcher(try Self.entries(state))
            for _ in 0..<150 {
                var line: [UInt8] = []
                for _ in 0..<Int.random(in: 1...9, using: &generator) {
                    line += HostileEntries.pieces.randomElement(using: &generator) ?? []
                }
                #expect(found(list, in: line) == oracle.matches(in: line).map(\.description), "\(line)")
            }
        }
        let expected = try watchlist(try Self.entries(state), revision: 104)
        let once = try base.applying(try #require(merged))
        let anew = try Watchlist(
            bytes: try WatchlistBuilder(entriesOf: list).serialized(revision: list.revision)
        )
        for other in [list, once, anew] {
            #expect(Self.same(other, expected))
            #expect(other.revision == 104)
        }
        for (text, scope) in Self.pool {
            let address = try Address(text)
            #expect(list.entries(matching: address) == expected.entries(matching: address))
            #expect(list.entry(for: address, scope: scope) == expected.entry(for: address, scope: scope))
        }
        let difference = try WatchlistDelta(from: base, to: expected)
        #expect(Self.same(try base.applying(difference), expected))
        #expect(anew.changeCount == 0 && list.changeCount > 0)
    }

    @Test func `of many entries, more than the file has, keep and find all`() throws {
        func names(_ range: Range<Int>) throws -> [WatchlistEntry] {
            try range.flatMap { number in
                [
                    try entry("n\(number).d\(number % 9).example"),
                    try entry("10.\(number >> 8).\(number & 255).7"),
                    try entry("2001:db8:\(String(number, radix: 16))::1"),
                    try entry("172.16.\(number >> 8).\((number & 255) / 4 * 4)/30"),
                ]
            }
        }
        let base = try watchlist(try names(0..<20), revision: 1)
        let delta = try WatchlistDelta(from: 1, to: 2, added: try names(20..<3000))
        let list = try base.applying(try WatchlistDelta(bytes: delta.bytes))
        for number in [0, 19, 20, 2999] {
            for entry in try names(number..<number + 1) {
                #expect(!found(list, in: Array("x \(entry.address) y".utf8)).isEmpty)
                #expect(list.entry(for: entry.address) == entry)
            }
        }
        #expect(
            found(list, in: Array("n3000.d3.example 10.200.1.7 2001:db8:ffff::1 172.17.0.1".utf8)).isEmpty
        )
    }

    @Test func `of another revision are refused, and say which one is wanted`() throws {
        let list = try watchlist([try entry("evil.example")], revision: 7)
        let delta = try WatchlistDelta(from: 6, to: 9, added: [try entry("a.example")])
        let error = #expect(throws: WatchlistError.self) { try list.applying(delta) }
        #expect(error?.reason == .otherRevision(found: 6, expected: 7))
        #expect(error?.description.contains("at revision 7, the delta begins at revision 6") == true)
        let next = try WatchlistDelta(from: 8, to: 10, added: [WatchlistEntry]())
        #expect(throws: WatchlistError.self) { try delta.followed(by: next) }
        #expect(throws: WatchlistError.self) { try WatchlistDelta(from: 9, to: 9, added: [WatchlistEntry]()) }
        #expect(throws: WatchlistError.self) { try WatchlistDelta(from: list, to: list) }
    }

    static func sample() throws -> WatchlistDelta {
        try WatchlistDelta(
            from: 3,
            to: 5,
            added: [try entry("evil.example"), try entry("http://evil.example/p", scope: .pathPrefix)],
            removed: [(address: try Address("192.0.2.0/24"), scope: .exact)]
        )
    }

    @Test func `read what they wrote`() throws {
        let delta = try Self.sample()
        #expect(try WatchlistDelta(bytes: delta.bytes) == delta)
        #expect((delta.addedCount, delta.removedCount) == (2, 1))
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).delta").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try delta.write(to: path)
        #expect(try WatchlistDelta(path: path) == delta)
        let error = #expect(throws: WatchlistError.self) { try WatchlistDelta(path: path + "-missing") }
        #expect(error?.description.hasPrefix("\(path)-missing: ") == true)
    }

    @Test func `cut short, prolonged or with any bit changed are refused`() throws {
        let bytes = try Self.sample().bytes
        for length in 0..<bytes.count {
            #expect(throws: WatchlistError.self) { try WatchlistDelta(bytes: Array(bytes[..<length])) }
        }
        #expect(throws: WatchlistError.self) { try WatchlistDelta(bytes: bytes + [0]) }
        for place in bytes.indices {
            for bit in 0..<8 {
                var forged = bytes
                forged[place] ^= 1 << UInt8(bit)
                #expect(throws: WatchlistError.self) { try WatchlistDelta(bytes: forged) }
            }
        }
        var newer = bytes
        newer[8] = 2
        let error = #expect(throws: WatchlistError.self) { try WatchlistDelta(bytes: newer) }
        #expect(error?.reason == .newerVersion(found: 2, supported: 1))
        #expect(throws: WatchlistError.self) { try WatchlistDelta(bytes: try serialized([])) }
    }

    @Test func `with an impossible change behind a right checksum are refused`() throws {
        let bytes = try Self.sample().bytes
        var reasons: Set<String> = []
        for place in 40..<bytes.count - 8 {
            for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] where bytes[place] != value {
                var forged = bytes
                forged[place] = value
                do { _ = try WatchlistDelta(bytes: WatchlistSeal.sealedDelta(forged)) } catch {
                    reasons.insert("\(error.reason)".prefix { $0 != "(" }.description)
                }
            }
        }
        #expect(reasons == ["changeDamaged"])
    }
}
