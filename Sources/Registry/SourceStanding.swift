import Addresses
import Reports
import Reputation
import SourceWorth

/// What is set and learnt of one source, as its reports are weighed; what is set by hand wins.
struct SourceStanding: Sendable {
    let settings: SourceSettings
    let lineage: Int64
    private let firstSuccessAt: Timestamp?
    private let usualStay: UsualStay?
    private let isFlapping: Bool
    /// What is learnt, by kind and category; empty when it is set by hand.
    private let reliabilities: [ReportGroup: Double]

    /// The standing of all `sources`, by number.
    static func all(_ sources: [Source], worth: Worth) -> [Int64: SourceStanding] {
        let learnt = Dictionary(grouping: worth.reliabilities, by: \.key.source)
        return Dictionary(
            sources.map { source in
                let found = learnt[source.id.number, default: []].map { ($0.key.group, $0.value) }
                return (source.id.number, SourceStanding(source, worth: worth, learnt: found))
            },
            uniquingKeysWith: { $1 }
        )
    }

    private init(_ source: Source, worth: Worth, learnt: [(ReportGroup, Double)]) {
        let stay = worth.stays[source.id.number]
        settings = source.settings
        lineage = worth.lineages[source.id.number]
        firstSuccessAt = settings.nature == .list ? source.firstSuccessAt : nil
        usualStay = settings.usualStayDays.flatMap { try? UsualStay(days: $0) } ?? stay?.usualStay
        isFlapping = stay?.isFlapping ?? false
        reliabilities =
            settings.reliability == nil ? Dictionary(learnt, uniquingKeysWith: { $1 }) : [:]
    }

    /// A report of the source as evidence on an address of `kind`. One that ran out, waits or was taken back is none; one
    /// that left its list counts with the time since.
    func evidence(_ facts: ReportFacts, kind: AddressKind) -> Evidence? {
        guard facts.state.counts else { return nil }
        let category = facts.category ?? settings.category
        let listedAt = isFlapping ? facts.listedSince ?? facts.listedAt : facts.listedAt
        return Evidence(
            source: facts.source,
            lineage: lineage,
            reliability: settings.reliability ?? reliability(kind, category),
            confidence: facts.confidence ?? settings.confidence,
            category: category,
            listedAt: listedAt == firstSuccessAt ? nil : listedAt,
            reportedLastSeen: facts.lastSeen,
            presence: presence(facts),
            usualStay: usualStay,
            expiry: facts.expiresAt
        )
    }

    /// What is learnt; this runs once per report of an import, so that nothing is looked up where nothing is.
    private func reliability(_ kind: AddressKind, _ category: Category) -> Double? {
        reliabilities.isEmpty ? nil : reliabilities[ReportGroup(kind: kind, category: category)]
    }

    private func presence(_ facts: ReportFacts) -> Evidence.Presence {
        switch settings.nature {
        case .reports: .dated
        case .list: facts.state == .active ? .listed : .lastSeen(facts.lastListedAt ?? facts.listedAt)
        }
    }
}
