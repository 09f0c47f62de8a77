public import Addresses
import Glibc
import NIOPosix

/// Finds the addresses of a host.
public protocol HostResolver: Sendable {
    /// The addresses of `host`, best first; none when it has none.
    func addresses(of host: String) async -> [IPAddress]
}

/// The resolver of this machine (`getaddrinfo`), which knows what its files and name servers know.
public struct SystemResolver: HostResolver {
    /// Most addresses of one host.
    static let maximumAddresses = 64

    /// This machine's resolver.
    public init() {}

    /// The addresses of `host`, in the order of RFC 6724; none when it has none.
    public func addresses(of host: String) async -> [IPAddress] {
        let found = try? await NIOThreadPool.singleton.runIfActive { Self.find(host, flags: AI_ADDRCONFIG) }
        return found ?? []
    }

    /// The addresses of a host, or the address that `host` writes in any form the system takes (`127.1`, `0x7f000001`).
    static func find(_ host: String, flags: Int32) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = flags
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var next = list
        while let entry = next?.pointee, found.count < maximumAddresses {
            if let address = Self.address(entry.ai_addr), !found.contains(address) { found.append(address) }
            next = entry.ai_next
        }
        return found
    }

    private static func address(_ socket: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let socket else { return nil }
        let raw = UnsafeRawPointer(socket)
        switch Int32(socket.pointee.sa_family) {
        case AF_INET:
            return IPAddress(v4: UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            var bits: UInt128 = 0
            withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { bytes in
                for byte in bytes { bits = bits << 8 | UInt128(byte) }
            }
            return IPAddress(bits: bits)
        default: return nil
        }
    }
}
