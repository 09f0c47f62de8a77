internal import Addresses
public import Registry

/// What the numbers in the terms of a score stand for.
public struct TermNames: Sendable {
    /// The names of sources, by number.
    public var sources: [Int64: String]
    /// The networks around the address, by number.
    public var networks: [Int64: String]
    /// The codes of members, by number.
    public var members: [Int64: String]

    /// What the numbers in the terms of `result` stand for.
    /// - Parameters:
    ///   - result: a lookup.
    ///   - members: the codes of members, by number.
    public init(of result: LookupResult, members: [Int64: String] = [:]) {
        sources = result.record?.sourceNames ?? [:]
        networks = Dictionary(result.within.map { ($0.id, $0.address.description) }) { first, _ in first }
        self.members = members
    }

    /// The name of a source.
    public func source(_ number: Int64) -> String { sources[number] ?? "source \(number)" }
    /// The text of a network.
    public func network(_ number: Int64) -> String { networks[number] ?? "network \(number)" }
    /// The code of a member.
    public func member(_ number: Int64) -> String { members[number] ?? "member \(number)" }
}
