import Addresses
import Reports

/// One entry that a lookup found, still in the terms of the file.
struct Finding: Hashable {
    enum Place: Hashable {
        /// The record of a domain name.
        case name(Int, Tables.Layer)
        case ip(IPAddress)
        case network(IPNetwork)
        case url(
            scheme: URLAddress.Scheme,
            host: URLHostReference,
            port: UInt16,
            path: [UInt8],
            scope: MatchScope,
            layer: Tables.Layer
        )
    }

    let place: Place
    let meta: EntryMeta

    init(_ place: Place, _ meta: EntryMeta) {
        self.place = place
        self.meta = meta
    }

    init(_ record: URLTable.Record, _ layer: Tables.Layer) {
        place = .url(
            scheme: record.scheme,
            host: record.host,
            port: record.port,
            path: Array(record.path),
            scope: record.scope,
            layer: layer
        )
        meta = record.meta
    }

    var scope: MatchScope {
        if case .url(_, _, _, _, let scope, _) = place { scope } else { .exact }
    }

    var kind: AddressKind {
        switch place {
        case .name: .domain
        case .ip: .ip
        case .network: .network
        case .url: .url
        }
    }
}

extension Tables {
    /// The canonical text of the entry found.
    func text(of finding: Finding) -> String {
        switch finding.place {
        case .name(let offset, let layer):
            return String(decoding: self[layer].names.text(at: offset), as: UTF8.self)
        case .ip(let address): return address.description
        case .network(let network): return network.description
        case .url(let scheme, let host, let port, let path, _, let layer):
            let portText = port == scheme.defaultPort ? "" : ":\(port)"
            let pathText = String(decoding: path, as: UTF8.self)
            return "\(scheme.name)://\(self[layer].text(of: host))\(portText)\(pathText)"
        }
    }

    /// The entry found; nil when a damaged file holds no canonical text there.
    func entry(of finding: Finding) -> WatchlistEntry? {
        let address: Address? =
            switch finding.place {
            case .ip(let address): .ip(address)
            case .network(let network): .network(network)
            case .name: (try? DomainName(text(of: finding))).map(Address.domain)
            case .url: (try? URLAddress(utf8: text(of: finding).utf8.span)).map(Address.url)
            }
        return address.map {
            WatchlistEntry(
                address: $0,
                scope: finding.scope,
                score: finding.meta.score,
                category: finding.meta.category
            )
        }
    }
}

extension FileTables {
    /// The address of a URL record; nil when a damaged file holds none.
    func url(of record: URLTable.Record) -> URLAddress? {
        let port = record.port == record.scheme.defaultPort ? "" : ":\(record.port)"
        let path = String(decoding: record.path, as: UTF8.self)
        return try? URLAddress(
            utf8: "\(record.scheme.name)://\(text(of: record.host))\(port)\(path)".utf8.span
        )
    }

    /// How the host of a URL entry is written in it.
    fileprivate func text(of host: URLHostReference) -> String {
        switch host.kind {
        case .name: String(decoding: names.text(at: Int(host.index)), as: UTF8.self)
        case .ipv4: IPAddress(v4: ipv4.address(at: Int(host.index)) ?? 0).description
        case .ipv6: "[\(IPAddress(bits: ipv6.address(at: Int(host.index)) ?? 0))]"
        }
    }
}
