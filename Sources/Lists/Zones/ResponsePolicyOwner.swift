internal import Addresses

/// The owners of a response policy zone's records: what they are for an address, and which names cannot be one.
enum ResponsePolicyOwner {
    /// Longest name with its length bytes and the root (RFC 1035 §2.3.4).
    private static let maximumWireLength = 255
    /// Bytes of `*.` on the wire.
    private static let wildcardLength = 2
    /// Last labels that make an owner something else than the name it writes.
    private static let reserved = ["rpz-ip", "rpz-client-ip", "rpz-nsip", "rpz-nsdname"]

    /// Why an address cannot be written into the zone called `zone`; nil when it can.
    ///
    /// A name that does not fit with `*.` before it and the zone behind it would make servers refuse the whole zone. One
    /// below a reserved label would block addresses, not itself.
    static func refusal(of address: Address, in zone: String) -> LeftOutReason? {
        guard case .domain(let name) = address else { return nil }
        // The name's first length byte, the zone's, and the root.
        let room = maximumWireLength - wildcardLength - 1 - (zone.utf8.count + 1) - 1
        if name.text.utf8.count > room { return .nameTooLong }
        return reserved.contains { name.text.hasSuffix(".\($0)") } ? .nameReserved : nil
    }

    /// Appends each owner of an address on a line of its own.
    static func append(_ address: Address, into text: inout ListText) {
        forEachOwner(of: address, into: &text) { $0.append(UInt8(ascii: "\n")) }
    }

    /// Appends each owner of an address, and what `end` appends behind it.
    static func forEachOwner(of address: Address, into text: inout ListText, _ end: (inout ListText) -> Void)
    {
        switch address {
        case .domain(let name):
            text.append(text: name.text)
            end(&text)
            text.append("*.")
            text.append(text: name.text)
            end(&text)
        case .ip(let address):
            append(IPNetwork(address), into: &text)
            end(&text)
        case .network(let network):
            append(network, into: &text)
            end(&text)
        case .asn, .url: break
        }
    }

    /// The prefix length, then the parts of the lowest address backwards; `zz` stands for `::`.
    private static func append(_ network: IPNetwork, into text: inout ListText) {
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
        text.append(".rpz-ip")
    }
}
