/// Programs whose name in syslog tells the format of their messages.
enum ProgramNames {
    private static let names: [(StaticString, LogFormat)] = [
        ("named", .bind), ("queries", .bind), ("query-errors", .bind), ("rpz", .bind), ("xfer-in", .bind),
        ("unbound", .unbound), ("dnsmasq", .dnsmasq), ("pihole", .dnsmasq), ("filterlog", .filterlog),
        ("squid", .squid), ("haproxy", .haproxy), ("nginx", .access), ("httpd", .access), ("apache", .access),
        ("sshd", .sshd), ("postfix", .postfix), ("dhcpd", .dhcp), ("pf", .pf), ("pflogd", .pf), ("tmm", .f5),
        ("apmd", .f5),
        ("rt_flow", .juniper), ("mgd", .juniper), ("rt_ids", .juniper),
    ]

    static func format(_ bytes: Span<UInt8>, _ program: Range<Int>) -> LogFormat? {
        for (name, format) in names
        where bytes.starts(with: name, at: program.lowerBound, end: program.upperBound) {
            return format
        }
        return nil
    }
}
