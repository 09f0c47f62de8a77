import Addresses
import Registry
import Reports

/// What the oracle answers to a viewer.
extension RegistryOracle {
    private func member(of viewer: Viewer) -> Int64 {
        if case .staff(let member?) = viewer { return member.number }
        return Self.community
    }

    /// What `viewer` sees of an address; nil when it may not know of it.
    func view(of entry: Entry, for viewer: Viewer) -> View? {
        guard var view = entry.views[Self.community] else { return nil }
        if viewer == .system { return view }
        let own = member(of: viewer) == Self.community ? nil : entry.views[member(of: viewer)]
        guard entry.isOpen || own?.isActive == true else { return nil }
        let revision = entry.isOpen ? max(view.revision, own?.revision ?? 0) : own?.revision ?? view.revision
        if let own, own.isActive { view = own }
        view.revision = revision
        return view
    }

    /// The addresses that changed for `viewer` after a revision; those that vanished among them.
    func changes(after seen: Int64, for viewer: Viewer) -> Set<Address> {
        let changed = entries.values.filter { entry in
            if let view = view(of: entry, for: viewer) { return view.revision > seen }
            guard member(of: viewer) != Self.community else { return false }
            return entry.views[member(of: viewer)].map { $0.revision > seen } ?? false
        }
        return Set(changed.map(\.address))
    }

    /// The reports of an address as a lookup gives them, the source's defaults filled in.
    func reports(of entry: Entry, for viewer: Viewer) -> [ReportRecord] {
        allReports(of: entry).filter { $0.isVisible(to: viewer) }
    }

    private func allReports(of entry: Entry) -> [ReportRecord] {
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
                member: source.settings.member,
                claim: claim,
                state: report.state,
                listedAt: report.listedAt,
                leftAt: report.leftAt,
                lastListedAt: report.lastListedAt ?? source.succeededAt ?? report.listedAt
            )
        }
    }

    /// The timeline in the order of a lookup.
    func timeline(of entry: Entry, for viewer: Viewer) -> [TimelineEntry] {
        let numbers = Dictionary(
            uniqueKeysWithValues: sources.values.map { ($0.settings.name, $0.id.number) }
        )
        let hidden = Set(allReports(of: entry).filter { !$0.isVisible(to: viewer) }.map(\.sourceName))
        func order(_ entry: TimelineEntry) -> (Int64, UInt8, Int64) {
            (entry.revision, entry.event.rawValue, entry.sourceName.flatMap { numbers[$0] } ?? 0)
        }
        return entry.timeline.filter { !hidden.contains($0.sourceName ?? "") }
            .sorted { order($0) < order($1) }
    }

    /// The registered addresses around `address`, widest first.
    func containers(of address: Address, for viewer: Viewer) -> [Address] {
        visible(to: viewer).filter { $0 != address && $0.contains(address) }.sorted { $0.key < $1.key }
    }

    /// The registered addresses inside `address`, in key order.
    func contents(of address: Address, for viewer: Viewer) -> [Address] {
        visible(to: viewer).filter { address.contains($0) }.sorted { $0.key < $1.key }
    }

    /// The addresses that `viewer` may know of.
    func visible(to viewer: Viewer) -> [Address] {
        entries.values.filter { view(of: $0, for: viewer) != nil }.map(\.address)
    }
}
