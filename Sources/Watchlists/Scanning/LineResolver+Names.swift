import Addresses

extension LineResolver {
    /// Looks up the names and IPv4 addresses in a run of name bytes.
    mutating func resolveNames(in run: Range<Int>, of layer: LineLayer) {
        if run.contains(where: { layer.bytes[$0] >= 0x80 }) {
            for part in ForeignText.parts(of: run, in: layer.bytes) { resolvePart(part, of: layer) }
        } else {
            resolvePart(run, of: layer)
        }
    }

    /// Splits at two dots or more, which no name has.
    private mutating func resolvePart(_ part: Range<Int>, of layer: LineLayer) {
        let dot = UInt8(ascii: ".")
        var start = part.lowerBound
        var index = start
        while index < part.upperBound {
            if layer.bytes[index] == dot, index + 1 < part.upperBound, layer.bytes[index + 1] == dot {
                resolveToken(start..<index, of: layer)
                while index < part.upperBound, layer.bytes[index] == dot { index += 1 }
                start = index
            } else {
                index += 1
            }
        }
        resolveToken(start..<part.upperBound, of: layer)
    }

    private mutating func resolveToken(_ range: Range<Int>, of layer: LineLayer) {
        let token = NameToken.trimmed(range, in: layer.bytes)
        guard !token.isEmpty else { return }
        var known: Set<Finding.Place> = []
        for start in NameToken.readings(of: token, in: layer.bytes) {
            resolveReading(start..<token.upperBound, of: layer, known: &known)
            if isDone { return }
        }
    }

    private mutating func resolveReading(
        _ range: Range<Int>,
        of layer: LineLayer,
        known: inout Set<Finding.Place>
    ) {
        guard let text = layer.bytes.baseAddress else { return }
        if let (address, end) = IPv4Reader.read(text, from: range.lowerBound, to: range.upperBound) {
            let ip = IPAddress(v4: address)
            let host = tables.findings(ip: ip)
            let seen = SeenHost(range: range.lowerBound..<end, text: ip.description, findings: host)
            resolve(seen, of: layer, known: &known)
        } else if layer.bytes[range].contains(where: { $0 >= 0x80 }) {
            guard let name = ForeignText.name(range, in: layer.bytes) else { return }
            let host = Array(name.text.utf8).withUnsafeBufferPointer { name in
                name.baseAddress.map { tables.findings(name: $0, length: name.count) } ?? HostFindings()
            }
            resolve(SeenHost(range: range, text: name.text, findings: host), of: layer, known: &known)
        } else {
            let host = tables.findings(name: text + range.lowerBound, length: range.count)
            guard !host.isEmpty else { return }
            let name = String(decoding: layer.bytes[range].map(\.lowercased), as: UTF8.self)
            resolve(SeenHost(range: range, text: name, findings: host), of: layer, known: &known)
        }
    }

    /// Looks up an IPv6 address.
    mutating func resolve(_ address: IPAddress, at range: Range<Int>, of layer: LineLayer) {
        let host = tables.findings(ip: address)
        var known: Set<Finding.Place> = []
        resolve(
            SeenHost(range: range, text: address.description, findings: host, isIPv6Text: true),
            of: layer,
            known: &known
        )
    }

    /// Adds the hits of a host and of the URL around it.
    private mutating func resolve(_ host: SeenHost, of layer: LineLayer, known: inout Set<Finding.Place>) {
        let findings = host.findings
        guard !findings.isEmpty else { return }
        let seen = layer.lineRange(host.range)
        if findings.servesURLs {
            let readings = SeenURL.readings(around: host, in: layer.bytes)
            for url in readings {
                for finding in tables.findings(pathAndQuery: url.address.pathAndQuery, on: findings)
                where known.insert(finding.place).inserted {
                    add(
                        finding,
                        seen: layer.lineRange(url.range),
                        order: seen.lowerBound,
                        text: url.address.description
                    )
                }
            }
            if findings.servesHostWide {
                let range = readings.first.map { layer.lineRange($0.range) } ?? seen
                for finding in tables.hostWideFindings(on: findings)
                where known.insert(finding.place).inserted {
                    add(
                        finding,
                        seen: range,
                        order: seen.lowerBound,
                        text: readings.first?.address.description ?? host.text
                    )
                }
            }
        }
        for finding in findings.findings where known.insert(finding.place).inserted {
            add(finding, seen: seen, order: seen.lowerBound, text: host.text)
        }
    }
}

/// A host that stands in a line, and what the tables say of it.
struct SeenHost {
    let range: Range<Int>
    /// Its canonical text.
    let text: String
    let findings: HostFindings
    var isIPv6Text = false
}
