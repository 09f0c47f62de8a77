internal import Addresses
internal import Reports

/// A growing run of bytes. What is written often is written without making strings.
struct ListText: Sendable {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 1 << 17) {
        bytes.reserveCapacity(capacity)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(bytes more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    mutating func append(decimal number: some BinaryInteger) {
        var rest = UInt64(clamping: number)
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        if bytes.count - start > 1 { bytes[start...].reverse() }
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func append(_ address: IPAddress) {
        guard address.isIPv4 else { return append(text: address.description) }
        let value = address.v4
        append(decimal: value >> 24)
        append(UInt8(ascii: "."))
        append(decimal: value >> 16 & 0xFF)
        append(UInt8(ascii: "."))
        append(decimal: value >> 8 & 0xFF)
        append(UInt8(ascii: "."))
        append(decimal: value & 0xFF)
    }

    mutating func append(_ network: IPNetwork) {
        append(network.base)
        append(UInt8(ascii: "/"))
        append(decimal: network.prefixLength)
    }

    mutating func append(_ address: Address) {
        switch address {
        case .ip(let ip): append(ip)
        case .network(let network): append(network)
        case .domain(let name): append(text: name.text)
        case .asn, .url: append(text: address.description)
        }
    }

    /// A URL without its scheme, as lists of URLs want it.
    mutating func append(withoutScheme url: URLAddress) {
        let text = url.description.utf8
        bytes.append(contentsOf: text.dropFirst(url.scheme.name.utf8.count + 3))
    }
}
