import Glibc

/// An IP address as a number: IPv4 addresses as those mapped into IPv6 (RFC 4291 §2.5.5.2).
package struct IPNumber: Sendable, Hashable {
    private static let mappedPrefix: UInt64 = 0xFFFF_0000_0000

    let high: UInt64
    let low: UInt64

    /// The address in what the kernel filled in; nil for another family.
    init?(_ storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: &storage) { bytes in
                bytes.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
            }
            high = 0
            low = Self.mappedPrefix | UInt64(UInt32(bigEndian: address))
        case AF_INET6:
            let words = withUnsafeBytes(of: &storage) { bytes in
                let address = bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                return withUnsafeBytes(of: address) { address in
                    (
                        address.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                        address.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                    )
                }
            }
            high = UInt64(bigEndian: words.0)
            low = UInt64(bigEndian: words.1)
        default: return nil
        }
    }

    /// The address in text.
    package var host: String {
        let isIPv4 = high == 0 && low >> 32 == Self.mappedPrefix >> 32
        var address = (high.bigEndian, low.bigEndian)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        withUnsafeBytes(of: &address) { bytes in
            _ = inet_ntop(
                isIPv4 ? AF_INET : AF_INET6,
                bytes.baseAddress.map { $0 + (isIPv4 ? 12 : 0) },
                &text,
                socklen_t(text.count)
            )
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
