import Addresses
import Allowlists
import JSONOutput
import Registry
import Reports
import Reputation
import SourceWorth

/// The page of an address as its template reads it.
struct AddressContent: Sendable {
    let address: AddressText
    let kind: String
    let defanged: String
    let level: CellView.LevelText?
    let verdict: [Sentence]
    /// How the score follows from its terms, as a formula.
    let sum: String?
    let unknown: Sentence?
    let answering: CellView?
    /// What keeps it from being blocked.
    let held: Sentence?
    /// That the system around it is registered itself.
    let system: Sentence?
    /// Country, operator, registered domain and the like.
    let background: [TablesContent.Fact]
    let hasBackground: Bool
    let tables: [TableView]
    let forms: [Form]
    let registerHref: String?
    let sections: [Section]
    let hasSections: Bool
    let jsonHref: String

    struct Section: Sendable {
        let href: String
        let title: String
    }

    init(_ facts: AddressFactsOfPage, _ tables: [TableView], _ forms: [Form], _ visit: Visit) {
        let reading = visit.reading
        let record = facts.result.record
        address = AddressText(facts.address, in: reading)
        kind = reading(facts.address.kind.phrase)
        defanged = facts.address.defanged
        level = record.map { CellView.LevelText($0.summary.level, score: $0.summary.score, in: reading) }
        verdict = record.map { Self.verdict($0, facts, reading) } ?? []
        sum = record.flatMap { Self.sum($0.terms) }
        unknown =
            record == nil
            ? reading(.unknownAddress, ["address": .code(facts.address.description)]) : nil
        answering = facts.answering.map { CellView(visit.member($0), in: reading) }
        held = Self.held(facts, reading)
        system = facts.system.map { summary in
            reading(
                .systemIsRegistered,
                [
                    "system": .code(summary.address.description),
                    "level": .words(reading(summary.level.phrase)),
                    "category": .words(reading(summary.category.phrase)),
                ]
            )
        }
        background = BackgroundFacts.all(facts.background, reading)
        hasBackground = !background.isEmpty
        self.tables = tables
        self.forms = forms
        let canRegister = visit.identity.permissions.contains(.submit) && visit.identity.actor.member != nil
        registerHref = canRegister ? "/register?q=\(AddressText.encoded(facts.address.description))" : nil
        sections = tables.map { Section(href: "#\($0.name)", title: $0.title) }
        hasSections = sections.count > 2
        jsonHref = visit.link(["format": "json"])
    }

    private static func held(_ facts: AddressFactsOfPage, _ reading: Reading) -> Sentence? {
        guard let reason = facts.allowed.reason else { return nil }
        return reading(
            .allowKeepsOff,
            [
                "address": .code(facts.address.description), "list": .foreign(reason.entry.terms.list),
                "outcome": .words(reading(facts.allowed.verdict.outcome.phrase)),
            ]
        )
    }

    /// The verdict and its doubt, in short sentences.
    private static func verdict(
        _ record: AddressRecord,
        _ facts: AddressFactsOfPage,
        _ reading: Reading
    ) -> [Sentence] {
        let sources = Set(
            record.terms.compactMap { term -> Int64? in
                if case .report(let report) = term, report.isCounted { report.source } else { nil }
            }
        )
        var sentences = [
            reading(
                sources.isEmpty ? .verdictNoSources : .verdictSources,
                [
                    "sources": .words(reading.count(.sources, sources.count)),
                    "category": .words(reading(record.summary.category.phrase)),
                ]
            )
        ]
        if let chance = facts.chance {
            sentences.append(
                reading(
                    .measuredChance,
                    [
                        "share": .words(reading.number(chance.value * 100, decimals: 1)),
                        "days": .words(reading.number(ChanceRules.days)),
                    ]
                )
            )
        }
        if let mine = facts.met.first(where: { $0.member == facts.member }) {
            sentences.append(
                reading(
                    .verdictSeen,
                    [
                        "times": .words(reading.count(.sightings, mine.count)),
                        "ago": .words(reading.ago(mine.lastAt)),
                    ]
                )
            )
        }
        let others = facts.met.count { $0.member != facts.member }
        if others > 0 {
            sentences.append(
                reading(.verdictOthers, ["members": .words(reading.count(.members, others))])
            )
        }
        if facts.lists.servedCount > 0 {
            sentences.append(reading(.onListsCount, ["n": .code("\(facts.lists.servedCount)")]))
        }
        if let crossing = record.nextCrossing, crossing > reading.now {
            sentences.append(
                reading(.nextCrossing, ["time": .code(crossing.table(inZone: reading.zoneMinutes))])
            )
        }
        return sentences
    }

    /// For example `100 × (1 − (1 − 0.684) × (1 − 0.4)) = 81.04`; nil where there is nothing to add up.
    private static func sum(_ terms: ScoreTerms) -> String? {
        if case .override(let term)? = terms.first { return Decimals.text(term.score, decimals: 2) }
        let factors = terms.filter(\.isCounted).compactMap(\.probability)
        guard !factors.isEmpty else { return nil }
        let shown = factors.prefix(maximumFactors).map { "(1 − \(Decimals.text($0, decimals: 3)))" }
        let rest = factors.count > maximumFactors ? " × …" : ""
        var votes = ""
        for case .votes(let term) in terms { votes = " × \(Decimals.text(term.remaining, decimals: 3))" }
        let product = shown.joined(separator: " × ")
        return "100 × (1 − \(product)\(rest))\(votes) = \(Decimals.text(terms.value, decimals: 2))"
    }

    /// Most factors of the formula that are written out.
    private static let maximumFactors = 8
}
