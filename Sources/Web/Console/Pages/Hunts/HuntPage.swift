import Addresses
import Hummingbird
import Registry
import Reports

/// `/hunts`: who met an address, a network or a name, as far as sightings tell; and how to look further.
///
/// The archives of everything that was met stand with the sensors: the hub has sightings of registered addresses.
struct HuntPage {
    /// Most addresses of one hunt.
    static let maximumAddresses = 20
    /// Most sightings that are looked at for each.
    static let maximumSightings = 1000
    /// Most registered addresses inside each that other members' counts are summed up of.
    static let maximumContents = 200

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/hunts", for: .submit) { try await page($0) }
        console.act(router, "/hunts", for: .submit) { form, _ in
            .done("/hunts?q=\(AddressText.encoded(String(form["q"].prefix(SearchPage.maximumQuery))))")
        }
    }

    private func page(_ visit: Visit) async throws -> Page {
        let reading = visit.reading
        let typed = TypedText(visit.query["q"] ?? "")
        let addresses = Array(typed.addresses.prefix(Self.maximumAddresses))
        let viewer = visit.identity.viewer
        let found = try await console.desk.ask { store in
            try HuntFindings(of: addresses, in: store, for: viewer, at: reading.now)
        }
        var content = TablesContent()
        content.question = Self.question(visit)
        if addresses.isEmpty {
            if !typed.text.isEmpty {
                content.status = .init(.caution, Sentence(reading(.noAddressesInText)))
            }
            content.notes = [Sentence(reading(.huntNothingYet)), Self.further(nil, reading)]
            return Self.page(content, [])
        }
        content.status = Self.status(found, visit)
        content.notes = [Self.further(addresses, reading)]
        let tables = [Self.hosts(found, visit), Self.members(found, visit)]
        content.tables = tables.map { TableView($0, of: visit) }
        return Self.page(content, tables)
    }

    private static func page(_ content: TablesContent, _ tables: [Table]) -> Page {
        Page(template: "tables-page", area: .hunts, title: .hunts, content: content, tables: tables)
    }

    private static func question(_ visit: Visit) -> Form {
        let reading = visit.reading
        return Form(
            action: "/hunts",
            fields: [
                .init(
                    "q",
                    reading(.registerAddresses),
                    .area,
                    value: visit.query["q"].map { ShownText($0).text } ?? "",
                    hint: reading(.huntHint)
                )
            ],
            submit: reading(.huntStart),
            title: reading(.huntQuestion),
            name: "hunt"
        )
    }

    /// The answer, and whether silence means anything.
    private static func status(_ found: HuntFindings, _ visit: Visit) -> TablesContent.Status {
        let reading = visit.reading
        if visit.identity.actor.member == nil { return .init(.plain, Sentence(reading(.sightingsOfMembers))) }
        guard let first = found.hosts.map(\.first).min(), let last = found.hosts.map(\.last).max() else {
            guard found.sensors > 0, found.silent == 0 else {
                return .init(
                    .caution,
                    reading(
                        .silentSensors,
                        ["n": .code("\(found.silent)"), "m": .code("\(found.sensors)")]
                    )
                )
            }
            return .init(.good, Sentence(reading(.huntNotMet)))
        }
        let hosts = Set(found.hosts.compactMap(\.inside)).count
        return .init(
            .bad,
            reading(
                .huntMet,
                [
                    "hosts": .words(reading.count(.hosts, hosts)),
                    "from": .code(first.table(inZone: reading.zoneMinutes)),
                    "to": .code(last.table(inZone: reading.zoneMinutes)),
                ]
            )
        )
    }

    /// How to look where the hub does not see.
    private static func further(_ addresses: [Address]?, _ reading: Reading) -> Sentence {
        let named = addresses?.prefix(3).map { "'\($0)'" }.joined(separator: " ") ?? "evil.example"
        return reading(.huntFurther, ["command": .code("marsad hunt \(named) --since 90d")])
    }

    private static func hosts(_ found: HuntFindings, _ visit: Visit) -> Table {
        Table(
            name: "hosts",
            title: .huntHosts,
            columns: [
                .text("inside", .insideHost), .text("address", .address), .number("count", .times),
                .text("first", .firstSighting), .text("last", .lastSighting), .text("sensor", .sensor),
            ],
            rows: found.hosts.map { host in
                Table.Row(cells: [
                    .code(host.inside), .address(host.address), .count(host.count), .moment(host.first),
                    .moment(host.last), .foreign(host.sensor),
                ])
            },
            empty: Sentence(visit.reading(.notMetByMe))
        )
    }

    private static func members(_ found: HuntFindings, _ visit: Visit) -> Table {
        Table(
            name: "members",
            title: .metBy,
            columns: [
                .text("member", .member), .number("count", .times), .text("first", .firstSighting),
                .text("last", .lastSighting),
            ],
            rows: found.members.map {
                Table.Row(cells: [
                    visit.member($0.member), .count($0.count), .moment($0.firstAt), .moment($0.lastAt),
                ])
            },
            empty: Sentence(visit.reading(.metByNobody))
        )
    }
}

/// Who met some addresses and what lies in them.
private struct HuntFindings: Sendable {
    /// An inside host of the viewer's member, with an address that it met.
    struct Host: Sendable {
        let inside: String?
        let address: Address
        let sensor: String
        var count: Int
        var first: Timestamp
        var last: Timestamp
    }

    /// The latest first.
    let hosts: [Host]
    /// Members' counts, the largest first.
    let members: [SightingSummary]
    /// The viewer's sensors, and those not heard of lately.
    let sensors: Int
    let silent: Int

    init(of addresses: [Address], in store: any Store, for viewer: Viewer, at now: Timestamp) throws {
        var hosts: [String: Host] = [:]
        var members: [Member.ID: SightingSummary] = [:]
        var seen: Set<Address> = []
        for address in addresses {
            let contents = try store.contents(
                of: address,
                after: nil,
                limit: HuntPage.maximumContents,
                for: viewer
            )
            for summary in contents where seen.insert(summary.address).inserted {
                for sum in try store.sightingSummaries(of: summary.address) {
                    members[sum.member] = members[sum.member].map { $0.adding(sum) } ?? sum
                }
            }
            guard let member = viewer.member, !contents.isEmpty else { continue }
            let known = Set(contents.map(\.address))
            let sightings = try store.sightings(
                of: address,
                by: member,
                limit: HuntPage.maximumSightings
            )
            for record in sightings where known.contains(record.sighting.address) {
                let sighting = record.sighting
                let name = "\(sighting.inside?.description ?? "") \(sighting.address) \(record.sensor)"
                var host =
                    hosts[name]
                    ?? Host(
                        inside: sighting.inside?.description,
                        address: sighting.address,
                        sensor: record.sensor,
                        count: 0,
                        first: sighting.firstAt,
                        last: sighting.lastAt
                    )
                host.count += sighting.count
                host.first = min(host.first, sighting.firstAt)
                host.last = max(host.last, sighting.lastAt)
                hosts[name] = host
            }
        }
        self.hosts = hosts.values.sorted {
            ($1.last, $0.inside ?? "", $0.address.description)
                < ($0.last, $1.inside ?? "", $1.address.description)
        }
        self.members = members.values.sorted {
            ($1.count, $0.member.number) < ($0.count, $1.member.number)
        }
        let own = try store.tokens(of: viewer.member).filter {
            $0.settings.scopes.contains(.sense) && $0.isValid(at: now)
        }
        sensors = own.count
        silent = own.count { now.seconds - ($0.lastUsedAt?.seconds ?? 0) > SituationFacts.silentAfter }
    }
}

extension SightingSummary {
    fileprivate func adding(_ other: SightingSummary) -> SightingSummary {
        SightingSummary(
            member: member,
            count: count + other.count,
            firstAt: min(firstAt, other.firstAt),
            lastAt: max(lastAt, other.lastAt)
        )
    }
}
