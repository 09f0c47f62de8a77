public import Addresses

/// A fact, and where it comes from.
public struct GeoFact<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The fact.
    public let value: Value
    /// The network for which the database gives it.
    public let network: IPNetwork
    /// The database's file.
    public let database: String
}

/// What geography databases say of an IP address.
public struct GeoFacts: Hashable, Sendable {
    /// Where it is.
    public internal(set) var country: GeoFact<CountryCode>?
    /// The system that announces it.
    public internal(set) var system: GeoFact<ASN>?
    /// Who answers for that system, or for the address.
    public internal(set) var organisation: GeoFact<String>?
    /// What could not be read.
    public internal(set) var failures: [GeoError] = []

    /// Nothing known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { country == nil && system == nil && organisation == nil }
}
