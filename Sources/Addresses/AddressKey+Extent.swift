extension AddressKey {
    /// How much of some bytes a key takes up.
    public struct Extent: Hashable, Sendable {
        /// Bytes of the key of the host, or of the whole address where it is no URL.
        public let host: Int
        /// Bytes of the key of the whole address.
        public let whole: Int
    }

    /// The first bytes that may follow a key without being taken for a part of it: 02…2C. Labels begin higher, a URL's
    /// path at 01.
    public static let followers: ClosedRange<UInt8> = 0x02...0x2C

    /// Where the key ends with which `bytes` begin; nil when they begin with none.
    ///
    /// What follows the key, if anything does, must begin with one of ``followers``. The bytes are not checked further:
    /// a key made by ``Address/key`` is always measured right.
    /// - Complexity: the length of the key.
    public static func extent(in bytes: UnsafeRawBufferPointer) -> Extent? {
        guard let host = hostLength(in: bytes) else { return nil }
        guard host < bytes.count, bytes[host] == pathMarker else { return Extent(host: host, whole: host) }
        var end = host + 1
        while end < bytes.count, bytes[end] != 0 { end += 1 }
        let whole = end + 4
        return whole <= bytes.count ? Extent(host: host, whole: whole) : nil
    }

    /// Where the host's key ends with which `bytes` begin, and with it the keys of all URLs on it; nil when they begin
    /// with no key. See ``extent(in:)``.
    public static func hostLength(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let tag = bytes.first else { return nil }
        switch tag {
        case Tag.ipv4: return bytes.count >= 6 ? 6 : nil
        case Tag.ipv6: return bytes.count >= 18 ? 18 : nil
        case Tag.asn: return bytes.count >= 5 ? 5 : nil
        case Tag.name:
            var end = 1
            while end < bytes.count, bytes[end] > followers.upperBound {
                while bytes[end] != 0 {
                    end += 1
                    guard end < bytes.count else { return nil }
                }
                end += 1
            }
            return end > 1 ? end : nil
        default: return nil
        }
    }

    /// Hands out the names above the host of the key with which `bytes` begin, as lengths of the beginnings of `bytes`
    /// that are their keys, shortest first: names of two labels and more, the host itself left out.
    /// - Parameters:
    ///   - bytes: a key; for other kinds than names and URLs on names there are none.
    ///   - maximumLabels: names of more labels are left out.
    ///   - body: receives each length.
    /// - Throws: what `body` throws.
    public static func forEachNameAbove<Failure: Error>(
        _ bytes: UnsafeRawBufferPointer,
        maximumLabels: Int,
        _ body: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        guard bytes.first == Tag.name, let host = hostLength(in: bytes) else { return }
        var labels = 0
        var index = 1
        while index < host - 1, labels < maximumLabels {
            if bytes[index] == 0 {
                labels += 1
                if labels >= 2, labels <= maximumLabels { try body(index + 1) }
            }
            index += 1
        }
    }
}
