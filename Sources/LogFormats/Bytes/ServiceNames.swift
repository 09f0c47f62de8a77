/// Names that tcpdump writes in place of ports.
enum ServiceNames {
    private static let names: [(StaticString, UInt16)] = [
        ("http", 80), ("https", 443), ("domain", 53), ("ssh", 22), ("smtp", 25), ("ntp", 123), ("snmp", 161),
        ("telnet", 23), ("ftp", 21), ("imap", 143), ("imaps", 993), ("pop3", 110), ("syslog", 514),
        ("bootps", 67),
        ("bootpc", 68), ("isakmp", 500), ("ldap", 389), ("ldaps", 636), ("microsoft-ds", 445),
        ("netbios-ns", 137),
        ("mdns", 5353), ("submission", 587),
    ]

    /// The port that a name at `start` stands for, when the name ends where a word ends.
    static func port(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (port: UInt16, end: Int)? {
        var last = start
        while last < end, bytes[last].isNameByte { last += 1 }
        for (name, port) in names where bytes.equals(name, start..<last) { return (port, last) }
        return nil
    }
}
