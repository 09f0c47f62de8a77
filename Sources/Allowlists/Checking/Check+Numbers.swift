internal import Addresses

extension Check {
    /// An IP address: the networks around it, the system that announces it, its text, the URLs on it.
    mutating func ip(_ ip: IPAddress) {
        take(around: IPNetwork(ip), isWhole: false)
        if let origin = context.origin { take(holding: origin, isOrigin: true) }
        if list.tables.patterns.canMatchIPs { take(matching: ip) }
        take(list.urls(from: ip, through: ip))
    }

    /// A network: what lies around it, what lies inside it, its width.
    mutating func network(_ network: IPNetwork) {
        take(around: network, isWhole: true)
        take(list.contents(of: network))
        let widths = list.tables.widths
        for (place, rule) in widths.rules.enumerated() {
            guard case .wider(let family, let length) = rule, (family == .ipv4) == network.isIPv4,
                network.prefixLength < length
            else { continue }
            take(.widths, widths.runs, at: place, .matched)
        }
    }

    /// An AS number.
    mutating func system(_ system: ASN) {
        take(holding: system, isOrigin: false)
    }

    private mutating func take(around network: IPNetwork, isWhole: Bool) {
        let isIPv4 = network.isIPv4
        let table = isIPv4 ? list.tables.ipv4 : list.tables.ipv6
        table.forEach(around: network) { place, isSame in
            take(
                isIPv4 ? .ipv4 : .ipv6,
                table.runs,
                at: place,
                isSame ? .same : .inside,
                isWhole: isWhole && isSame
            )
        }
    }

    private mutating func take(holding system: ASN, isOrigin: Bool) {
        let table = list.tables.systems
        table.forEach(holding: system) { place, isSame in
            take(.systems, table.runs, at: place, isSame && !isOrigin ? .same : .inside)
        }
    }

    /// The patterns that match the text of an IP address.
    private mutating func take(matching ip: IPAddress) {
        guard ip.isIPv4 else { return take(matching: ip.description.utf8.span) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 15) { buffer in
            var count = 0
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                if count > 0 { count = buffer.append(UInt8(ascii: "."), at: count) }
                count = buffer.append(decimal: UInt8(truncatingIfNeeded: ip.v4 >> shift), at: count)
            }
            take(matching: buffer.span.extracting(0..<count))
        }
    }

    /// The patterns that match a text.
    mutating func take(matching text: Span<UInt8>) {
        let table = list.tables.patterns
        table.forEach(matching: text) { place in
            take(.patterns, table.runs, at: place, .matched)
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes a byte.
    /// - Returns: where the next goes.
    fileprivate func append(_ byte: UInt8, at index: Int) -> Int {
        self[index] = byte
        return index + 1
    }

    /// Writes a number in decimal digits.
    /// - Returns: where the next byte goes.
    fileprivate func append(decimal value: UInt8, at index: Int) -> Int {
        var index = index
        if value >= 100 { index = append(UInt8(ascii: "0") + value / 100, at: index) }
        if value >= 10 { index = append(UInt8(ascii: "0") + value / 10 % 10, at: index) }
        return append(UInt8(ascii: "0") + value % 10, at: index)
    }
}
