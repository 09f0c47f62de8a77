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

    /// How its probability runs.
    struct Course {
        /// The probability at age 0.
        let weight: Double
        /// In seconds; nothing decays when it is infinite.
        let halfLife: Double
        let aging: Aging
        /// It counts from here…
        let from: Int64
        /// …until just before here.
        let until: Int64

        func counts(at now: Int64) -> Bool {
            from <= now && now < until
        }

        func probability(at now: Int64) -> Double {
            guard counts(at: now) else { return 0 }
            return weight * Halving.share(after: aging.seconds(at: now), halfLife: halfLife)
        }
    }

    let group: Group
    let course: Course
    /// Its term, but for the age.
    let template: ScoreTerm

    /// Its term at a moment.
    func term(at now: Int64, isCounted: Bool) -> ScoreTerm {
        template.aged(course.aging.seconds(at: now), isCounted: isCounted)
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
            share: share,
            reliability: evidence.reliability.map { TenThousandths(clamping: $0) } ?? model.reliability,
            confidence: evidence.confidence ?? model.defaultConfidence,
            age: Aging.never,
            halfLife: halfLife,
            isCounted: true
        )
        group = Group(nature: .lineage, id: evidence.lineage)
        course = Course(
            weight: term.weight,
            halfLife: Halving.seconds(of: halfLife),
            aging: Aging(evidence, usualStay: evidence.usualStay ?? model.defaultUsualStay),
            from: from,
            until: evidence.expiry?.seconds ?? .max
        )
        template = .report(term)
    }

    /// A member's sightings of an address of `kind`.
    init(_ sightings: MemberSightings, kind: AddressKind, model: ReputationModel) {
        let halfLife = model.halfLives.steps(of: kind)
        let term = SightingTerm(
            member: sightings.member,
            weight: model.sighting,
            count: sightings.count,
            age: Aging.never,
            halfLife: halfLife,
            isCounted: true
        )
        group = Group(nature: .member, id: sightings.member)
        course = Course(
            weight: term.weight,
            halfLife: Halving.seconds(of: halfLife),
            aging: Aging(at: sightings.lastAt),
            from: .min,
            until: .max
        )
        template = .sighting(term)
    }

    /// An override of a network that contains the address.
    init(_ override: Override, of network: Int64, share: TenThousandths) {
        let term = LentOverrideTerm(
            network: network,
            shareSteps: share,
            scoreSteps: TenThousandths(rounding: override.score / 100),
            isCounted: true
        )
        group = Group(nature: .network, id: network)
        course = Course(
            weight: term.probability,
            halfLife: .infinity,
            aging: Aging(at: override.until),
            from: .min,
            until: override.until.seconds
        )
        template = .lentOverride(term)
    }
}
