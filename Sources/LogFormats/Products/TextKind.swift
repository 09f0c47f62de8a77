/// What the words of a message tell of its format.
enum TextKind {
    /// How far from its beginning a packet's line has its interfaces.
    private static let packetReach = 200

    /// Whether `IN=… OUT=…` stands in the line, in capitals.
    private static func isPacket(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let end = min(range.upperBound, range.lowerBound + packetReach)
        var index = range.lowerBound
        while index + 3 < end {
            if bytes[index] == UInt8(ascii: "I"), bytes[index + 1] == UInt8(ascii: "N"),
                bytes[index + 2] == UInt8(ascii: "=")
            {
                return bytes.firstIndex(of: " out=", from: index, to: min(range.upperBound, index + 64))
                    != nil
            }
            index += 1
        }
        return false
    }

    static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LogFormat? {
        let start = range.lowerBound
        let end = range.upperBound
        func begins(_ word: StaticString) -> Bool { bytes.starts(with: word, at: start, end: end) }
        func holds(_ word: StaticString, within reach: Int = 400) -> Bool {
            bytes.firstIndex(of: word, from: start, to: min(end, start + reach)) != nil
        }
        switch bytes[start] | 0x20 {
        case UInt8(ascii: "%") | 0x20:
            return begins("%asa") || begins("%ftd") || begins("%pix") || begins("%ngips")
                ? .ciscoASA : .ciscoIOS
        case UInt8(ascii: "c"):
            if begins("connect from "), holds(" to ") { return .haproxy }
            if begins("client @0x") || begins("client ") && holds("#", within: 64) { return .bind }
        case UInt8(ascii: "q"): if begins("queries: ") || begins("query-errors: ") { return .bind }
        case UInt8(ascii: "r"):
            if begins("rt_flow") || begins("rt_screen") || begins("rt_ids") || begins("rt_utm") {
                return .juniper
            }
            if begins("rule ") && (holds(": block ") || holds(": pass ")) { return .pf }
        case UInt8(ascii: "d"): if begins("dhcp"), !begins("dhcp=") { return .dhcp }
        case UInt8(ascii: "s"): if begins("syslog[") || begins("syslog [") { return .checkpoint }
        case UInt8(ascii: "u"): if begins("unbound[") { return .unbound }
        default: break
        }
        if holds(" resolving '", within: 80) { return .bind }
        if bytes[start].isDigit, holds(" -> ", within: 80) { return .nfdump }
        if bytes[start] == UInt8(ascii: "["),
            holds("] info: ", within: 24) || holds("] query: ", within: 24)
                || holds("] reply: ", within: 24)
        {
            return .unbound
        }
        if isPacket(bytes, range) { return .netfilter }
        if holds("[error]", within: 48) || holds(":error]", within: 48) || holds("[warn]", within: 48) {
            return .webError
        }
        return nil
    }
}
