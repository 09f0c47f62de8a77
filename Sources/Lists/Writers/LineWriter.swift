internal import Addresses
internal import Reports

/// Formats of one line, or two, for each entry, with the address between a beginning and an end.
struct LineWriter: ListWriter {
    private let format: ListFormat
    private let name: String
    private let maximumLength: Int?

    init(_ format: ListFormat, _ options: ListOptions) {
        self.format = format
        name = options.name.text
        maximumLength = format.maximumValueLength
    }

    mutating func begin(into text: inout ListText) {
        switch format {
        case .adblock:
            text.append("! Title: ")
            text.append(text: name)
            text.append("\n! Expires: 1 hours\n")
        case .unbound: text.append("server:\n")
        case .rbldnsdIPv4, .rbldnsdNames:
            text.append(":127.0.0.2:listed by ")
            text.append(text: name)
            text.append(": $\n")
        case .rbldnsdIPv6:
            text.append(":127.0.0.2:listed by ")
            text.append(text: name)
            text.append("\n")
        case .plain, .hosts, .dnsmasq, .pf, .squidIP, .squidNames, .nginxGeo, .snort, .fortinetIP,
            .fortinetNames,
            .fortinetURLs, .ciscoIP, .ciscoNames, .ciscoURLs, .haproxyIP, .haproxyNames:
            text.append("# ")
            text.append(text: name)
            text.endLine()
        default: break
        }
    }

    mutating func refusal(of entry: ListEntry) -> LeftOutReason? {
        guard let maximumLength else { return nil }
        switch entry.address {
        case .url(let url):
            return url.description.utf8.count - url.scheme.name.utf8.count - 3 > maximumLength
                ? .valueTooLong : nil
        case .domain(let name): return name.text.utf8.count > maximumLength ? .valueTooLong : nil
        case .ip, .network, .asn: return nil
        }
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        let address = entry.address
        switch format {
        case .hosts:
            line("0.0.0.0 ", address, "\n", into: &text)
            line(":: ", address, "\n", into: &text)
        case .adblock: line("||", address, "^\n", into: &text)
        case .dnsmasq:
            if address.kind == .domain {
                line("address=/", address, "/\n", into: &text)
            } else {
                line("bogus-nxdomain=", address, "\n", into: &text)
            }
        case .unbound: line("    local-zone: \"", address, ".\" always_nxdomain\n", into: &text)
        case .squidNames, .rbldnsdNames: line(".", address, "\n", into: &text)
        case .nginxGeo: line("", address, " 1;\n", into: &text)
        case .haproxyIP, .haproxyNames, .paloAltoIP:
            line("", address, " ", into: &text)
            text.append(text: entry.category.name)
            text.endLine()
        case .suricataNameSet:
            text.append(base64: address.description)
            text.endLine()
        case .paloAltoURLs, .fortinetURLs, .ciscoURLs:
            if case .url(let url) = address { text.append(withoutScheme: url) }
            text.endLine()
        case .bgpBlackhole: announce(address, into: &text)
        default: line("", address, "\n", into: &text)
        }
    }

    private func line(
        _ before: StaticString,
        _ address: Address,
        _ after: StaticString,
        into text: inout ListText
    ) {
        text.append(before)
        text.append(address)
        text.append(after)
    }

    /// A route of ExaBGP's text interface with the blackhole community (RFC 7999).
    private func announce(_ address: Address, into text: inout ListText) {
        text.append("announce route ")
        switch address {
        case .ip(let ip): text.append(IPNetwork(ip))
        default: text.append(address)
        }
        text.append(" next-hop self community [65535:666]\n")
    }
}

extension ListText {
    /// Base64 (RFC 4648) with padding.
    mutating func append(base64 value: String) {
        let digits = Self.base64Digits
        var group: UInt32 = 0
        var count = 0
        for byte in value.utf8 {
            group = group << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            for shift in stride(from: 18, through: 0, by: -6) { append(digits[Int(group >> shift & 63)]) }
            (group, count) = (0, 0)
        }
        guard count > 0 else { return }
        group <<= UInt32(8 * (3 - count))
        append(digits[Int(group >> 18 & 63)])
        append(digits[Int(group >> 12 & 63)])
        append(count == 2 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        append(UInt8(ascii: "="))
    }

    private static let base64Digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
}
