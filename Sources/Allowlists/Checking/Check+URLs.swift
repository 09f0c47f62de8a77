internal import Addresses
internal import Reports

extension Check {
    /// A URL: as its host when it means that, else what reaches over URLs on its host, the URLs around it, and its text.
    mutating func url(_ url: URLAddress, scope: MatchScope) {
        if scope == .host || PathText.isRoot(url.pathAndQuery) {
            switch url.host {
            case .domain(let name): self.name(name)
            case .ip(let ip): self.ip(ip)
            }
            return
        }
        let host: URLTable.Host?
        switch url.host {
        case .domain(let name): host = take(name: name, as: .urlHost).map(URLTable.Host.name)
        case .ip(let ip):
            takeServed(by: ip)
            host = .init(ip)
        }
        let urls = list.tables.urls
        if !urls.isEmpty, let host {
            urls.forEach(on: host, near: PathText(url.pathAndQuery), isPrefix: scope == .pathPrefix) {
                place,
                relation in
                take(.urls, urls.runs, at: place, relation)
            }
        }
        if !list.tables.patterns.isEmpty { take(matching: url.description.utf8.span) }
    }

    /// The networks and systems around the host of a URL.
    private mutating func takeServed(by ip: IPAddress) {
        let isIPv4 = ip.isIPv4
        let table = isIPv4 ? list.tables.ipv4 : list.tables.ipv6
        table.forEach(around: IPNetwork(ip)) { place, _ in
            takeServed(isIPv4 ? .ipv4 : .ipv6, table.runs, at: place)
        }
        guard let origin = context.origin else { return }
        let systems = list.tables.systems
        systems.forEach(holding: origin) { place, _ in takeServed(.systems, systems.runs, at: place) }
    }

    private mutating func takeServed(_ table: Allowlist.Table, _ runs: EntryRuns, at place: Int) {
        for entry in runs.entries(at: place) {
            let ref = runs.refs[entry]
            take(table, ref, entry, ref.reach == .everything ? .inside : .served)
        }
    }
}
