/// Where the lines of a batch come from, and when they came.
public struct LineOrigin: Sendable, Hashable {
    /// Where exactly.
    public enum Place: Sendable, Hashable {
        /// A file, or a member of an archive (`path!member`), by the path it had when it was read.
        case file(path: String)
        /// The standard input.
        case standardInput
        /// The machine that sent them.
        case peer(PeerAddress)
        /// A machine that sent them to a named stream over HTTP.
        case stream(name: String, peer: PeerAddress)
    }

    /// The name of the input in the configuration.
    public let input: String
    /// Where exactly.
    public let place: Place
    /// When the last of them was read or received.
    public let receivedAt: WallTime
}

extension LineOrigin.Place: CustomStringConvertible {
    /// The path, `standard input`, or the peer's address, for messages.
    public var description: String {
        switch self {
        case .file(let path): path
        case .standardInput: "standard input"
        case .peer(let peer): peer.description
        case .stream(let name, let peer): "\(name) from \(peer)"
        }
    }
}
