import Addresses
import Registry
import Reports
import Reputation
import SourceWorth

/// What a source is worth, as its page shows it.
struct FeedWorth {
    let review: SourceReview
    let reading: Reading

    /// The facts that come below what is set by hand.
    var facts: [(name: Phrase, cell: Cell)] {
        var facts: [(Phrase, Cell)] = []
        if let comparison = review.comparison {
            facts.append((.aloneHere, .list([.count(comparison.alone), .share(comparison.aloneShare)])))
            facts.append((.lateness, lateness(comparison)))
        }
        facts.append((.usualStayUsed, usedStay))
        if let stay = review.stay {
            facts.append((.stayFound, .words(text(of: stay), output: stay.basis.rawValue)))
            if let window = stay.window { facts.append((.stayRolls, .count(window.days))) }
            if stay.removals > 0 { facts.append((.flapping, flapping(stay))) }
        }
        facts.append(
            (
                .worthLearnt,
                review.learntAt.map { .moment($0) } ?? .words(reading(.worthNotYet), output: "never")
            )
        )
        return facts
    }

    private var usedStay: Cell {
        guard let days = review.usualStay?.days else {
            return .words(reading(.stayDefault), output: "default")
        }
        guard days.isFinite else { return .words(reading(.stayNeverRemoves), output: "endless") }
        return days.rounded() == days
            ? .words(reading.count(.ofDays, Int(days)), output: "\(Int(days))") : .number(days, decimals: 1)
    }

    private func text(of stay: StayFindings) -> String {
        switch stay.basis {
        case .measured: fill(.stayMeasured, days: stay.medianDays, listings: stay.listings, ended: stay.ended)
        case .neverRemoves: fill(.stayNever, listings: stay.listings, ended: stay.ended)
        case .stopped: fill(.stayStopped, days: stay.unchangedDays)
        case .unknown: fill(.stayUnknown, days: stay.historyDays, listings: stay.listings)
        }
    }

    private func flapping(_ stay: StayFindings) -> Cell {
        let words = reading(stay.isFlapping ? .flappingYes : .flappingNo)
            .replacing("{returns}", with: reading.number(stay.returns))
            .replacing("{removals}", with: reading.number(stay.removals))
        return .badge(
            Badge(words, output: stay.isFlapping ? "flapping" : "steady", stay.isFlapping ? .caution : .plain)
        )
    }

    private func lateness(_ comparison: SourceComparison) -> Cell {
        guard let days = comparison.medianDays else {
            return .words(reading(.latenessUnknown), output: "unknown")
        }
        let phrase: Phrase = days == 0 ? .latenessSame : days > 0 ? .latenessLater : .latenessEarlier
        return .words(fill(phrase, days: abs(days), listings: comparison.timed), output: "\(days)")
    }

    private func fill(_ phrase: Phrase, days: Int? = nil, listings: Int = 0, ended: Int = 0) -> String {
        reading(phrase)
            .replacing("{days}", with: reading.count(.ofDays, days ?? 0))
            .replacing("{listings}", with: reading.number(listings))
            .replacing("{ended}", with: reading.number(ended))
    }
}

extension FeedWorth {
    /// What the source shares with which others.
    var comparison: Table {
        let comparison = review.comparison
        return Table(
            name: "comparison",
            title: .comparisonTable,
            columns: [
                .text("source", .source), .number("shared", .sharedAddresses),
                .number("share", .sharedShare), .number("listed", .otherListed),
            ],
            rows: (comparison?.sharers ?? []).map { sharer in
                Table.Row(cells: [
                    link(sharer.name), .count(sharer.shared), .share(comparison?.share(of: sharer) ?? 0),
                    .count(sharer.listed),
                ])
            },
            empty: Sentence(reading(comparison == nil ? .noComparison : .noSharers)),
            note: Sentence(reading(.comparisonNote))
        )
    }

    /// The sources of its lineage, and those that may be.
    var lineage: Table {
        Table(
            name: "lineage",
            title: .lineageTable,
            columns: [
                .text("source", .source), .text("verdict", .lineage), .text("basis", .basis),
                .number("follows", .followsShare), .number("followed", .followedShare),
                .number("listings", .comparedListings), .text("decision", .decision),
            ],
            rows: review.relatives.map { relative in
                Table.Row(cells: [
                    link(relative.name), verdict(relative), basis(relative),
                    relative.closeness.map { .share($0.follows.share) } ?? .nothing,
                    relative.closeness.map { .share($0.isFollowed.share) } ?? .nothing,
                    .count(relative.closeness?.follows.listings),
                    .foreign(relative.ruling.map { "\($0.who): \($0.why)" }),
                ])
            },
            empty: Sentence(reading(.noRelatives)),
            note: Sentence(reading(.lineageNote))
        )
    }

    private func verdict(_ relative: SourceReview.Relative) -> Cell {
        if relative.isOneLineage { return .badge(Badge(reading(.oneLineage), output: "one")) }
        if relative.ruling != nil { return .badge(Badge(reading(.apartLineage), output: "apart")) }
        return .badge(Badge(reading(.maybeOneLineage), output: "ask", .caution))
    }

    private func basis(_ relative: SourceReview.Relative) -> Cell {
        if relative.ruling != nil { return .words(reading(.basisRuled), output: "ruled") }
        if relative.isDeclared { return .words(reading(.basisDeclared), output: "declared") }
        return .words(reading(.basisFound), output: "found")
    }

    /// How often its listings are confirmed.
    var reliabilities: Table {
        Table(
            name: "reliability",
            title: .reliabilityTable,
            columns: [
                .text("kind", .kind), .text("category", .category), .number("listings", .confirmableListings),
                .number("confirmed", .confirmedListings), .number("chance", .confirmationChance),
                .number("learnt", .learntReliability), .number("used", .usedReliability),
            ],
            rows: review.reliabilities.map { found in
                let counts = found.measured.counts
                return Table.Row(cells: [
                    .words(reading(found.group.kind.phrase), output: found.group.kind.name),
                    .words(reading(found.group.category.phrase), output: found.group.category.name),
                    .number(counts.listings, decimals: 1), .number(counts.confirmed, decimals: 1),
                    .number(found.measured.chance, decimals: 4), .number(found.measured.score, decimals: 2),
                    .number(found.used, decimals: 2),
                ])
            },
            empty: Sentence(reading(.noReliability)),
            note: Sentence(reading(.reliabilityNote))
        )
    }

    private func link(_ name: String) -> Cell { .link(name, href: "/feeds/\(AddressText.encoded(name))") }
}
