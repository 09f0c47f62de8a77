import Addresses
import Registry
import Reports

extension RegistryOracle {
    /// The reports of an address as a lookup gives them, the source's defaults filled in.
    func reports(of entry: Entry) -> [ReportRecord] {
        entry.reports.sorted { $0.key < $1.key }.compactMap { number, report in
            guard let source = sources[number] else { return nil }
            var claim = report.claim
            claim.category = claim.category ?? source.settings.category
            claim.confidence = claim.confidence ?? source.settings.confidence
            claim.label = claim.label ?? source.settings.label
            claim.permittedUse = claim.permittedUse ?? source.settings.permittedUse
            claim.expiry = report.expiresAt
            return ReportRecord(
                source: source.id,
                sourceName: source.settings.name,
                claim: claim,
                state: report.state,
                listedAt: report.listedAt,
                leftAt: report.leftAt,
                lastListedAt: report.lastListedAt ?? source.succeededAt ?? report.listedAt
            )
        }
    }

    /// The timeline in the order of a lookup.
    func timeline(of entry: Entry) -> [TimelineEntry] {
        let numbers = Dictionary(
            uniqueKeysWithValues: sources.values.map { ($0.settings.name, $0.id.number) }
        )
        func order(_ entry: TimelineEntry) -> (Int64, UInt8, Int64) {
            (entry.revision, entry.event.rawValue, entry.sourceName.flatMap { numbers[$0] } ?? 0)
        }
        return entry.timeline.sorted { order($0) < order($1) }
    }

    /// The registered addresses around `address`, widest first.
    func containers(of address: Address) -> [Address] {
        entries.values.map(\.address).filter { $0 != address && $0.contains(address) }
            .sorted { $0.key < $1.key }
    }

    /// The registered addresses inside `address`, in key order.
    func contents(of address: Address) -> [Address] {
        entries.values.map(\.address).filter { address.contains($0) }.sorted { $0.key < $1.key }
    }
}
