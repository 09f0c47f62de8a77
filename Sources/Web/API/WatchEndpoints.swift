import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports
import Reputation

/// What one's member watches for: its own assets and searches, and what changed among them.
struct WatchEndpoints: EndpointGroup {
    /// Most bytes of a rule.
    static let maximumBody = 32 << 10
    /// Most addresses of a page.
    static let maximumPage: Int64 = 1000

    let desk: StoreDesk
    let clock: HubClock

    private static let limit = Endpoint.Parameter.query(
        "limit",
        .integer(1...maximumPage),
        "Addresses at most"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/watch",
                summary: "The assets and searches that one's member watches, besides its constituency",
                permission: .read,
                answers: [.json(.object([.init("rules", .array(.named("WatchRule")))]), "By number")],
                handle: rules
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/watch",
                summary: "Watch an asset, or what a search finds",
                permission: .submit,
                body: .json(APISchemas.newWatchRule),
                answers: [.json(.named("WatchRule"), status: .created, "The rule")],
                handle: add
            ),
            Endpoint(
                method: .delete,
                path: "/api/v1/watch/{id}",
                summary: "Stop watching",
                permission: .submit,
                parameters: [.path("id", .integer(1...Int64.max))],
                answers: [.json(.named("WatchRule"), "The rule that was")],
                problems: [.notFound, .invalid],
                handle: remove
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/watch/changes",
                summary:
                    "What changed after a revision among addresses that lie in, or contain, what is watched",
                permission: .read,
                parameters: [
                    .query(
                        "after",
                        .pattern("^[0-9]{1,18}(-[0-9]{1,18})?$"),
                        "A revision, or where an earlier page says to go on"
                    ), Self.limit,
                ],
                answers: [
                    .json(
                        APISchemas.page("changes", of: .named("WatchChange")),
                        "A page; it may come before it is full: where there is a next, go on"
                    )
                ],
                handle: changes
            ),
        ]
    }

    private func rules(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = try context.member()
        let rules = try await desk.ask { try $0.watchRules(of: member) }
        return .json { writer in writer.object { $0.array("rules", of: rules) { $0.value($1) } } }
    }

    private func add(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try context.member()
        let settings = try await request.json(WatchRuleBody.self, upTo: Self.maximumBody).settings
        let (actor, now) = (context.identity.actor, clock.now)
        let rule = try await desk.ask { try $0.addWatchRule(settings, by: actor, at: now) }
        return .json(status: .created) { $0.value(rule) }
    }

    private func remove(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try context.member()
        let id = WatchRule.ID(try context.number("id"))
        let (actor, now) = (context.identity.actor, clock.now)
        let rule = try await desk.ask { try $0.removeWatchRule(id, by: actor, at: now) }
        return .json { $0.value(rule) }
    }

    private func changes(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = try context.member()
        let query = try QueryReader(request, knowing: ["after", "limit"])
        let after = try query.word("after") { ChangeCursor(text: $0) } ?? .start
        let limit = Int(try query.integer("limit", in: 1...Self.maximumPage) ?? 100)
        let viewer = context.identity.viewer
        return try await desk.ask { store in
            let targets = try WatchedTargets(of: member, in: store)
            let page = try WatchChanges(after: after, limit: limit, of: targets, in: store, for: viewer)
            return .json { writer in
                writer.object { writer in
                    writer.array("changes", of: page.changes) { $0.value($1) }
                    writer.field("next", page.next?.text)
                }
            }
        }
    }
}

/// A rule as it is sent.
private struct WatchRuleBody: Decodable {
    struct Search: Decodable {
        let within: String?
        let kind: String?
        let category: String?
        let level: String?
    }

    let name: String
    let asset: String?
    let search: Search?

    var settings: WatchSettings {
        get throws(Problem) {
            switch (asset, search) {
            case (let asset?, nil):
                return WatchSettings(name, .asset(try address("asset", asset)))
            case (nil, let search?):
                var saved = SavedSearch()
                if let within = search.within { saved.within = try address("within", within) }
                saved.kind = try BodyWord.read("kind", search.kind) { AddressKind(name: $0) }
                saved.category = try BodyWord.read("category", search.category) { Category(name: $0) }
                saved.level = try BodyWord.read("level", search.level) { Level(name: $0) }
                return WatchSettings(name, .search(saved))
            default: throw Problem(.invalid, "send either asset or search")
            }
        }
    }

    private func address(_ name: String, _ text: String) throws(Problem) -> Address {
        do { return try Address(text) } catch { throw Problem(.invalid, "\(name): \(error)") }
    }
}

extension APISchemas {
    private static let search = Schema.object([
        .optional("within", address), .optional("kind", kind), .optional("category", category),
        .optional("level", level),
    ])

    static let watchRule = Schema.object([
        .init("id", .revision), .init("name", .text), .optional("asset", .text), .optional("search", search),
        .init("addedBy", .text), .init("addedAt", .moment),
    ])

    /// A rule as it is asked for.
    static let newWatchRule = Schema.object([
        .init("name", .text(1...WatchSettings.maximumNameLength)), .optional("asset", address),
        .optional("search", search),
    ])

    static let watchChange = Schema.object([
        .init("address", .named("Summary")),
        .init(
            "concerns",
            .array(
                .object([
                    .init("relation", .words(WatchRelation.allCases.map(\.rawValue))),
                    .optional("rule", .revision), .optional("constituency", .text),
                ])
            )
        ),
    ])
}

extension JSONWriter {
    fileprivate mutating func value(_ rule: WatchRule) {
        object { writer in
            writer.field("id", rule.id.number)
            writer.field("name", rule.settings.name)
            switch rule.settings.target {
            case .asset(let address): writer.field("asset", address.description)
            case .search(let search):
                writer.object("search") { writer in
                    writer.field("within", search.within?.description)
                    writer.field("kind", search.kind?.name)
                    writer.field("category", search.category?.name)
                    writer.field("level", search.level?.name)
                }
            }
            writer.field("addedBy", rule.addedBy)
            writer.field("addedAt", rule.addedAt)
        }
    }

    fileprivate mutating func value(_ change: WatchChanges.Change) {
        object { writer in
            writer.name("address")
            writer.revised(change.summary)
            writer.array("concerns", of: change.concerned) { writer, concerned in
                writer.object { writer in
                    writer.field("relation", concerned.relation.rawValue)
                    writer.field("rule", concerned.watched.rule?.id.number)
                    if concerned.watched.rule == nil, case .asset(let address) = concerned.watched.target {
                        writer.field("constituency", address.description)
                    }
                }
            }
        }
    }
}
