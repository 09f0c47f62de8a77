import Addresses
import Registry
import Reports

/// What the members' sensors saw: some of what feeds list, more of it lately.
struct SightingScene {
    let clock: ScenarioClock
    let threats: [Threat]
    let seed: UInt64
    let cast: Cast
    let store: any Store

    /// How many days back there are sightings.
    static let days = 6

    func add(to agenda: inout Agenda) throws {
        for profile in MemberProfile.all {
            for (place, name) in profile.sensors.enumerated() {
                let sensor = try cast.token(name)
                var random = SeededRandom(seed: SeededRandom.number(seed, "sightings", name))
                let spool = (0..<SightingBatch.spoolLength).map { _ in
                    UInt8.random(in: .min ... .max, using: &random)
                }
                for (index, hours) in Self.hours(place).enumerated() {
                    let at = clock.hoursAgo(hours)
                    let batch = SightingBatch(
                        spool: spool,
                        sequence: Int64(index + 1),
                        sightings: sightings(of: profile, at: at, hoursAgo: hours, &random)
                    )
                    agenda.add(at) {
                        _ = try store.record(batch, from: sensor, at: at)
                        try store.recordUse(of: [sensor.id: at])
                    }
                }
            }
        }
    }

    /// When a sensor sends, in hours before the present: twice a day, every two hours on the last.
    private static func hours(_ place: Int) -> [Double] {
        let early = stride(from: Double(days * 24), to: 24, by: -12).map { $0 - Double(place) * 3 }
        return early + stride(from: 23.0, to: 0, by: -2).map { $0 - Double(place) * 0.5 }
    }

    private func sightings(
        of profile: MemberProfile,
        at: Timestamp,
        hoursAgo: Double,
        _ random: inout SeededRandom
    ) -> [Sighting] {
        let day = clock.lastDay - Int(hoursAgo / 24)
        let count = Int.random(in: hoursAgo < 24 ? 1...4 : 2...6, using: &random)
        return SightedThreats(threats, on: day, seed).pick(count, &random).map { threat in
            SightedThreats.sighting(of: threat, in: profile, at: at, &random)
        }
    }
}

/// What sensors can see on a day: what some feed lists, and so is registered.
struct SightedThreats {
    private let threats: [Threat]

    init(_ threats: [Threat], on day: Int, _ seed: UInt64) {
        self.threats = threats.filter { threat in
            // Inside hosts do not meet themselves.
            threat.category != .infectedSystem
                && FeedProfile.all.contains { $0.lists(threat, on: day - 1, seed) }
        }
    }

    func pick(_ count: Int, _ random: inout SeededRandom) -> [Threat] { random.sample(threats, count) }

    /// A sighting of a threat by one of a member's hosts.
    static func sighting(
        of threat: Threat,
        in profile: MemberProfile,
        at: Timestamp,
        _ random: inout SeededRandom
    ) -> Sighting {
        let hour = at.seconds - at.seconds % Sighting.secondsPerHour
        let first = Int64.random(in: hour...at.seconds, using: &random)
        let address = DemoAddress.read(threat.address)
        let below = address.kind == .domain && random.chance(30) ? "cdn.\(threat.address)" : nil
        return Sighting(
            address: address,
            seen: below,
            // A few hosts meet most of it.
            inside: profile.host(
                Int.random(in: 0..<12, using: &random) * Int.random(in: 0..<12, using: &random) / 12
            ),
            count: Int.random(in: 1...40, using: &random),
            firstAt: Timestamp(seconds: first),
            lastAt: at
        )
    }
}
