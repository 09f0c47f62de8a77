import Addresses
import Lists
import Reports
import Reputation
import TestSupport
import Testing

@testable import ZoneFeeding

@Suite struct `Updates of a zone` {
    private let zone: ResponsePolicyZone
    private let marker = ZoneMarker(
        owner: .init(list: "test", origin: "0123456789abcdef", part: .names),
        state: .init(serial: 17, cap: nil)
    )
    private let next = ZoneMarker.State(serial: 18, cap: nil)

    init() throws {
        zone = ResponsePolicyZone(.names, name: try #require(ZoneName("rpz.test")))
    }

    private func messages(_ difference: ZoneContent.Difference, from marker: ZoneMarker? = nil) -> [ZoneUpdate
        .Message]
    {
        Array(ZoneUpdate(difference, of: zone, from: marker ?? self.marker, to: next))
    }

    private func addresses(_ count: Int, _ word: String) throws -> [Address] {
        let long = String(repeating: "a", count: 60)
        return try (0..<count).map { try Address("\(word)\($0).\(long).\(long).\(long).example") }
    }

    @Test func `are bounded messages that are taken in order, once`() throws {
        var difference = ZoneContent.Difference()
        difference.removed = try addresses(150, "old")
        difference.added = try addresses(150, "new")
        let messages = messages(difference)
        #expect(messages.count > 3)
        #expect(messages.allSatisfy { $0.byteCount <= ZoneUpdate.maximumBytes })
        let before = Set(difference.removed.flatMap { zone.owners(of: $0) })
        var server = SimulatedZone(marker: marker.text, owners: before)
        for message in messages {
            // What comes again does nothing.
            #expect(try server.take(message, zone: zone))
            #expect(try !server.take(message, zone: zone))
        }
        #expect(server.owners == Set(difference.added.flatMap { zone.owners(of: $0) }))
        #expect(ZoneMarker(server.marker) == ZoneMarker(owner: marker.owner, state: next))
    }

    @Test(arguments: 0..<4) func `go on from wherever they were cut off`(lost: Int) throws {
        var difference = ZoneContent.Difference()
        difference.removed = try addresses(150, "old")
        difference.added = try addresses(150, "new")
        var server = SimulatedZone(
            marker: marker.text,
            owners: Set(difference.removed.flatMap { zone.owners(of: $0) })
        )
        let first = messages(difference)
        for (index, message) in first.enumerated() where index != lost {
            #expect(try server.take(message, zone: zone) == (index < lost))
        }
        let found = try #require(ZoneMarker(server.marker))
        #expect(found.state == marker.state && (lost == 0) == (found.way == nil))
        for message in messages(difference, from: found) { #expect(try server.take(message, zone: zone)) }
        #expect(server.owners == Set(difference.added.flatMap { zone.owners(of: $0) }))
        #expect(ZoneMarker(server.marker)?.state == next)
    }

    @Test func `say the new serial where no name of the zone changed`() throws {
        let messages = messages(ZoneContent.Difference())
        var server = SimulatedZone(marker: marker.text, owners: ["kept"])
        #expect(messages.count == 1)
        #expect(try server.take(messages[0], zone: zone))
        #expect(server.owners == ["kept"] && ZoneMarker(server.marker)?.state == next)
    }

    @Test func `hold nothing but their own words, whatever was reported`() throws {
        let hostile = [
            "evil.example\nsend", "evil.example. 60 IN A 192.0.2.1", "evil.example;x", "\"evil\".example",
            "evil\\.example",
            "evil.example\r\nupdate delete rpz.test. ANY", "$(reboot).example", "`id`.example",
            "evil\u{0}.example",
            "evil\t.example", "a b.example", "*.evil.example", "*.*.example", "xn--a.example",
            "ev\u{2028}il.example",
            "EVIL.example", "мир.example", "مرصد.example", "_dmarc.evil.example", "-.example",
            "evil.example/../x",
            "192.0.2.1\nsend", "2001:db8::1%eth0", "http://evil.example/\nsend", "evil..example",
            "evil.example.",
        ]
        let plain = try Regex("[a-z0-9*_-]+(\\.[a-z0-9_-]+)+")
        var taken = 0
        for text in hostile {
            guard let address = try? Address(text) else { continue }
            for part in ResponsePolicyZone.Part.allCases {
                let zone = ResponsePolicyZone(part, name: zone.name)
                let entry = ListEntry(address, scope: .host, score: 100, level: .critical)
                guard let trigger = zone.trigger(of: entry) else { continue }
                taken += 1
                for owner in zone.owners(of: trigger) {
                    #expect(owner.wholeMatch(of: plain) != nil, "\(owner)")
                }
                var difference = ZoneContent.Difference()
                difference.added = [trigger]
                let lines = messages(difference)[0].text.split(separator: "\n")
                #expect(lines.count == 5 + zone.owners(of: trigger).count)
            }
        }
        #expect(taken > 5)
    }
}
