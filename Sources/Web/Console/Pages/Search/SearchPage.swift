import Addresses
import Hummingbird
import Registry
import Reports
import Reputation

/// `/search`: anything typed or pasted, looked up by containment.
struct SearchPage {
    /// Most addresses that are looked up at a time.
    static let maximumAddresses = 200
    /// Longest text in the address of the page; longer ones are posted.
    static let maximumQuery = 2000
    /// Rows of what one address contains.
    static let pageSize = 50

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/search", for: .read) { try await page($0, text: $0.query["q"] ?? "") }
        console.act(router, "/search", for: .read) { form, visit in
            let text = form["q"]
            if text.utf8.count <= Self.maximumQuery {
                return .done("/search?q=\(AddressText.encoded(text))")
            }
            return .shown(try await page(visit, text: text), .ok)
        }
    }

    private func page(_ visit: Visit, text: String) async throws -> Page {
        let typed = TypedText(text)
        let (viewer, addresses) = (
            visit.identity.viewer, Array(typed.addresses.prefix(Self.maximumAddresses))
        )
        let after = visit.query["after"].flatMap { try? Address($0) }
        let answers = try await console.desk.ask { store in
            try addresses.map { address in
                SearchAnswer(
                    address: address,
                    result: try store.lookup(address, for: viewer),
                    contents: addresses.count == 1
                        ? try store.contents(
                            of: address,
                            after: after?.key,
                            limit: Self.pageSize + 1,
                            for: viewer
                        ) : []
                )
            }
        }
        let tables = Self.tables(answers, visit)
        return Page(
            template: "search",
            area: .search,
            title: .search,
            subject: text.isEmpty || text.count > 80 ? nil : text,
            content: SearchContent(typed, answers, tables.map { TableView($0, of: visit) }, visit),
            tables: tables
        )
    }

    private static func tables(_ answers: [SearchAnswer], _ visit: Visit) -> [Table] {
        guard let first = answers.first else { return [] }
        if answers.count > 1 { return [found(answers, visit)] }
        let contents = first.contents.filter { $0.address != first.address }
        var tables = [Table]()
        if !contents.isEmpty || visit.query["after"] != nil {
            var table = summaries("contained", .contained, contents.prefix(pageSize), visit)
            if contents.count > pageSize, let last = contents.prefix(pageSize).last {
                table.next = visit.link(["after": last.address.description])
            }
            tables.append(table)
        }
        if !first.result.within.isEmpty {
            tables.append(summaries("containing", .containing, first.result.within.reversed(), visit))
        }
        return tables
    }

    /// Several addresses: one row each.
    private static func found(_ answers: [SearchAnswer], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "found",
            title: .understood,
            columns: [
                .text("address", .address), .text("kind", .kind), .text("registered", .registered),
                .text("level", .level), .number("score", .score), .text("category", .category),
                .text("within", .within),
            ],
            rows: answers.map { answer in
                let summary = answer.result.record?.summary
                return Table.Row(cells: [
                    .address(answer.address),
                    .words(reading(answer.address.kind.phrase), output: answer.address.kind.name),
                    .words(reading(summary == nil ? .no : .yes), output: summary == nil ? "false" : "true"),
                    summary.map { .level($0.level, score: $0.score) } ?? .nothing,
                    .number(summary?.score, decimals: 0),
                    summary.map { .words(reading($0.category.phrase), output: $0.category.name) } ?? .nothing,
                    answer.result.within.last.map { .address($0.address) } ?? .nothing,
                ])
            },
            empty: Sentence(reading(.nothingFound))
        )
    }

    /// Registered addresses, one a row.
    static func summaries(
        _ name: String,
        _ title: Phrase,
        _ summaries: some Sequence<AddressSummary>,
        _ visit: Visit
    ) -> Table {
        let reading = visit.reading
        return Table(
            name: name,
            title: title,
            columns: [
                .text("address", .address), .text("kind", .kind), .text("level", .level),
                .number("score", .score), .text("category", .category),
            ],
            rows: summaries.map { summary in
                Table.Row(cells: [
                    .address(summary.address),
                    .words(reading(summary.address.kind.phrase), output: summary.address.kind.name),
                    .level(summary.level, score: summary.score), .number(summary.score, decimals: 0),
                    .words(reading(summary.category.phrase), output: summary.category.name),
                ])
            },
            empty: Sentence(reading(.nothingFound))
        )
    }
}

/// What is known of one address that was asked for.
struct SearchAnswer: Sendable {
    let address: Address
    let result: LookupResult
    let contents: [AddressSummary]
}

/// What somebody typed, and the addresses in it.
struct TypedText: Sendable {
    let text: String
    let addresses: [Address]
    /// Whether the whole text is one address or range, rather than prose.
    let isOne: Bool
    /// Why a single word is no address.
    let fault: AddressError.Reason?

    init(_ raw: String) {
        let text = Self.folded(raw)
        self.text = text
        if text.isEmpty {
            (addresses, isOne, fault) = ([], false, nil)
            return
        }
        do throws(AddressError) {
            let read = try Address.read(text.utf8.span)
            (addresses, isOne, fault) = (read, read.count == 1, nil)
        } catch {
            var seen: Set<Address> = []
            let found = AddressExtractor.extract(from: text.utf8.span).map(\.address)
            addresses = found.filter { seen.insert($0).inserted }
            isOne = false
            let isWord = !text.contains { $0 == " " || $0.isNewline }
            fault = addresses.isEmpty && isWord ? error.reason : nil
        }
    }

    /// Arabic digits and commas as the ones that addresses are written with, where the text has no other Arabic.
    static func folded(_ text: String) -> String {
        let isArabic = text.unicodeScalars.contains { Script($0) == .arabic }
        guard !isArabic else { return text }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x660...0x669: folded.append(Unicode.Scalar(UInt8(scalar.value - 0x660 + 0x30)))
            case 0x6F0...0x6F9: folded.append(Unicode.Scalar(UInt8(scalar.value - 0x6F0 + 0x30)))
            case 0x60C: folded.append(",")
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }
}
