import Addresses
import Reports

/// One piece of evidence as a function of time.
struct Strand {
    /// What counts once together: a lineage of sources, a member that sights, a network with an override.
    struct Group: Hashable, Comparable {
        enum Nature: UInt8 { case lineage, member, network }

        let nature: Nature
        let id: Int64

        static func < (left: Group, right: Group) -> Bool {
            (left.nature.rawValue, left.id) < (right.nature.rawValue, right.id)
        }
    }

    let group: Group
    /// Its term, but for the age.
    let term: ScoreTerm
    /// Its probability at age 0.
    let weight: Double
    /// Nil when it does not decay.
    let decay: (aging: Aging, halfLife: Double)?
    /// It counts from here…
    let from: Int64
    /// …until just before here.
    let until: Int64

    func counts(at now: Int64) -> Bool {
        from <= now && now < until
    }

    /// What it adds at a moment, without its group.
    func probability(at now: Int64) -> Double {
        guard counts(at: now) else { return 0 }
        guard let decay else { return weight }
        let age = decay.aging.seconds(at: now)
        return age == Aging.never ? 0 : weight * Halving.factor(Double(age) / decay.halfLife)
    }

    /// Its term at a moment.
    func term(at now: Int64, isCounted: Bool) -> ScoreTerm {
        term.aged(decay?.aging.seconds(at: now) ?? 0, isCounted: isCounted)
    }
}

extension Strand {
    /// A report; `share` of it counts, for an address in `network` if there is one, from the moment `from` on.
    init(
        _ evidence: Evidence,
        kind: AddressKind,
        model: ReputationModel,
        share: TenThousandths = .one,
        network: Int64? = nil,
        from: Int64 = .min
    ) {
        let halfLife = model.halfLives.steps(of: kind, category: evidence.category)
        let term = ReportTerm(
            source: evidence.source,
            network: network,
            shareSteps: share,
            reliabilitySteps: evidence.reliability.map { TenThousandths(clamping: $0) } ?? model.reliability,
            confidence: evidence.confidence ?? model.defaultConfidence,
            age: 0,
            halfLifeSteps: halfLife,
            isCounted: true
        )
        let aging = Aging(evidence, usualStay: evidence.usualStay ?? model.defaultUsualStay)
        self.init(
            group: Group(nature: .lineage, id: evidence.lineage),
            term: .report(term),
            weight: term.weight,
            decay: (aging, Halving.seconds(of: halfLife)),
            from: from,
            until: evidence.expiry?.seconds ?? .max
        )
    }

    /// A member's sightings of an address of `kind`.
    init(_ sightings: MemberSightings, kind: AddressKind, model: ReputationModel) {
        let halfLife = model.halfLives.steps(of: kind)
        let term = SightingTerm(
            member: sightings.member,
            weightSteps: model.sighting,
            count: min(max(sightings.count, 0), SightingTerm.maximumCount),
            age: 0,
            halfLifeSteps: halfLife,
            isCounted: true
        )
        self.init(
            group: Group(nature: .member, id: sightings.member),
            term: .sighting(term),
            weight: term.weight,
            decay: (Aging(at: sightings.lastAt), Halving.seconds(of: halfLife)),
            from: .min,
            until: .max
        )
    }

    /// An override of a network that contains the address.
    init(_ override: Override, of network: Int64, share: TenThousandths) {
        let term = LentOverrideTerm(
            network: network,
            shareSteps: share,
            scoreSteps: TenThousandths(rounding: override.score / 100),
            isCounted: true
        )
        self.init(
            group: Group(nature: .network, id: network),
            term: .lentOverride(term),
            weight: term.probability,
            decay: nil,
            from: .min,
            until: override.until.seconds
        )
    }
}
