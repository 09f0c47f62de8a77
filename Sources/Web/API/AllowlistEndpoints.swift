import Addresses
import Allowlists
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import RegistryJSON
import Reports

/// What must not be blocked, or only with care: entries, imported lists, and what they hold back.
struct AllowlistEndpoints: EndpointGroup {
    /// Most bytes of an entry.
    static let maximumBody = 32 << 10
    /// Most entries or addresses of a page.
    static let maximumPage: Int64 = 1000

    let desk: StoreDesk
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let clock: HubClock

    private static let limit = Endpoint.Parameter.query(
        "limit",
        .integer(1...maximumPage),
        "How many at most"
    )

    var endpoints: [Endpoint] { reading + changing }

    private var reading: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/allowlists",
                summary: "The allowlists: built-in, imported, and the entries of people together",
                permission: .read,
                answers: [
                    .json(.object([.init("allowlists", .array(.named("Allowlist")))]), "With their counts")
                ],
                handle: lists
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/allowlists/entries",
                summary: "The entries of people, by number; those for another member's lists are left out",
                permission: .read,
                parameters: [.query("after", .revision, "The number of the last one seen"), Self.limit],
                answers: [.json(APISchemas.page("entries", of: .named("AllowEntry")), "A page")],
                handle: entries
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/allowlists/check",
                summary: "What allowlists say of an address, for one's own lists",
                permission: .read,
                parameters: [.query("address", APISchemas.addressInPath, "An address in any notation")],
                answers: [.json(.named("Verdict"), "Every entry that applies, and what follows")],
                handle: check
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/allowlists/held",
                summary: "Registered addresses that allowlists keep off lists that block, with the reasons",
                permission: .read,
                parameters: [
                    .query(
                        "cursor",
                        .pattern("^k[0-9a-f]{1,\(SearchCursor.maximumLength - 1)}$"),
                        "Where an earlier page says to go on"
                    ), Self.limit,
                ],
                answers: [
                    .json(
                        APISchemas.page("held", of: .named("HeldAddress")),
                        "A page; it may come before it is full: where there is a next, go on"
                    )
                ],
                handle: held
            ),
        ]
    }

    private var changing: [Endpoint] {
        [
            Endpoint(
                method: .post,
                path: "/api/v1/allowlists/entries",
                summary:
                    "Add an entry; for everyone's lists only within what one's member answers for",
                permission: .administer,
                body: .json(APISchemas.newAllowEntry),
                answers: [
                    .json(.named("AllowEntry"), status: .created, "The entry"),
                    .json(.named("AllowProposal"), status: .accepted, "What waits for a second person"),
                ],
                handle: add
            ),
            Endpoint(
                method: .delete,
                path: "/api/v1/allowlists/entries/{id}",
                summary:
                    "End an entry of one's member; where it took a second person to add it, that takes one, too",
                permission: .administer,
                parameters: [.path("id", .integer(1...Int64.max))],
                answers: [
                    .json(.named("AllowEntry"), "The entry that was"),
                    .json(
                        .named("AllowProposal"),
                        status: .accepted,
                        "What waits; the entry holds until then"
                    ),
                ],
                problems: [.notFound, .invalid],
                handle: end
            ),
            Endpoint(
                method: .delete,
                path: "/api/v1/allowlists/lists/{name}",
                summary: "Remove an imported list; for administrators of the system",
                permission: .administer,
                parameters: [.path("name", .text(1...EntryTerms.maximumTextLength))],
                answers: [.json(.named("Allowlist"), "The list that was")],
                problems: [.notFound, .invalid],
                handle: removeList
            ),
        ]
    }

    private func lists(_ request: Request, _ context: HubContext) async throws -> Response {
        let viewer = context.identity.viewer
        return try await desk.ask { [directory, allowlist] store in
            let codes = try directory.codes(store)
            let entries = try store.allowEntries().count { $0.isShown(to: viewer) }
            let imported = try store.importedAllowlists().filter { $0.terms.scope.isShown(to: viewer) }
            return .json { writer in
                writer.object { writer in
                    writer.name("allowlists")
                    writer.array { writer in
                        writer.list(AllowEntry.list, origin: "entries", entries)
                        for list in allowlist.base.lists {
                            writer.list(list.rawValue, origin: "built-in", list.entries.count)
                        }
                        for list in imported { writer.value(list, codes) }
                    }
                }
            }
        }
    }

    private func entries(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["after", "limit"])
        let after = try query.integer("after", in: 0...Int64.max) ?? 0
        let limit = Int(try query.integer("limit", in: 1...Self.maximumPage) ?? 100)
        let (viewer, now) = (context.identity.viewer, clock.now)
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let page = try store.allowEntries().lazy
                .filter { $0.id.number > after && $0.isShown(to: viewer) }.prefix(limit)
            let shown = Array(page)
            return .json { writer in
                writer.object { writer in
                    writer.array("entries", of: shown) { $0.value($1, at: now, codes) }
                    if shown.count == limit {
                        writer.field("next", shown.last.map { "\($0.id.number)" })
                    }
                }
            }
        }
    }

    private func check(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["address"])
        guard let address = try query.address("address") else {
            throw Problem(.badRequest, "address: say which")
        }
        let (viewer, now) = (context.identity.viewer, clock.now)
        return try await desk.ask { [directory, allowlist] store in
            let list = try allowlist.allowlist(store).list
            let answer = AllowlistAnswer(of: address, in: list, for: viewer.member, at: now)
            let codes = try directory.codes(store)
            return .json { answer.write(to: &$0, members: codes) }
        }
    }

    private func held(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["cursor", "limit"])
        let cursor = try query.word("cursor") { text -> SearchCursor? in
            guard case .key(let key)? = SearchCursor(text: text) else { return nil }
            return .key(key)
        }
        let limit = Int(try query.integer("limit", in: 1...Self.maximumPage) ?? 100)
        let (viewer, now) = (context.identity.viewer, clock.now)
        return try await desk.ask { [directory, allowlist] store in
            let list = try allowlist.allowlist(store).list
            let codes = try directory.codes(store)
            let page = try HeldAddresses(
                after: cursor,
                limit: limit,
                for: viewer,
                by: list,
                in: store,
                at: now
            )
            return .json { writer in
                writer.object { writer in
                    writer.array("held", of: page.held) { writer, held in
                        writer.object { writer in
                            writer.name("address")
                            writer.revised(held.summary)
                            writer.name("allowlist")
                            held.answer.write(to: &writer, members: codes)
                        }
                    }
                    writer.field("next", page.next?.text)
                }
            }
        }
    }

    private func add(_ request: Request, _ context: HubContext) async throws -> Response {
        let draft = try await request.json(AllowEntryBody.self, upTo: Self.maximumBody).draft
        let (actor, now) = (context.identity.actor, clock.now)
        return try await desk.ask { [directory, allowlist] store in
            let settings: AllowEntrySettings
            do { settings = try draft.settings(by: actor, in: store) } catch let refusal
                as AllowEntryDraft.Refusal
            { throw refusal.problem }
            let change = try store.addAllowEntry(settings, by: actor, at: now)
            try allowlist.renew(store)
            return .change(change, done: .created, at: now, try directory.codes(store))
        }
    }

    private func end(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = AllowEntry.ID(try context.number("id"))
        let (actor, now) = (context.identity.actor, clock.now)
        return try await desk.ask { [directory, allowlist] store in
            guard try store.allowEntries().contains(where: { $0.id == id && $0.isOwn(of: actor) }) else {
                throw Problem(.notFound, "your member has no entry of number \(id.number)")
            }
            let change = try store.removeAllowEntry(id, by: actor, at: now)
            try allowlist.renew(store)
            return .change(change, done: .ok, at: now, try directory.codes(store))
        }
    }

    private func removeList(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.requireSystem()
        let name = try context.part("name")
        let (actor, now) = (context.identity.actor, clock.now)
        return try await desk.ask { [directory, allowlist] store in
            guard try store.importedAllowlists().contains(where: { $0.name == name }) else {
                throw Problem(.notFound, "there is no imported list of that name")
            }
            let list = try store.removeAllowlist(named: name, by: actor, at: now)
            try allowlist.renew(store)
            let codes = try directory.codes(store)
            return .json { $0.value(list, codes) }
        }
    }
}

/// An entry as it is sent.
private struct AllowEntryBody: Decodable {
    let address: String
    let kind: String
    let reason: String
    let reach: String?
    let label: String?
    let `for`: String?
    let expiry: String?

    var draft: AllowEntryDraft {
        get throws(Problem) {
            guard let kind = try BodyWord.read("kind", kind, { EntryKind(name: $0) }) else {
                throw Problem(.invalid, "kind: say which")
            }
            return AllowEntryDraft(
                text: address,
                kind: kind,
                reach: try BodyWord.read("reach", reach) { Reach(name: $0) },
                label: try BodyWord.read("label", label) { EntryLabel(name: $0) },
                reason: reason,
                audience: try BodyWord.read("for", `for`) { AllowEntryDraft.Audience(rawValue: $0) }
                    ?? .everyone,
                expiry: try BodyWord.read("expiry", expiry) { Timestamp(rfc3339: $0) }
            )
        }
    }
}

extension AllowEntryDraft.Refusal {
    fileprivate var problem: Problem {
        switch self {
        case .notAnAddress(let error): Problem(.invalid, "address: \(error)")
        case .several: Problem(.invalid, "address: a range that is several networks; send one each")
        case .notAnswering:
            Problem(
                .forbidden,
                "for: your member does not answer for this address; add it for own-lists, or ask the system"
            )
        case .noMember: Problem(.invalid, "for: you belong to no member")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func list(_ name: String, origin: String, _ entries: Int) {
        object { writer in
            writer.field("name", name)
            writer.field("origin", origin)
            writer.field("entries", entries)
        }
    }

    fileprivate mutating func value(_ list: ImportedAllowlist, _ codes: [Int64: String]) {
        object { writer in
            writer.field("name", list.name)
            writer.field("origin", "imported")
            writer.field("entries", list.ruleCount)
            writer.field("kind", list.terms.kind.name)
            writer.field("label", list.terms.label?.name)
            writer.field("owner", list.terms.owner)
            writer.field("reason", list.terms.reason)
            writer.field("member", list.terms.scope.memberNumber.flatMap { codes[$0] })
            writer.field("expiry", list.terms.expiry)
            writer.field("importedBy", list.importedBy)
            writer.field("importedAt", list.importedAt)
        }
    }
}
