import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import RegistryJSON
import Reports
import Reputation

/// `GET /api/v1/addresses`: a search.
struct SearchEndpoints: EndpointGroup {
    /// Addresses of a page that does not say.
    static let usualLimit: Int64 = 100

    let desk: StoreDesk
    let directory: MemberDirectory

    private static let parameters: [Endpoint.Parameter] = [
        .query("within", APISchemas.addressInPath, "Only what lies in this address, itself included"),
        .query("kind", APISchemas.kind, "Only addresses of this kind"),
        .query("category", APISchemas.category, "Only addresses of this category"),
        .query("source", APISchemas.name, "Only what the source of this name reports"),
        .query("member", APISchemas.code, "Only what the member of this code reports"),
        .query("level", APISchemas.level, "Only this level and those above"),
        .query("minimumScore", APISchemas.score, "Only this score and those above"),
        .query("maximumScore", APISchemas.score, "Only this score and those below"),
        .query("changedSince", .moment, "Only what changed at this moment or later"),
        .query("firstReportedSince", .moment, "Only what was first reported at this moment or later"),
        .query("firstReportedBefore", .moment, "Only what was first reported before this moment"),
        .query("order", .words(["key", "change"]), "By address, or by last change"),
        .query("limit", .integer(1...Int64(AddressQuery.maximumLimit)), "Addresses at most"),
        .query(
            "cursor",
            .pattern("^[kc][0-9a-f-]{1,\(SearchCursor.maximumLength - 1)}$"),
            "Where an earlier page says to go on"
        ),
    ]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/addresses",
                summary: "Search registered addresses",
                permission: .read,
                parameters: Self.parameters,
                answers: [
                    .json(
                        APISchemas.page("addresses", of: .named("Summary")),
                        "A page; it may come before it is full: where there is a next, go on"
                    )
                ],
                problems: [.invalid],
                handle: search
            )
        ]
    }

    private func search(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try QueryReader(request, knowing: Set(Self.parameters.map(\.name)))
        let limit = try reader.integer("limit", in: 1...Int64(AddressQuery.maximumLimit)) ?? Self.usualLimit
        let cursor = try reader.word("cursor", SearchCursor.init(text:))
        let changedSince = try reader.moment("changedSince")
        let member = reader.text("member")
        let query = try Self.query(reader)
        let viewer = context.identity.viewer
        return try await desk.ask { [directory, query] store in
            var query = query
            query.member = try member.map { try directory.member($0, store) }
            query.changedAfter = try changedSince.map { try store.revision(before: $0) }
            let page = try store.search(query, after: cursor, limit: Int(limit), for: viewer)
            return .json { writer in
                writer.object { writer in
                    writer.array("addresses", of: page.summaries) { $0.revised($1) }
                    writer.field("next", page.next?.text)
                }
            }
        }
    }

    private static func query(_ reader: QueryReader) throws(Problem) -> AddressQuery {
        var query = AddressQuery()
        query.within = try reader.address("within")
        if let kind = try reader.word("kind", { AddressKind(name: $0) }) { query.kinds = [kind] }
        if let category = try reader.word("category", { Category(name: $0) }) {
            query.categories = [category]
        }
        query.source = reader.text("source")
        query.minimumLevel = try reader.word("level", { Level(name: $0) })
        query.minimumScore = try reader.number("minimumScore", in: 0...100)
        query.maximumScore = try reader.number("maximumScore", in: 0...100)
        query.firstReportedSince = try reader.moment("firstReportedSince")
        query.firstReportedBefore = try reader.moment("firstReportedBefore")
        let orders: [String: AddressQuery.Order] = ["key": .key, "change": .change]
        query.order = try reader.word("order", { orders[$0] }) ?? .key
        return query
    }
}

extension SearchCursor {
    /// Longest text of a cursor.
    static let maximumLength = 16_384

    /// The cursor in one word: `k` and the key in hexadecimal digits, or `c` and a change.
    var text: String {
        switch self {
        case .key(let key):
            "k" + key.bytes.hexadecimal
        case .change(let cursor): "c\(cursor.text)"
        }
    }

    init?(text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        switch text.first {
        case "k":
            let digits = Array(text.utf8.dropFirst())
            guard digits.count % 2 == 0, !digits.isEmpty else { return nil }
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: digits.count, by: 2) {
                let pair = String(decoding: digits[index..<(index + 2)], as: UTF8.self)
                guard let byte = UInt8(pair, radix: 16), !pair.hasPrefix("+") else { return nil }
                bytes.append(byte)
            }
            self = .key(AddressKey(bytes: bytes))
        case "c":
            guard let cursor = ChangeCursor(text: text.dropFirst()) else { return nil }
            self = .change(cursor)
        default: return nil
        }
    }
}

extension ChangeCursor {
    /// The cursor in one word: the revision and, inside it, the number of the address.
    var text: String { address == .max ? "\(revision)" : "\(revision)-\(address)" }

    init?(text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, (1...2).contains(parts.count), numbers[0] >= 0 else { return nil }
        self =
            parts.count == 1
            ? ChangeCursor(after: numbers[0]) : ChangeCursor(revision: numbers[0], address: numbers[1])
    }
}
