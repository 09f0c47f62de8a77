import Glibc

/// A bound socket for datagrams.
package final class DatagramSocket: Sendable {
    /// `SO_MEMINFO` of `asm-generic/socket.h` and the place of the drops in what it gives (`linux/sock_diag.h`).
    private static let memoryInfo: Int32 = 55
    private static let memoryInfoCount = 9
    private static let memoryInfoDrops = 8

    /// For waiting.
    package let descriptor: Int32
    /// The port it is bound to.
    package let port: UInt16
    /// Bytes that the kernel keeps, as it says.
    package let receiveBuffer: Int

    /// Binds a socket to an IP address in text; `::` takes IPv4 as well. The port 0 takes one that is free. The kernel may
    /// keep fewer bytes than are asked for.
    package init(host: String, port: UInt16, receiveBuffer: Int) throws(SystemFailure) {
        let family = host.contains(":") ? AF_INET6 : AF_INET
        descriptor = socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("cannot make a socket") }
        self.receiveBuffer = Self.setReceiveBuffer(descriptor, receiveBuffer)
        guard Self.bind(descriptor, host, port) else {
            let failure = SystemFailure(
                "cannot be bound",
                remedy: "choose another address, or a port that is free and allowed"
            )
            close(descriptor)
            throw failure
        }
        self.port = Self.boundPort(descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// Takes one datagram, if one is there.
    /// - Returns: its length and its sender; nil when none is there.
    package func receive(into buffer: UnsafeMutableRawBufferPointer) -> (count: Int, sender: IPNumber?)? {
        var sender = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withUnsafeMutablePointer(to: &sender) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                recvfrom(
                    descriptor,
                    buffer.baseAddress,
                    buffer.count,
                    Int32(MSG_DONTWAIT),
                    address,
                    &length
                )
            }
        }
        return count < 0 ? nil : (count, IPNumber(sender))
    }

    /// How many datagrams the kernel has dropped for want of room, modulo 2³²; nil when it does not say.
    package var kernelDrops: UInt32? {
        var values = [UInt32](repeating: 0, count: Self.memoryInfoCount)
        var length = socklen_t(Self.memoryInfoCount * MemoryLayout<UInt32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, Self.memoryInfo, &values, &length) == 0,
            Int(length) == Self.memoryInfoCount * MemoryLayout<UInt32>.size
        else { return nil }
        return values[Self.memoryInfoDrops]
    }

    /// Asks for a buffer beyond the system's limit, which takes a privilege, else within it.
    private static func setReceiveBuffer(_ descriptor: Int32, _ wanted: Int) -> Int {
        var value = Int32(clamping: wanted)
        let size = socklen_t(MemoryLayout<Int32>.size)
        if setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &value, size) != 0 {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &value, size)
        }
        var length = size
        getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &value, &length)
        // The kernel doubles what it is asked for, to keep its own records in (socket(7)).
        return Int(value) / 2
    }

    private static func bind(_ descriptor: Int32, _ host: String, _ port: UInt16) -> Bool {
        var storage = sockaddr_storage()
        let length = withUnsafeMutableBytes(of: &storage) { bytes -> Int in
            if host.contains(":") {
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = port.bigEndian
                inet_pton(AF_INET6, host, &address.sin6_addr)
                bytes.storeBytes(of: address, as: sockaddr_in6.self)
                return MemoryLayout<sockaddr_in6>.size
            }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            inet_pton(AF_INET, host, &address.sin_addr)
            bytes.storeBytes(of: address, as: sockaddr_in.self)
            return MemoryLayout<sockaddr_in>.size
        }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(descriptor, address, socklen_t(length)) == 0
            }
        }
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = getsockname(descriptor, address, &length)
            }
        }
        // The port stands at the same place in both families.
        return withUnsafeBytes(of: &storage) { bytes in
            UInt16(bigEndian: bytes.loadUnaligned(as: sockaddr_in.self).sin_port)
        }
    }
}
