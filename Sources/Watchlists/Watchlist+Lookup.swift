public import Addresses

extension Watchlist {
    /// All entries that match an address that was seen, most specific first.
    ///
    /// A domain matches its own entry, those of the names above it, and URL entries for all of its host. An IP address
    /// matches its own entry, the networks around it, and URL entries for all of its host; a network matches itself and
    /// the networks around it. A URL matches entries with its host, path and query, those with a path above it, and
    /// whatever its host matches; scheme and port make no difference. An AS number matches nothing.
    public func entries(matching address: Address) -> [WatchlistEntry] {
        withExtendedLifetime(storage) {
            let tables = self.tables
            return tables.findings(matching: address).compactMap { tables.entry(of: $0) }
        }
    }
}

extension Tables {
    fileprivate func findings(matching address: Address) -> [Finding] {
        switch address {
        case .asn: return []
        case .network(let network):
            return networkFindings(around: network.base, maximumLength: network.prefixLength)
        case .ip(let address): return withHostWide(findings(ip: address))
        case .domain(let name): return withHostWide(findings(name: name))
        case .url(let url):
            let host =
                switch url.host {
                case .ip(let address): findings(ip: address)
                case .domain(let name): findings(name: name)
                }
            guard host.servesURLs else { return host.findings }
            return findings(pathAndQuery: url.pathAndQuery, on: host) + withHostWide(host)
        }
    }

    private func withHostWide(_ host: HostFindings) -> [Finding] {
        host.servesHostWide ? hostWideFindings(on: host) + host.findings : host.findings
    }

    private func findings(name: DomainName) -> HostFindings {
        Array(name.text.utf8).withUnsafeBufferPointer { text in
            text.baseAddress.map { findings(name: $0, length: text.count) } ?? HostFindings()
        }
    }
}
