internal import Addresses

/// A response policy zone that answers NXDOMAIN, for names with what is below them or for answers with IP addresses.
///
/// The zone is called as its head says. Without one it is called as whoever loads it likes, so that a resolver can have names
/// and addresses of one list as two zones; there is room for the list's name with ``tail`` behind it.
struct RPZListWriter: ListWriter {
    /// What a zone's name may have beyond the list's.
    private static let tail = "-qname"

    private let origin: String?
    private let longest: String
    private let serial: UInt32
    private let marker: String?

    init(_ options: ListOptions) {
        origin = options.zone?.name.text
        longest = origin ?? options.name.text + Self.tail
        serial = options.zone?.serial ?? options.serial
        marker = options.zone?.marker
    }

    mutating func begin(into text: inout ListText) {
        if let origin {
            text.append("$ORIGIN ")
            text.append(text: origin)
            text.append(".\n")
        }
        text.append("$TTL ")
        text.append(decimal: ResponsePolicyZone.timeToLive)
        text.append("\n@ SOA localhost. hostmaster.localhost. ")
        text.append(decimal: serial)
        text.append(" 60 60 432000 60\n@ NS localhost.\n")
        if let marker {
            text.append("@ TXT \"")
            text.append(text: marker)
            text.append("\"\n")
        }
    }

    mutating func refusal(of entry: ListEntry) -> LeftOutReason? {
        ResponsePolicyOwner.refusal(of: entry.address, in: longest)
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        ResponsePolicyOwner.forEachOwner(of: entry.address, into: &text) { $0.append(" CNAME .\n") }
    }
}
