public import Addresses

/// The order of inside hosts in keys: none, IPv4, IPv6, each by its bits.
public struct InsideRank: Hashable, Sendable, Comparable {
    private let family: UInt8
    private let bits: UInt128

    /// The rank of `inside`.
    public init(_ inside: IPAddress?) {
        family = inside.map { $0.isIPv4 ? 4 : 6 } ?? 0
        bits = inside?.bits ?? 0
    }

    /// In the order of keys.
    public static func < (left: InsideRank, right: InsideRank) -> Bool {
        (left.family, left.bits) < (right.family, right.bits)
    }
}
