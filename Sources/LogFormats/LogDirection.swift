/// Which way an event went, seen from the inside.
public enum LogDirection: UInt8, Sendable, CaseIterable, Hashable {
    case unknown
    /// From the outside to the inside.
    case inbound
    /// From the inside to the outside.
    case outbound
    /// Both ends are inside.
    case `internal`

    /// The word in JSON.
    public var name: String {
        switch self {
        case .unknown: "unknown"
        case .inbound: "inbound"
        case .outbound: "outbound"
        case .internal: "internal"
        }
    }
}
