extension Address {
    /// The address whose key this is; nil when the bytes are no key.
    /// - Parameter key: a key made by ``key``.
    public init?(key: AddressKey) {
        self.init(keyBytes: key.bytes)
        var again: [UInt8] = []
        appendKey(to: &again)
        guard again == key.bytes else { return nil }
    }

    /// The address that a key could be of; bytes that no key has may slip through.
    private init?(keyBytes bytes: [UInt8]) {
        guard let tag = bytes.first else { return nil }
        switch tag {
        case AddressKey.Tag.ipv4, AddressKey.Tag.ipv6:
            guard let (network, rest) = Self.network(bytes[...]) else { return nil }
            if rest.isEmpty {
                self = Address(network)
            } else {
                guard network.isSingleAddress, let url = URLAddress(host: .ip(network.base), keyTail: rest)
                else {
                    return nil
                }
                self = .url(url)
            }
        case AddressKey.Tag.asn:
            guard bytes.count == 5, let asn = ASN(bytes[1...].bigEndianValue()) else { return nil }
            self = .asn(asn)
        case AddressKey.Tag.name:
            let end = bytes.firstIndex(of: AddressKey.pathMarker) ?? bytes.endIndex
            let labels = bytes[1..<end].split(separator: 0).reversed()
            guard let name = try? DomainName(utf8: Array(labels.joined(separator: [0x2E])).span) else {
                return nil
            }
            if end == bytes.endIndex {
                self = .domain(name)
            } else {
                guard let url = URLAddress(host: .domain(name), keyTail: bytes[end...]) else { return nil }
                self = .url(url)
            }
        default:
            return nil
        }
    }

    private static func network(_ bytes: ArraySlice<UInt8>) -> (IPNetwork, ArraySlice<UInt8>)? {
        let isIPv4 = bytes.first == AddressKey.Tag.ipv4
        let end = bytes.startIndex + (isIPv4 ? 5 : 17)
        guard bytes.endIndex > end else { return nil }
        let value = bytes[(bytes.startIndex + 1)..<end]
        let address = isIPv4 ? IPAddress(v4: value.bigEndianValue()) : IPAddress(bits: value.bigEndianValue())
        guard let network = IPNetwork(containing: address, prefixLength: Int(bytes[end])) else { return nil }
        return (network, bytes[(end + 1)...])
    }
}

extension URLAddress {
    /// The URL of `host` whose key goes on with path marker, path and query, zero, scheme and port.
    fileprivate init?(host: Host, keyTail tail: ArraySlice<UInt8>) {
        guard tail.count >= 6, tail.first == AddressKey.pathMarker else { return nil }
        let end = tail.endIndex - 4
        guard tail[end] == 0, let scheme = Scheme(rawValue: tail[end + 1]) else { return nil }
        let path = tail[(tail.startIndex + 1)..<end]
        self.init(
            scheme: scheme,
            host: host,
            port: tail[(end + 2)...].bigEndianValue(),
            pathAndQuery: String(decoding: path, as: UTF8.self)
        )
    }
}

extension ArraySlice<UInt8> {
    fileprivate func bigEndianValue<Value: FixedWidthInteger>() -> Value {
        reduce(0) { $0 << 8 | Value($1) }
    }
}
