import Addresses
import GRDB
import Registry
import Reports

/// Counts what was lately seen behind the entries that wait on a list: of each itself and of what lies inside it.
struct ListExposures {
    /// Most pairs of entry and inside host that are told apart; of more, hosts are counted too low.
    private static let maximumHosts = 1_000_000

    /// What inside hosts met, from hour ?1 on, as the registry's addresses have it.
    static let met = """
        SELECT a.key, t.member_id, s.inside, sum(s.count)
        FROM sighting s CROSS JOIN token t ON t.id = s.token_id CROSS JOIN address a ON a.id = s.address_id
        WHERE s.hour >= ? GROUP BY s.address_id, t.member_id, s.inside
        """
    /// The networks that wait on list ?1.
    private static let networks = """
        SELECT p.key FROM list_pending p CROSS JOIN address a ON a.id = p.address_id WHERE p.list_id = ? AND a.kind = 2
        """
    private static let waits = "SELECT 1 FROM list_pending WHERE list_id = ? AND key = ?"

    private struct Host: Hashable {
        let member: Int64
        let inside: [UInt8]
    }

    private struct Count {
        var sightings = 0
        var hosts: Set<Host> = []
        var members: Set<Int64> = []
    }

    private var counts: [[UInt8]: Count] = [:]
    private var hostCount = 0

    /// Counts for the entries that wait on `list`, as of `now`.
    init(_ database: Database, _ list: PublishedList.ID, at now: Timestamp) throws {
        let networks = try Self.networks(database, list)
        let waits = try RawStatement(database, Self.waits)
        let met = try RawStatement(database, Self.met)
        let since = now.seconds - Int64(ListExposure.days) * Timestamp.secondsPerDay
        met.bind(since / Sighting.secondsPerHour, at: 1)
        defer { met.reset() }
        var entries: [[UInt8]] = []
        var last: [UInt8] = []
        while try met.step() {
            let key = met.bytes(0)
            if key != last {
                entries = try Self.entries(around: key, networks, list, waits)
                last = key
            }
            let host = Host(member: met.int64(1), inside: met.bytes(2))
            for entry in entries { add(host, met.int(3), to: entry) }
        }
    }

    private mutating func add(_ host: Host, _ sightings: Int, to entry: [UInt8]) {
        var count = counts.removeValue(forKey: entry) ?? Count()
        count.sightings += sightings
        count.members.insert(host.member)
        if !host.inside.isEmpty, hostCount < Self.maximumHosts, count.hosts.insert(host).inserted {
            hostCount += 1
        }
        counts[entry] = count
    }

    private static func networks(_ database: Database, _ list: PublishedList.ID) throws -> Set<[UInt8]> {
        let query = try RawStatement(database, networks)
        query.bind(list.number, at: 1)
        defer { query.reset() }
        var keys: Set<[UInt8]> = []
        while try query.step() { keys.insert(query.bytes(0)) }
        return keys
    }

    /// The entries that wait and that an address lies in, itself among them.
    private static func entries(
        around key: [UInt8],
        _ networks: Set<[UInt8]>,
        _ list: PublishedList.ID,
        _ waits: RawStatement
    ) throws -> [[UInt8]] {
        guard let address = Address(key: AddressKey(bytes: key)) else { return [] }
        var entries: [[UInt8]] = []
        for container in address.containers {
            let candidate = container.key.bytes
            if case .network = container {
                if networks.contains(candidate) { entries.append(candidate) }
                continue
            }
            waits.bind(list.number, at: 1)
            waits.bind(candidate, at: 2)
            if try waits.step() { entries.append(candidate) }
            waits.reset()
        }
        return entries
    }

    /// What was seen behind the entry with this key; nil for nothing.
    func exposure(of key: [UInt8]) -> ListExposure? {
        counts[key].map {
            ListExposure(sightings: $0.sightings, hosts: $0.hosts.count, members: $0.members.count)
        }
    }

    /// The keys of the entries that most was seen of, at most so many.
    func mostSeen(_ limit: Int) -> [[UInt8]] {
        counts
            .sorted {
                let (left, right) = ($0.value, $1.value)
                if left.sightings != right.sightings { return left.sightings > right.sightings }
                return $0.key.lexicographicallyPrecedes($1.key)
            }
            .prefix(limit)
            .map(\.key)
    }

    /// How many entries something was seen of.
    var count: Int { counts.count }
}
