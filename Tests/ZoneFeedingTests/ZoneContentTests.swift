import Addresses
import Foundation
import Lists
import Registry
import Reports
import Reputation
import TestSupport
import Testing

@testable import ZoneFeeding

@Suite struct `What a zone holds` {
    /// Reports by chance: names within names, whole-host URLs of them, addresses within networks.
    private static func reports(_ generator: inout SeededGenerator) -> [(String, Claim)] {
        let names = [
            "evil.example", "a.evil.example", "b.a.evil.example", "other.example", "x.rpz-ip", "net.example",
        ]
        var reports: [(String, Claim)] = []
        for name in names where Bool.random(using: &generator) { reports.append((name, Claim())) }
        for name in names where Int.random(in: 0..<3, using: &generator) == 0 {
            reports.append(
                ("http://\(name)/x", Claim(scope: Bool.random(using: &generator) ? .host : .exact))
            )
        }
        for number in 0..<6 where Bool.random(using: &generator) {
            reports.append(("198.51.100.\(number)", Claim()))
        }
        for network in ["198.51.100.0/29", "198.51.100.0/30", "2001:db8::/32"]
        where Bool.random(using: &generator) {
            reports.append((network, Claim()))
        }
        if Bool.random(using: &generator) { reports.append(("2001:db8::7", Claim())) }
        if Bool.random(using: &generator) { reports.append(("http://198.51.100.5/", Claim(scope: .host))) }
        return reports
    }

    @Test(arguments: [nil, 4, 1] as [Int?], [UInt64(1), 2, 3])
    func `follows by differences to what its zone file says, from any serial`(cap: Int?, seed: UInt64) throws
    {
        var generator = SeededGenerator(seed: seed)
        let fixture = try ZoneFixture(cap: cap)
        for _ in 0..<12 { try fixture.publish(Self.reports(&generator)) }
        let last = try fixture.list.serial
        try #require(last > 5)
        for part in ResponsePolicyZone.Part.allCases {
            let (content, zone) = (try fixture.content(part), try fixture.zone(part))
            for (from, to) in [(1, last), (last - 1, last), (2, last - 2), (last, last)] {
                let earlier = ZoneMarker.State(serial: from, cap: cap)
                let later = ZoneMarker.State(serial: to, cap: cap)
                let difference = try #require(try content.difference(from: earlier, to: later))
                var owners = Set(try fixture.owners(earlier, part))
                for address in difference.removed { owners.subtract(zone.owners(of: address)) }
                for address in difference.added { owners.formUnion(zone.owners(of: address)) }
                #expect(owners == Set(try fixture.owners(later, part)), "\(part) \(from) to \(to)")
            }
        }
    }

    @Test func `has each owner once in its file, nothing of which another covers left out`() throws {
        let fixture = try ZoneFixture()
        try fixture.publish([
            ("evil.example", Claim()), ("a.evil.example", Claim()),
            ("http://evil.example/", Claim(scope: .host)),
            ("198.51.100.7", Claim()), ("198.51.100.0/24", Claim()),
        ])
        let state = ZoneMarker.State(serial: try fixture.list.serial, cap: nil)
        #expect(
            try fixture.owners(state, .names) == [
                "evil.example", "*.evil.example", "a.evil.example", "*.a.evil.example",
            ]
        )
        #expect(
            try fixture.owners(state, .addresses) == ["24.0.100.51.198.rpz-ip", "32.7.100.51.198.rpz-ip"]
        )
    }

    @Test func `takes no name that would mean an address, and none that is too long`() throws {
        let zone = try ZoneFixture().zone()
        let long = String(repeating: String(repeating: "a", count: 60) + ".", count: 4) + "example"
        for name in ["32.1.2.0.192.rpz-ip", "8.0.0.0.10.rpz-client-ip", "ns.x.rpz-nsdname", long] {
            let entry = ListEntry(try Address(name), score: 100, level: .critical)
            #expect(zone.trigger(of: entry) == nil, "\(name)")
        }
        let entry = ListEntry(try Address("evil.rpz-ip.example"), score: 100, level: .critical)
        #expect(zone.trigger(of: entry) != nil)
    }

    @Test func `is not told of serials that are not kept`() throws {
        let fixture = try ZoneFixture()
        try fixture.publish(["evil.example"])
        let state = ZoneMarker.State(serial: try fixture.list.serial, cap: nil)
        let other = ZoneMarker.State(serial: state.serial + 1, cap: nil)
        #expect(try fixture.content().difference(from: other, to: state) == nil)
    }

    @Test func `changes with the number of entries that a list may have`() throws {
        let fixture = try ZoneFixture()
        try fixture.publish((0..<9).map { "host\($0).example" })
        let serial = try fixture.list.serial
        let (all, few) = (
            ZoneMarker.State(serial: serial, cap: nil), ZoneMarker.State(serial: serial, cap: 4)
        )
        #expect(try fixture.content().difference(from: all, to: few)?.removed.count == 5)
        #expect(try fixture.content().difference(from: few, to: all)?.added.count == 5)
    }
}
