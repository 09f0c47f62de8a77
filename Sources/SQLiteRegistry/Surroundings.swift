import Addresses
import Registry

/// The networks around addresses that are inserted in the order of their keys: those registered before, and those
/// inserted with them.
struct Surroundings {
    private var registered: LendingNetworks
    /// The networks inserted with them that may hold the next address, widest first.
    private var opened: [(network: IPNetwork, facts: NetworkFacts)] = []
    /// The stretch of registered networks and the innermost opened one that the present answer is made of.
    private var place: Place?
    private struct Place: Equatable {
        let stretch: Int
        let innermost: Int64?
    }

    /// The networks that lend to the present address.
    private(set) var networks: [NetworkFacts] = []
    /// Equal numbers mean equal networks; 0 means none.
    private(set) var number = 0
    private var lastNumber = 0

    init(registered: LendingNetworks) {
        self.registered = registered
    }

    /// Turns to a network that is being inserted: addresses with higher keys may lie in it.
    mutating func open(_ network: IPNetwork, _ facts: NetworkFacts) {
        close(before: network.base)
        opened.append((network, facts))
    }

    /// Turns to the IP address with this key.
    mutating func enter(_ key: AddressKey) throws {
        guard case .ip(let address) = Address(key: key) else { return leave() }
        close(before: address)
        let around = try registered.networks(around: address)
        let place = Place(stretch: registered.stretchNumber, innermost: opened.last?.facts.id)
        guard place != self.place else { return }
        self.place = place
        networks = around + opened.map(\.facts)
        if networks.isEmpty {
            number = 0
        } else {
            lastNumber += 1
            number = lastNumber
        }
    }

    /// Turns to an address to which no network lends.
    mutating func leave() {
        place = nil
        networks = []
        number = 0
    }

    private mutating func close(before address: IPAddress) {
        while let innermost = opened.last, !innermost.network.contains(address) { opened.removeLast() }
    }
}
