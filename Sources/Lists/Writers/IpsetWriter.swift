internal import Reports

/// A file for `ipset restore`: new sets are filled beside the old ones and then take their places.
struct IpsetWriter: ListWriter {
    /// Most bytes of a comment.
    private static let maximumComment = 255

    private let name: String
    private let now: Timestamp

    init(_ options: ListOptions) {
        name = options.name.text
        now = options.now
    }

    mutating func begin(into text: inout ListText) {
        for isIPv4 in [true, false] {
            for suffix in ["", "-new"] {
                text.append("create ")
                set(isIPv4, suffix, into: &text)
                text.append(isIPv4 ? " hash:net family inet" : " hash:net family inet6")
                text.append(" hashsize 4096 maxelem 16777216 timeout 0 comment -exist\n")
            }
            text.append("flush ")
            set(isIPv4, "-new", into: &text)
            text.endLine()
        }
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        text.append("add ")
        set(entry.address.isIPv4, "-new", into: &text)
        text.append(UInt8(ascii: " "))
        text.append(entry.address)
        if let seconds = entry.secondsLeft(at: now) {
            text.append(" timeout ")
            text.append(decimal: seconds)
        }
        if let reference = entry.reference, !reference.isEmpty {
            text.append(" comment \"")
            text.append(plain: reference, keeping: " .:/@+=&?~%,_-", maximum: Self.maximumComment)
            text.append("\"")
        }
        text.append(" -exist\n")
    }

    mutating func finish(into text: inout ListText) {
        for isIPv4 in [true, false] {
            text.append("swap ")
            set(isIPv4, "-new", into: &text)
            text.append(UInt8(ascii: " "))
            set(isIPv4, "", into: &text)
            text.append("\ndestroy ")
            set(isIPv4, "-new", into: &text)
            text.endLine()
        }
    }

    private func set(_ isIPv4: Bool, _ suffix: String, into text: inout ListText) {
        text.append(text: name)
        text.append(isIPv4 ? "-v4" : "-v6")
        text.append(text: suffix)
    }
}

/// A file for `iptables-restore --noflush` or `ip6tables-restore --noflush`: one chain, emptied and filled in one
/// transaction. Who has more than a few thousand entries takes ipset or nftables.
struct IptablesWriter: ListWriter {
    private let chain: String

    init(_ options: ListOptions) {
        chain = options.name.identifier
    }

    mutating func begin(into text: inout ListText) {
        text.append("*filter\n:")
        text.append(text: chain)
        text.append(" - [0:0]\n")
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        text.append("-A ")
        text.append(text: chain)
        text.append(" -s ")
        text.append(entry.address)
        text.append(" -j DROP\n")
    }

    mutating func finish(into text: inout ListText) {
        text.append("COMMIT\n")
    }
}
