import NIOCore

/// An address and port to listen on. Names are not looked up.
public struct ListenAddress: Sendable, Hashable {
    /// An IPv4 or IPv6 address in text.
    public let host: String
    /// The port; 0 takes one that is free.
    public let port: UInt16

    /// - Parameters:
    ///   - host: an IP address, `localhost` for 127.0.0.1, or `*` for every address of the machine, IPv4 and IPv6.
    ///   - port: 0 takes one that is free.
    /// - Throws: ``InputConfigurationError`` for anything else.
    public init(host: String, port: UInt16) throws(InputConfigurationError) {
        switch host {
        case "localhost": self.host = "127.0.0.1"
        case "*": self.host = "::"
        default:
            guard (try? SocketAddress(ipAddress: host, port: 0)) != nil else {
                throw InputConfigurationError(
                    "address",
                    "'\(host)' is no IP address; write 127.0.0.1, [::1], localhost or *"
                )
            }
            self.host = host
        }
        self.port = port
    }

    /// Reads `host:port` or `[IPv6]:port`.
    /// - Throws: ``InputConfigurationError`` for anything else.
    public init(_ text: some StringProtocol, defaultPort: UInt16?) throws(InputConfigurationError) {
        var host = text[...]
        var port = defaultPort
        let portStart = host.last == "]" ? nil : host.lastIndex(of: ":")
        if let portStart {
            port = UInt16(host[host.index(after: portStart)...])
            host = host[..<portStart]
        }
        guard let port else {
            throw InputConfigurationError("address", "'\(text)' has no port; write it as in 127.0.0.1:5514")
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw InputConfigurationError("address", "write an IPv6 address in brackets, as in [::1]:5514")
        }
        try self.init(host: String(host), port: port)
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }

    var isIPv6: Bool { host.contains(":") }
}

extension ListenAddress: CustomStringConvertible {
    /// `127.0.0.1:514` or `[::1]:514`.
    public var description: String { PeerAddress(host: host, port: port).description }
}
