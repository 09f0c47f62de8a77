/// The order-preserving byte key of an address, in which containment is one range.
///
/// ```
/// IPv4     04 aaaaaaaa ll                   address, prefix length (32 for a single address)
/// IPv6     06 aaaaaaaaaaaaaaaa… ll          16 bytes, prefix length
/// AS       0A nnnnnnnn
/// domain   0D label 00 label 00 …           from the top-level label down
/// URL      host key, 01, path and query, 00, scheme, port
/// ```
/// A network's bits, a domain's labels and a URL's host and path stand most significant first, so everything inside
/// an address lies between ``AddressKey`` and ``Address/lastContainedKey``, and nothing else does.
public struct AddressKey: Hashable, Sendable {
    /// The bytes, as stored.
    public let bytes: [UInt8]

    /// A key read back from storage.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    enum Tag {
        static let ipv4: UInt8 = 0x04
        static let ipv6: UInt8 = 0x06
        static let asn: UInt8 = 0x0A
        static let name: UInt8 = 0x0D
    }

    /// Stands after a host, before a URL's path; lower than any byte of a label.
    static let pathMarker: UInt8 = 0x01
}

extension AddressKey: Comparable {
    /// Byte by byte, a prefix before what it begins.
    public static func < (left: AddressKey, right: AddressKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Address {
    /// The key of this address.
    public var key: AddressKey {
        var bytes: [UInt8] = []
        appendKey(to: &bytes)
        return AddressKey(bytes: bytes)
    }

    /// The highest key of an address inside this one: its contents are the keys from ``key`` to here, both included.
    public var lastContainedKey: AddressKey {
        var bytes: [UInt8] = []
        switch self {
        case .ip, .asn, .domain, .url: appendKey(to: &bytes)
        case .network(let network):
            network.last.appendKey(prefixLength: UInt8(network.base.width), to: &bytes)
        }
        bytes.append(0xFF)
        return AddressKey(bytes: bytes)
    }

    /// Appends the bytes of ``key``.
    public func appendKey(to bytes: inout [UInt8]) {
        switch self {
        case .ip(let address): address.appendKey(prefixLength: UInt8(address.width), to: &bytes)
        case .network(let network):
            network.base.appendKey(prefixLength: UInt8(network.prefixLength), to: &bytes)
        case .asn(let asn):
            bytes.append(AddressKey.Tag.asn)
            withUnsafeBytes(of: asn.number.bigEndian) { bytes.append(contentsOf: $0) }
        case .domain(let name): name.appendKey(to: &bytes)
        case .url(let url):
            switch url.host {
            case .domain(let name): name.appendKey(to: &bytes)
            case .ip(let address): address.appendKey(prefixLength: UInt8(address.width), to: &bytes)
            }
            bytes.append(AddressKey.pathMarker)
            bytes.append(contentsOf: url.pathAndQuery.utf8)
            bytes.append(0)
            bytes.append(url.scheme.rawValue)
            bytes.append(UInt8(url.port >> 8))
            bytes.append(UInt8(truncatingIfNeeded: url.port))
        }
    }

    /// Whether `other` lies inside this address: is it, is below it, or is served by it.
    public func contains(_ other: Address) -> Bool {
        let candidate = other.key
        return key <= candidate && candidate <= lastContainedKey
    }

    /// All addresses that could contain this one, widest first, itself last.
    ///
    /// At most 33 for IPv4, 129 for IPv6, 127 for a name, and for a URL those of its host and the URL itself.
    public var containers: [Address] {
        switch self {
        case .ip(let address): IPNetwork(address).containers.map(Address.init)
        case .network(let network): network.containers.map(Address.init)
        case .asn: [self]
        case .domain(let name): name.containers.map(Address.domain)
        case .url(let url):
            switch url.host {
            case .domain(let name): name.containers.map(Address.domain) + [self]
            case .ip(let address): IPNetwork(address).containers.map(Address.init) + [self]
            }
        }
    }
}

extension IPAddress {
    func appendKey(prefixLength: UInt8, to bytes: inout [UInt8]) {
        if isIPv4 {
            bytes.append(AddressKey.Tag.ipv4)
            withUnsafeBytes(of: v4.bigEndian) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(AddressKey.Tag.ipv6)
            withUnsafeBytes(of: bits.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(prefixLength)
    }
}

extension IPNetwork {
    /// The blocks around this one, from the whole family down to itself.
    var containers: [IPNetwork] {
        (0...prefixLength).compactMap { IPNetwork(containing: base, prefixLength: $0) }
    }
}

extension DomainName {
    func appendKey(to bytes: inout [UInt8]) {
        bytes.append(AddressKey.Tag.name)
        let utf8 = text.utf8.span
        var end = utf8.count
        while end > 0 {
            var start = end
            while start > 0, utf8[start - 1] != UInt8(ascii: ".") { start -= 1 }
            for index in start..<end { bytes.append(utf8[index]) }
            bytes.append(0)
            end = start - 1
        }
    }

    /// The names above this one that have two labels or more, shortest first, itself last.
    var containers: [DomainName] {
        var names: [DomainName] = [self]
        var rest = text[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            if let parent = try? DomainName(String(rest)) { names.append(parent) }
        }
        return names.reversed()
    }
}
