import Foundation
import Glibc

/// A client's socket on this machine. What blocks runs aside, so that a server in the same process goes on meanwhile.
public final class LoopbackSocket: Sendable {
    /// A call that the system refused.
    public struct Failure: Error, CustomStringConvertible {
        /// Which one, and why.
        public let description: String

        init(_ call: String) {
            description = "\(call): \(String(cString: strerror(errno)))"
        }
    }

    /// What is sent over the socket.
    public enum Kind: Sendable {
        /// A connection.
        case stream
        /// Datagrams.
        case datagrams
    }

    private let descriptor: Int32

    /// Connects to a port of this machine.
    /// - Parameters:
    ///   - kind: a connection or datagrams.
    ///   - port: the port.
    ///   - host: the address to connect to, IPv4 or IPv6.
    ///   - source: the address to come from; nil for any.
    /// - Throws: when the system refuses.
    public init(_ kind: Kind, port: Int, host: String = "127.0.0.1", from source: String? = nil) throws {
        let family = host.contains(":") ? AF_INET6 : AF_INET
        let type = kind == .stream ? SOCK_STREAM : SOCK_DGRAM
        descriptor = socket(family, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("socket") }
        if let source, Self.withAddress(source, 0, { bind(descriptor, $0, $1) }) != 0 {
            throw Failure("bind")
        }
        guard Self.withAddress(host, port, { connect(descriptor, $0, $1) }) == 0 else {
            throw Failure("connect")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends all of `bytes`; as one datagram over a socket of that kind.
    public func send(_ bytes: [UInt8]) async throws {
        try await aside { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    Glibc.send(
                        descriptor,
                        buffer.baseAddress.map { $0 + sent },
                        buffer.count - sent,
                        Int32(MSG_NOSIGNAL)
                    )
                }
                guard count > 0 else { throw Failure("send") }
                sent += count
            }
        }
    }

    /// Sends the same bytes `count` times.
    public func send(_ bytes: [UInt8], times count: Int) async throws {
        try await aside { [descriptor] in
            for _ in 0..<count {
                let sent = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard sent == bytes.count else { throw Failure("send") }
            }
        }
    }

    /// Sends a text.
    public func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// The next bytes that come; none at the end, or when the peer has broken off.
    public func receive() async throws -> [UInt8] {
        try await aside { [descriptor] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return Array(bytes.prefix(max(0, count)))
        }
    }

    /// Everything that comes until the peer ends.
    public func receiveAll() async throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let bytes = try await receive()
            if bytes.isEmpty { return all }
            all += bytes
        }
    }

    /// Says that nothing more is sent.
    public func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes the connection break off, rather than end, when the socket goes away.
    public func breakOff() {
        var lingering = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    }

    private func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: those of the common pool may all be waiting, for one another.
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }

    private static func withAddress(
        _ host: String,
        _ port: Int,
        _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        if host.contains(":") {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = UInt16(port).bigEndian
            inet_pton(AF_INET6, host, &address.sin6_addr)
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    call($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
