import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport

/// An address met once or a few times at one moment.
struct Event {
    let address: Address
    let inside: IPAddress?
    let sensor: SensorNumber
    let second: Int64
    let times: UInt32

    static let texts = [
        "198.51.100.7", "198.51.100.8", "198.51.101.7", "203.0.113.255", "203.0.113.0", "2001:db8::1",
        "2001:db8:0:1::1",
        "2001:db8:1::1", "AS64496", "203.0.113.128/25", "evil.example", "a.evil.example", "b.a.evil.example",
        "c.b.a.evil.example", "-x.evil.example", "notevil.example", "evil.example.org",
        "deep.sub.example.org",
        "a.b.c.d.e.f.g.h.i.j.example", "k.b.c.d.e.f.g.h.i.j.example", "only-below.parent.example.net",
        "http://evil.example/", "http://evil.example/a", "http://evil.example/%61", "https://evil.example/a",
        "http://evil.example/a/b?q", "http://evil.example/a?x", "http://evil.example/ab",
        "https://evil.example:8443/a",
        "http://a.evil.example/x/%7e", "http://198.51.100.7/x", "http://[2001:db8::1]/x",
        "http://lonely.example.com/p/q",
    ]
    static let addresses = texts.compactMap { try? Address($0) }

    /// What is hunted in tests: all that is met, what lies around it, what nobody met, in every reach.
    static let targets: [HuntTarget] = {
        let around = [
            "198.51.100.0/24", "198.51.100.0/23", "203.0.113.0/24", "0.0.0.0/0", "2001:db8::/32",
            "2001:db8::/48", "::/0",
            "parent.example.net", "example.net", "example.org", "sub.example.org", "e.f.g.h.i.j.example",
            "j.example",
            "b.c.d.e.f.g.h.i.j.example", "nobody.example", "x.evil.example", "192.0.2.1", "2001:db8:ffff::1",
            "AS64497",
            "http://evil.example/nobody", "http://evil.example/a/", "http://evil.example/a/b",
            "http://lonely.example.com/",
            "http://lonely.example.com/p", "lonely.example.com", "example.com", "http://nobody.example/",
            "192.0.2.0/24",
        ].compactMap { try? Address($0) }
        return (addresses + around).flatMap { address in
            let reaches: [HuntTarget.Reach] =
                address.kind == .url ? [.inside, .exactly, .pathPrefix, .host] : [.inside, .exactly]
            return reaches.map { HuntTarget(address, reach: $0) }
        }
    }()

    /// Draws one: a few addresses are met by very many hosts, most by few.
    static func draw(_ random: inout SeededGenerator, days: Int) -> Event {
        let rank = Double.random(in: 0..<1, using: &random)
        let address = addresses[Int(rank * rank * rank * Double(addresses.count))]
        let host = UInt32.random(in: 0..<(rank < 0.3 ? 400 : 6), using: &random)
        let inside: IPAddress? =
            switch host % 7 {
            case 0 where host < 7: nil
            case 1: IPAddress(bits: UInt128(0x2001_0db8_000a) << 80 | UInt128(host))
            default: IPAddress(v4: 0x0A00_0000 + host)
            }
        let start = TemporaryArchive.firstDay?.start.seconds ?? 0
        return Event(
            address: address,
            inside: inside,
            sensor: SensorNumber(UInt16.random(in: 0...2, using: &random)),
            second: start + Int64.random(in: 0..<(Int64(days) * 86_400), using: &random),
            times: UInt32.random(in: 1...3, using: &random)
        )
    }

    /// The batches of some events: one for each day they touch.
    static func batches(of events: some Sequence<Event>, id: String, notes: [CoverageNote] = [])
        -> [ObservationBatch]
    {
        var tally = ObservationTally()
        for event in events {
            let outcome = tally.add(
                event.address,
                inside: event.inside,
                sensor: event.sensor,
                at: event.second,
                times: event.times
            )
            precondition(outcome == .counted)
        }
        guard let id = BatchID(id.utf8) else { return [] }
        return ObservationBatch.batches(of: tally.drain(), id: id, notes: notes)
    }
}
