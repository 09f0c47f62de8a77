internal import Addresses

/// A response policy zone that answers NXDOMAIN, for names with what is below them or for answers with IP addresses.
///
/// The zone is called as the list. A name that does not fit into 255 bytes with `*.` before it and the zone behind it
/// would make servers refuse the whole zone, so it is left out.
struct RPZListWriter: ListWriter {
    /// Longest name with its length bytes and the root (RFC 1035 §2.3.4).
    private static let maximumWireLength = 255
    /// Bytes of `*.` on the wire.
    private static let wildcardLength = 2
    /// Seconds that an answer may be kept.
    private static let timeToLive = 60

    private let zone: String
    private let serial: UInt32
    private let maximumName: Int

    init(_ options: ListOptions) {
        zone = options.name.text
        serial = options.serial
        // The name's first length byte, the zone's, and the root.
        maximumName = Self.maximumWireLength - Self.wildcardLength - 1 - (zone.utf8.count + 1) - 1
    }

    mutating func begin(into text: inout ListText) {
        text.append("$ORIGIN ")
        text.append(text: zone)
        text.append(".\n$TTL ")
        text.append(decimal: Self.timeToLive)
        text.append("\n@ SOA localhost. hostmaster.localhost. ")
        text.append(decimal: serial)
        text.append(" 60 60 432000 60\n@ NS localhost.\n")
    }

    mutating func refusal(of entry: ListEntry) -> LeftOutReason? {
        guard case .domain(let name) = entry.address else { return nil }
        return name.text.utf8.count > maximumName ? .nameTooLong : nil
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        switch entry.address {
        case .domain(let name):
            text.append(text: name.text)
            text.append(" CNAME .\n*.")
            text.append(text: name.text)
            text.append(" CNAME .\n")
        case .ip(let address): owner(IPNetwork(address), into: &text)
        case .network(let network): owner(network, into: &text)
        case .asn, .url: break
        }
    }

    /// The prefix length, then the parts of the lowest address backwards; `zz` stands for `::`.
    private func owner(_ network: IPNetwork, into text: inout ListText) {
        text.append(decimal: network.prefixLength)
        if network.isIPv4 {
            for shift: UInt32 in [0, 8, 16, 24] {
                text.append(UInt8(ascii: "."))
                text.append(decimal: network.base.v4 >> shift & 0xFF)
            }
        } else {
            // The canonical text has its one gap where the owner wants `zz`.
            let parts = network.base.description.split(separator: "::", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated().reversed() {
                for group in part.split(separator: ":").reversed() {
                    text.append(UInt8(ascii: "."))
                    text.append(text: String(group))
                }
                if index > 0 { text.append(".zz") }
            }
        }
        text.append(".rpz-ip CNAME .\n")
    }
}
