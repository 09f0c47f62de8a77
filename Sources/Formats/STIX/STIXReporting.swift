import Addresses
import Reports

/// Reports the addresses of a collection with all that is said of them.
struct STIXReporting {
    private let collection: STIXCollection
    private var facts: [STIXID: STIXFacts] = [:]

    init(_ collection: STIXCollection) {
        self.collection = collection
        gatherRelations()
        for sighting in collection.sightings {
            facts[sighting.id, default: STIXFacts()].see(
                from: sighting.first,
                to: sighting.last,
                times: sighting.times
            )
        }
        for container in collection.containers {
            let label = collection.label(ofMarkings: container.markings)
            for member in container.members {
                facts[member, default: STIXFacts()].contain(label: label, reference: container.reference)
            }
        }
    }

    private mutating func gatherRelations() {
        for relation in collection.relations {
            let (teller, told) =
                relation.source.kind.tells
                ? (relation.source, relation.target) : (relation.target, relation.source)
            if teller.kind.tells {
                if let related = related(teller, relation) {
                    facts[told, default: STIXFacts()].relate(related)
                }
                if told.kind != .indicator { facts[told, default: STIXFacts()].suspect() }
            } else {
                facts[relation.target, default: STIXFacts()].suspect()
            }
        }
    }

    private func related(_ id: STIXID, _ relation: STIXCollection.Relation) -> STIXFacts.Related? {
        guard let named = collection.named[id] else { return nil }
        let labels = [named.markings, relation.markings].compactMap { collection.label(ofMarkings: $0) }
        return STIXFacts.Related(name: named.name, category: named.category, label: labels.max())
    }

    /// An observable is not reported beside an indicator for the same address.
    func report(into output: FeedOutput) {
        let current = collection.reports.filter(collection.isCurrent)
        for _ in current.count..<collection.reports.count { output.skip() }
        var observed = Set(current.lazy.filter(\.isObservable).map(\.address))
        if !observed.isEmpty {
            for report in current where !report.isObservable { observed.remove(report.address) }
        }
        for report in current {
            output.begin(line: report.place.line, offset: report.place.offset)
            if report.isObservable, !observed.contains(report.address) {
                output.skip()
            } else {
                output.accept(report.address, claim: claim(of: report))
            }
        }
    }

    private func claim(of report: STIXCollection.PendingReport) -> Claim {
        var claim = report.claim
        claim.label = collection.label(ofMarkings: report.markings)
        guard let facts = facts[report.id] else { return claim }
        claim.label = [claim.label, facts.label].compactMap(\.self).max()
        claim.reference = claim.reference ?? facts.reference
        if report.isObservable, facts.isSuspected { claim.permittedUse = nil }
        if let first = facts.firstSeen { claim.firstSeen = min(claim.firstSeen ?? first, first) }
        if let last = facts.lastSeen { claim.lastSeen = max(claim.lastSeen ?? last, last) }
        if let first = claim.firstSeen, let last = claim.lastSeen, last < first { claim.lastSeen = first }
        if facts.sightings > 1 { claim = claim.noting("sighted \(facts.sightings) times") }
        let known = facts.related.filter { claim.mayTell($0.label) }
        claim.category = claim.category ?? known.compactMap(\.category).first
        let names = known.map(\.name).filter { !$0.isEmpty }
        return names.isEmpty ? claim : claim.noting(names.joined(separator: ", "))
    }
}

extension Claim {
    /// Whether what bears `other` may be told along with this claim.
    fileprivate func mayTell(_ other: SharingLabel?) -> Bool {
        guard let other, other != .clear else { return true }
        return label.map { other <= $0 } ?? false
    }
}
