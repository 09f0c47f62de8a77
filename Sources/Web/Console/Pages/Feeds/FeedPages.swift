import Foundation
import Hummingbird
import JSONOutput
import Registry
import Reports

/// `/feeds` and `/feeds/{name}`: the sources, those that fail first.
struct FeedPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/feeds", for: .read) { try await list($0) }
        router.get("/feeds/{name}") { request, context in
            let visit = try await console.visit(request, context, for: .read)
            let name = (context.parameters.get("name") ?? "").removingPercentEncoding ?? ""
            let viewer = visit.identity.viewer
            let now = visit.reading.now
            let review = try await console.desk.ask { store in
                guard let review = try store.worth(ofSourceNamed: name, for: viewer, at: now) else {
                    throw Problem(.notFound, "there is no such source")
                }
                return review
            }
            return try console.response(Self.one(review, visit), in: visit)
        }
    }

    static func href(_ source: Source) -> String { "/feeds/\(AddressText.encoded(source.settings.name))" }

    private func list(_ visit: Visit) async throws -> Page {
        let viewer = visit.identity.viewer
        let sources = try await console.desk.ask { try $0.sources(for: viewer) }
        let table = Self.table(sources, visit)
        var content = TablesContent()
        content.tables = [TableView(table, of: visit)]
        return Page(
            template: "tables-page",
            area: .feeds,
            title: .feeds,
            content: content,
            tables: [table],
            isLive: true
        )
    }

    private static func table(_ sources: [Source], _ visit: Visit) -> Table {
        let reading = visit.reading
        let sorted = sources.sorted {
            (state($0, reading).rank, $0.settings.name) < (state($1, reading).rank, $1.settings.name)
        }
        return Table(
            name: "feeds",
            title: .feeds,
            columns: [
                .text("name", .source), .text("state", .state), .text("lastSuccess", .lastSuccess),
                .number("listed", .listedNow), .number("read", .linesRead), .number("rejected", .rejected),
                .text("category", .category), .text("label", .label), .number("reliability", .reliability),
                .text("lineage", .lineage),
            ],
            rows: sorted.map { source in
                let settings = source.settings
                return Table.Row(cells: [
                    .link(settings.name, href: href(source)), .badge(state(source, reading).badge),
                    .moment(source.succeededAt), .count(source.listedCount), .count(source.lastRead?.read),
                    .count(source.lastRead?.rejected),
                    .words(reading(settings.category.phrase), output: settings.category.name),
                    .label(settings.label), .number(settings.reliability, decimals: 2),
                    .foreign(settings.lineage),
                ])
            },
            empty: Sentence(reading(.noFeeds))
        )
    }

    /// How a source stands; lower ranks need somebody sooner.
    private static func state(_ source: Source, _ reading: Reading) -> (badge: Badge, rank: Int) {
        guard let last = source.succeededAt else {
            return source.fetchedAt == nil
                ? (Badge(reading(.feedNever), output: "never"), 2)
                : (Badge(reading(.feedFailing), output: "failing", .bad), 0)
        }
        if let fetched = source.fetchedAt, fetched > last {
            return (Badge(reading(.feedFailing), output: "failing", .bad), 0)
        }
        if source.settings.nature == .reports { return (Badge(reading(.feedByHand), output: "reports"), 4) }
        if reading.now.seconds - last.seconds > SituationPage.lateAfter {
            return (Badge(reading(.feedLate), output: "late", .caution), 1)
        }
        return (Badge(reading(.feedFresh), output: "fresh", .good), 3)
    }

    private static func one(_ review: SourceReview, _ visit: Visit) -> Page {
        let reading = visit.reading
        let source = review.source
        let worth = FeedWorth(review: review, reading: reading)
        let settings = source.settings
        func fact(_ phrase: Phrase, _ cell: Cell) -> TablesContent.Fact {
            TablesContent.Fact(name: reading(phrase), value: CellView(cell, in: reading))
        }
        let rejects = Table(
            name: "rejects",
            title: .rejectReasons,
            columns: [.text("reason", .reason), .number("count", .times)],
            rows: (source.lastRead?.reasons ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                Table.Row(cells: [.code($0.key), .count($0.value)])
            },
            empty: Sentence(reading(.noRejects))
        )
        var content = TablesContent()
        content.facts = [
            fact(.state, .badge(state(source, reading).badge)),
            fact(.lastSuccess, .moment(source.succeededAt)),
            fact(.lastFetch, .moment(source.fetchedAt)), fact(.firstSuccess, .moment(source.firstSuccessAt)),
            fact(.listedNow, .count(source.listedCount)), fact(.linesRead, .count(source.lastRead?.read)),
            fact(.accepted, .count(source.lastRead?.accepted)),
            fact(.rejected, .count(source.lastRead?.rejected)),
            fact(.category, .words(reading(settings.category.phrase), output: settings.category.name)),
            fact(.label, .label(settings.label)),
            fact(
                .permittedUse,
                .words(reading(settings.permittedUse.phrase), output: settings.permittedUse.name)
            ),
            fact(.reliability, .number(settings.reliability, decimals: 2)),
            fact(.confidence, .count(settings.confidence.map(Int.init))),
            fact(.lineage, .foreign(settings.lineage)), fact(.owner, .foreign(settings.owner)),
            fact(.member, visit.member(settings.member)),
            fact(.usualStay, .number(settings.usualStayDays, decimals: 1)),
        ]
        content.facts += worth.facts.map { fact($0.name, $0.cell) }
        let tables = [worth.comparison, worth.lineage, worth.reliabilities, rejects]
        content.tables = tables.map { TableView($0, of: visit) }
        content.tabs = [.init(text: reading(.allFeeds), href: "/feeds", isCurrent: false)]
        return Page(
            template: "tables-page",
            area: .feeds,
            title: .source,
            subject: settings.name,
            heading: ShownText(settings.name).text,
            content: content,
            tables: tables
        )
    }
}
