internal import Addresses
internal import Observations

/// The rows of a target: one range of keys, and what tells whether a day has any of them.
struct HuntRange {
    /// The lowest key of a row.
    let lower: [UInt8]
    /// Above all keys of rows.
    let upper: [UInt8]
    /// Whether all rows have the host prefix of ``lower``.
    let isOneHost: Bool
    /// The key of a host or name whose absence from a day means that there are no rows; nil when nothing tells.
    let gate: [UInt8]?
    /// Of a path prefix, the length of the URL keys' beginning behind which a segment must end; nil for other ranges.
    private let segmentEnd: Int?

    init(_ target: HuntTarget) {
        let key = target.address.key.bytes
        let observed = key.withUnsafeBytes { ObservedURL.normalized($0) } ?? key
        switch (target.address, target.reach) {
        case (.url, .inside): self.init(urlKey: observed)
        case (.url(let url), .pathPrefix): self.init(pathOf: url, urlKey: observed)
        case (.url, .host):
            let host = Self.host(of: observed)
            self.init(host + [AddressKey.followers.lowerBound - 1], host + [RowMarker.presence], gate: host)
        case (_, .exactly):
            self.init(
                observed + [RowMarker.single],
                observed + [RowMarker.presence],
                gate: Self.host(of: observed)
            )
        case (.domain(let name), _):
            let isMarked = name.labelCount <= RowMarker.maximumPresenceLabels
            self.init(key, key + [0xFF], isOneHost: false, gate: isMarked ? key : nil)
        case (.network, _):
            self.init(key, target.address.lastContainedKey.bytes, isOneHost: false, gate: nil)
        case (.ip, _), (.asn, _): self.init(key, key + [0xFF], gate: key)
        }
    }

    /// Whether `key`, which is not below ``lower``, lies in the range.
    @inline(__always)
    func reaches(_ key: UnsafeRawBufferPointer) -> Bool {
        upper.withUnsafeBytes { ByteOrder.compare(key, $0) < 0 }
    }

    /// Whether the row of an address in the range belongs to the target.
    func includes(_ address: UnsafeRawBufferPointer) -> Bool {
        guard let segmentEnd else { return true }
        guard segmentEnd < address.count else { return false }
        let next = address[segmentEnd]
        return address[segmentEnd - 1] == UInt8(ascii: "/") || next == UInt8(ascii: "/")
            || next == UInt8(ascii: "?") || next == 0
    }

    private init(
        _ lower: [UInt8],
        _ upper: [UInt8],
        isOneHost: Bool = true,
        gate: [UInt8]?,
        segmentEnd: Int? = nil
    ) {
        self.lower = lower
        self.upper = upper
        self.isOneHost = isOneHost
        self.gate = gate
        self.segmentEnd = segmentEnd
    }

    /// The same path and query with any scheme and port: everything up to the zero behind them.
    private init(urlKey key: [UInt8]) {
        let beginning = Array(key.dropLast(3))
        self.init(beginning, beginning.dropLast() + [1], gate: Self.host(of: key))
    }

    private init(pathOf url: URLAddress, urlKey key: [UInt8]) {
        let host = Self.host(of: key)
        let text = key[(host.count + 1)...].dropLast(4)
        let path = text.prefix { $0 != UInt8(ascii: "?") }
        let beginning = host + [AddressKey.followers.lowerBound - 1] + path
        self.init(beginning, beginning + [0xFF], gate: host, segmentEnd: beginning.count)
    }

    private static func host(of key: [UInt8]) -> [UInt8] {
        Array(key.prefix(key.withUnsafeBytes { AddressKey.hostLength(in: $0) } ?? key.count))
    }
}
