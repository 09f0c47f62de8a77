import Addresses
import Hummingbird
import Registry
import Reports
import Reputation

/// `/`: what somebody on duty reads first.
struct SituationPage {
    /// Rows of each table.
    static let rowCount = 10
    /// Most sightings that are looked at for the busiest hosts and addresses.
    static let maximumSightings = 2000
    /// Revisions that are looked back at for the latest changes.
    static let maximumRevisions: Int64 = 20
    /// How long a source may be silent before it is late, in seconds.
    static let lateAfter: Int64 = 2 * Timestamp.secondsPerDay

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/", for: .read) { try await page($0) }
    }

    private func page(_ visit: Visit) async throws -> Page {
        let (identity, now) = (visit.identity, visit.reading.now)
        let facts = try await console.desk.ask { try SituationFacts(in: $0, for: identity, at: now) }
        let tables = [
            Self.changes(facts, visit), Self.sightings(facts, visit), Self.hosts(facts, visit),
        ]
        let content = SituationContent(facts, tables.map { TableView($0, of: visit) }, visit)
        return Page(
            template: "situation",
            area: .situation,
            title: .situation,
            content: content,
            tables: tables,
            isLive: true,
            revision: facts.counts.revision
        )
    }

    private static func changes(_ facts: SituationFacts, _ visit: Visit) -> Table {
        Table(
            name: "changes",
            title: .latestChanges,
            columns: [
                .text("address", .address), .text("level", .level), .number("score", .score),
                .text("category", .category), .number("revision", .revision),
            ],
            rows: facts.changes.prefix(rowCount).map { summary in
                Table.Row(cells: [
                    .address(summary.address), .level(summary.level, score: summary.score),
                    .number(summary.score, decimals: 0),
                    .words(visit.reading(summary.category.phrase), output: summary.category.name),
                    .count(Int(summary.revision)),
                ])
            },
            empty: Sentence(visit.reading(.noChanges))
        )
    }

    private static func sightings(_ facts: SituationFacts, _ visit: Visit) -> Table {
        Table(
            name: "sightings",
            title: .latestSightings,
            columns: [
                .text("address", .address), .text("seen", .seenAs), .text("inside", .insideHost),
                .number("count", .times), .text("last", .lastSighting), .text("sensor", .sensor),
            ],
            rows: facts.sightings.prefix(rowCount).map { record in
                Table.Row(cells: [
                    .address(record.sighting.address), .code(record.sighting.seen),
                    .code(record.sighting.inside?.description), .count(record.sighting.count),
                    .moment(record.sighting.lastAt), .foreign(record.sensor),
                ])
            },
            empty: emptySightings(facts, visit)
        )
    }

    /// Quiet means quiet only while sensors report.
    private static func emptySightings(_ facts: SituationFacts, _ visit: Visit) -> Sentence {
        let reading = visit.reading
        if visit.identity.actor.member == nil { return Sentence(reading(.sightingsOfMembers)) }
        if facts.sensors.isEmpty { return Sentence(reading(.noSensors)) }
        let silent = facts.sensors.count { !$0.isAwake }
        return silent == 0
            ? Sentence(reading(.noSightings))
            : reading(
                .silentSensors,
                ["n": .code("\(silent)"), "m": .code("\(facts.sensors.count)")]
            )
    }

    private static func hosts(_ facts: SituationFacts, _ visit: Visit) -> Table {
        var counts: [String: (count: Int, addresses: Set<Address>, last: Timestamp)] = [:]
        for record in facts.sightings {
            guard let inside = record.sighting.inside?.description else { continue }
            var entry = counts[inside] ?? (0, [], record.sighting.lastAt)
            entry.count += record.sighting.count
            entry.addresses.insert(record.sighting.address)
            entry.last = max(entry.last, record.sighting.lastAt)
            counts[inside] = entry
        }
        let hosts = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(rowCount)
        return Table(
            name: "hosts",
            title: .busiestHosts,
            columns: [
                .text("inside", .insideHost), .number("addresses", .addresses), .number("count", .times),
                .text("last", .lastSighting),
            ],
            rows: hosts.map { host, entry in
                Table.Row(cells: [
                    .code(host), .count(entry.addresses.count), .count(entry.count), .moment(entry.last),
                ])
            },
            empty: Sentence(visit.reading(.noHosts))
        )
    }
}
