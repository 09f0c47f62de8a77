import Addresses
import Registry
import RegistryJSON
import Reports
import Reputation

/// The tables of the page of an address.
struct AddressTables: Sendable {
    let facts: AddressFactsOfPage
    let visit: Visit
    private var reading: Reading { visit.reading }

    init(_ facts: AddressFactsOfPage, _ visit: Visit) {
        self.facts = facts
        self.visit = visit
    }

    var all: [Table] {
        var tables: [Table] = []
        if facts.result.record != nil { tables += [terms, met, sightings, reports] }
        if let decisions { tables.append(decisions) }
        tables.append(facts.lists.table(visit))
        if !facts.allowed.found.isEmpty {
            tables.append(AllowlistTables.findings(facts.allowed, visit))
        }
        if let system = facts.system {
            tables.append(SearchPage.summaries("system", .systemRegistered, [system], visit))
        }
        if !facts.result.within.isEmpty {
            tables.append(
                SearchPage.summaries("containing", .containing, facts.result.within.reversed(), visit)
            )
        }
        if !facts.contents.isEmpty {
            var contained = SearchPage.summaries(
                "contained",
                .contained,
                facts.contents.prefix(AddressPage.rowCount),
                visit
            )
            if facts.contents.count > AddressPage.rowCount {
                contained.next = "/search?q=\(AddressText.encoded(facts.address.description))"
            }
            tables.append(contained)
        }
        if facts.result.record != nil { tables.append(timeline) }
        return tables
    }

    /// What the score is made of.
    private var terms: Table {
        let names = TermNames(of: facts.result)
        return Table(
            name: "terms",
            title: .whyThisScore,
            columns: [
                .text("term", .evidence), .number("reliability", .reliability),
                .number("confidence", .confidence), .number("age", .ageDays),
                .number("halfLife", .halfLifeDays), .text("adds", .adds), .text("counted", .counted),
            ],
            rows: (facts.result.record?.terms).map { $0.map { row($0, names) } } ?? [],
            empty: Sentence(reading(.noTerms))
        )
    }

    private func row(_ term: ScoreTerm, _ names: TermNames) -> Table.Row {
        var cells: [Cell] = [what(term, names), .nothing, .nothing, .nothing, .nothing]
        switch term {
        case .report(let report):
            cells[1] = .number(report.reliability, decimals: 2)
            cells[2] = .number(Double(report.confidence), decimals: 0)
            cells[3] = .number(report.ageDays, decimals: 1)
            cells[4] = .number(report.halfLifeDays, decimals: 1)
        case .sighting(let sighting):
            cells[3] = .number(sighting.ageDays, decimals: 1)
            cells[4] = .number(sighting.halfLifeDays, decimals: 1)
        case .override, .votes, .lentOverride, .others, .omitted: break
        }
        cells.append(term.probability.map { .share($0) } ?? .nothing)
        cells.append(
            .words(reading(term.isCounted ? .yes : .notCounted), output: term.isCounted ? "true" : "false")
        )
        return Table.Row(cells: cells)
    }

    /// What a term is, in words.
    private func what(_ term: ScoreTerm, _ names: TermNames) -> Cell {
        switch term {
        case .override(let term):
            let until = term.until.table(inZone: reading.zoneMinutes)
            return .list([.words(reading(.overrideTerm), output: "override"), .code(until)])
        case .votes(let term): return .words(reading.count(.votes, term.count), output: "votes \(term.count)")
        case .report(let term):
            let source = Cell.foreign(names.source(term.source))
            guard let network = term.network else { return source }
            return .list([source, .words(reading(.lentBy), output: "via"), .code(names.network(network))])
        case .sighting(let term):
            let member = visit.member(Member.ID(term.member))
            let count = reading.count(.sightings, term.count)
            return .list([member, .words(count, output: "sighted \(term.count)")])
        case .lentOverride(let term):
            return .list([
                .words(reading(.overrideTerm), output: "override"), .words(reading(.lentBy), output: "via"),
                .code(names.network(term.network)),
            ])
        case .others(let term):
            return .words(reading(.weakerSources) + " \(term.count)", output: "others \(term.count)")
        case .omitted(let count):
            return .words(reading(.omittedTerms) + " \(count)", output: "omitted \(count)")
        }
    }

    /// Members that met it: counts alone, for all to see.
    private var met: Table {
        Table(
            name: "met",
            title: .metBy,
            columns: [
                .text("member", .member), .number("count", .times), .text("first", .firstSighting),
                .text("last", .lastSighting),
            ],
            rows: facts.met.map {
                Table.Row(cells: [
                    visit.member($0.member), .count($0.count), .moment($0.firstAt), .moment($0.lastAt),
                ])
            },
            empty: Sentence(reading(.metByNobody))
        )
    }

    /// The reader's own sightings, with hosts.
    private var sightings: Table {
        Table(
            name: "sightings",
            title: .mySightings,
            columns: [
                .text("inside", .insideHost), .text("seen", .seenAs), .number("count", .times),
                .text("first", .firstSighting), .text("last", .lastSighting), .text("sensor", .sensor),
            ],
            rows: facts.sightings.map { record in
                let sighting = record.sighting
                let seen = sighting.seen ?? (sighting.address == facts.address ? nil : "\(sighting.address)")
                return Table.Row(cells: [
                    .code(sighting.inside?.description), .code(seen), .count(sighting.count),
                    .moment(sighting.firstAt), .moment(sighting.lastAt), .foreign(record.sensor),
                ])
            },
            empty: Sentence(reading(facts.member == nil ? .sightingsOfMembers : .notMetByMe))
        )
    }

    /// What people decided, with their reasons.
    private var decisions: Table? {
        guard let decisions = facts.decisions, !decisions.disputes.isEmpty || decisions.override != nil else {
            return nil
        }
        var rows = decisions.disputes.map { dispute in
            Table.Row(cells: [
                .words(reading(.eventDisputed), output: "disputed"), visit.member(dispute.member),
                .foreign(dispute.who), .foreign(dispute.why), .moment(dispute.at), .nothing,
            ])
        }
        if let override = decisions.override {
            rows.append(
                Table.Row(cells: [
                    .list([
                        .words(reading(.overrideTerm), output: "override"),
                        .number(override.score, decimals: 0),
                    ]),
                    .nothing, .foreign(override.who), .foreign(override.why), .nothing,
                    .moment(override.until),
                ])
            )
        }
        return Table(
            name: "decisions",
            title: .decisionsTitle,
            columns: [
                .text("decision", .decision), .text("member", .member), .text("who", .who),
                .text("why", .reason),
                .text("at", .time), .text("until", .until),
            ],
            rows: rows,
            empty: Sentence(reading(.noDecisions))
        )
    }

    private var reports: Table {
        let record = facts.result.record
        let hidden = record?.hiddenReports ?? 0
        return Table(
            name: "reports",
            title: .reports,
            columns: [
                .text("source", .source), .text("state", .state), .text("category", .category),
                .number("confidence", .confidence), .text("label", .label), .text("use", .permittedUse),
                .text("firstSeen", .firstSeen), .text("lastSeen", .lastSeen), .text("listedAt", .listedSince),
                .text("expiry", .expiry), .text("reference", .reference), .text("comment", .comment),
            ],
            rows: (record?.reports ?? []).map(report),
            empty: Sentence(reading(.noReports)),
            note: hidden > 0 ? Sentence(reading.count(.hiddenReports, hidden)) : nil
        )
    }

    private func report(_ report: ReportRecord) -> Table.Row {
        let claim = report.claim
        let use = claim.permittedUse
        return Table.Row(
            id: "report-\(report.source.number)",
            cells: [
                .foreign(report.sourceName), .badge(report.state.badge(in: reading)),
                claim.category.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing,
                .count(claim.confidence.map(Int.init)), .label(claim.label),
                use.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing, .moment(claim.firstSeen),
                .moment(claim.lastSeen), .moment(report.listedAt), .moment(claim.expiry),
                .foreign(claim.reference), .foreign(claim.comment),
            ]
        )
    }

    private var timeline: Table {
        let entries = facts.result.record?.timeline ?? []
        return Table(
            name: "timeline",
            title: .timeline,
            columns: [
                .text("at", .time), .text("event", .event), .text("source", .source),
                .text("detail", .detail),
                .number("revision", .revision),
            ],
            rows: entries.reversed().enumerated().map { index, entry in
                Table.Row(
                    id: "event-\(entries.count - index)",
                    cells: [
                        .moment(entry.at), .words(reading(entry.event.phrase), output: entry.event.name),
                        .foreign(entry.sourceName), detail(entry), .count(Int(entry.revision)),
                    ]
                )
            },
            empty: Sentence(reading(.noTimeline))
        )
    }

    /// A change of level in words; other details as they are.
    private func detail(_ entry: TimelineEntry) -> Cell {
        guard let detail = entry.detail else { return .nothing }
        let levels = detail.split(separator: ">").compactMap { Level(name: $0) }
        guard entry.event == .levelChanged, levels.count == 2 else { return .foreign(detail) }
        let words = reading(levels[1] > levels[0] ? .levelRose : .levelFell)
        return .list([
            .words("\(words) \(reading(levels[0].phrase))", output: detail),
            .words("\(reading(.levelTo)) \(reading(levels[1].phrase))", output: ""),
        ])
    }
}
