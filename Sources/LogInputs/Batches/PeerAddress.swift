/// The address of a machine at the other end of a socket.
public struct PeerAddress: Sendable, Hashable {
    /// The IP address in text; an IPv4 address seen through an IPv6 socket is written as IPv4. IPv6 addresses of a link
    /// have no zone.
    public let host: String
    /// The port; nil for datagrams, which are gathered by address.
    public let port: UInt16?

    /// A peer at `host`.
    public init(host: String, port: UInt16?) {
        self.host = host
        self.port = port
    }
}

extension PeerAddress: CustomStringConvertible {
    /// `192.0.2.1`, `192.0.2.1:514`, `2001:db8::1` or `[2001:db8::1]:514`.
    public var description: String {
        guard let port else { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
