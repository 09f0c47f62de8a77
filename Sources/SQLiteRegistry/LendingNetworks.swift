import Addresses
import GRDB
import Registry

/// Finds the registered networks around IP addresses, with what they have to lend.
///
/// What it found last holds for all addresses up to the next border of a network. Addresses asked about in order
/// therefore cost two queries for each stretch between borders, however many addresses there are.
struct LendingNetworks {
    /// Most networks whose facts are remembered; a further one makes it forget and read again.
    static let maximumRemembered = 4096

    /// The registered network with the greatest key from ?2 to ?1.
    static let atOrBelow = """
        SELECT id, key FROM address WHERE kind = 2 AND key <= ? AND key >= ? ORDER BY key DESC LIMIT 1
        """
    /// The registered network with the least key above ?1.
    static let above = "SELECT key FROM address WHERE kind = 2 AND key > ? ORDER BY key LIMIT 1"

    private let reports: ReportTable
    private let judgements: JudgementTable
    private let atOrBelow: RawStatement
    private let above: RawStatement
    /// Networks with this number or a higher one are not counted.
    private let bound: Int64
    private var remembered: [Int64: NetworkFacts] = [:]
    private var stretch: Stretch?
    /// Changes whenever the answer may be another one than before.
    private(set) var stretchNumber = 0

    /// Addresses that the same networks contain.
    private struct Stretch {
        let first: IPAddress
        let last: IPAddress
        let networks: [NetworkFacts]

        /// The two families are never in one stretch, though the numbers of one lie among those of the other.
        func holds(_ address: IPAddress) -> Bool {
            address.isIPv4 == first.isIPv4 && first <= address && address <= last
        }
    }

    /// - Parameters:
    ///   - database: a connection inside a transaction.
    ///   - reports: gives what is reported of networks.
    ///   - bound: networks numbered from here on are left out: those that are being inserted.
    /// - Throws: an error of the database.
    init(_ database: Database, reports: ReportTable, below bound: Int64 = .max) throws {
        self.reports = reports
        self.bound = bound
        judgements = try JudgementTable(database)
        atOrBelow = try RawStatement(database, Self.atOrBelow)
        above = try RawStatement(database, Self.above)
    }

    /// The facts of the registered networks around `address`, narrowest first.
    mutating func networks(around address: IPAddress) throws -> [NetworkFacts] {
        if let stretch, stretch.holds(address) { return stretch.networks }
        let around = try containers(of: address)
        var last = try lastBeforeNextNetwork(after: address)
        if let narrowest = around.first { last = min(last, narrowest.network.last) }
        let networks = try around.map { try facts(of: $0.id) }
        stretch = Stretch(first: address, last: last, networks: networks)
        stretchNumber += 1
        return networks
    }

    /// The networks around `address` by number, narrowest first.
    ///
    /// The greatest registered key at or below a container's tells all containers in between to be unregistered.
    private func containers(of address: IPAddress) throws -> [(id: Int64, network: IPNetwork)] {
        guard let family = IPNetwork(containing: address, prefixLength: 0) else { return [] }
        atOrBelow.bind(Address.network(family).key.bytes, at: 2)
        defer { atOrBelow.reset() }
        var found: [(id: Int64, network: IPNetwork)] = []
        var length = address.width - 1
        while length >= 0, let candidate = IPNetwork(containing: address, prefixLength: length) {
            atOrBelow.bind(Address.network(candidate).key.bytes, at: 1)
            guard try atOrBelow.step() else { break }
            let id = atOrBelow.int64(0)
            guard case .network(let network) = Address(key: AddressKey(bytes: atOrBelow.bytes(1))) else {
                throw StoreError(.damaged, "address number \(id)")
            }
            atOrBelow.reset()
            if network.contains(address) {
                if id < bound { found.append((id, network)) }
                length = network.prefixLength - 1
            } else {
                length = min(length - 1, network.joined(with: address)?.prefixLength ?? 0)
            }
        }
        return found
    }

    /// The address before the lowest one of the next network behind `address`, or the highest of the family.
    private func lastBeforeNextNetwork(after address: IPAddress) throws -> IPAddress {
        above.bind(Address.ip(address).key.bytes, at: 1)
        defer { above.reset() }
        if try above.step(), case .network(let next) = Address(key: AddressKey(bytes: above.bytes(0))),
            next.isIPv4 == address.isIPv4
        {
            return IPAddress(bits: next.base.bits - 1)
        }
        return IPNetwork(containing: address, prefixLength: 0)?.last ?? address
    }

    private mutating func facts(of id: Int64) throws -> NetworkFacts {
        if let known = remembered[id] { return known }
        if remembered.count >= Self.maximumRemembered { remembered.removeAll(keepingCapacity: true) }
        let facts = NetworkFacts(
            id: id,
            reports: try reports.facts(of: id),
            judgement: try judgements.judgement(of: id)
        )
        remembered[id] = facts
        return facts
    }
}
