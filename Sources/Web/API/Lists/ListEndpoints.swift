import HTTPTypes
import Hummingbird
import JSONOutput
import Lists
import Publication
import Registry
import RegistryJSON
import Reports

/// Published lists: what they are, how they stand, what changes in them, and what consumers have of them.
struct ListEndpoints: EndpointGroup {
    /// Most bytes of a body.
    static let maximumBody = 256 << 10
    /// Serials shown with a list.
    static let shownSerials = 50
    /// Most changes or withheld addresses told at a time.
    static let maximumShown: Int64 = 1000

    let desk: StoreDesk
    let publisher: Publisher
    let directory: MemberDirectory
    let clock: HubClock

    static let name = Schema.pattern("^[a-z](-?[a-z0-9]){0,19}$")
    static let named = Endpoint.Parameter.path("name", name, "The name of a list")
    private static let limit = Endpoint.Parameter.query(
        "limit",
        .integer(1...maximumShown),
        "So many at most"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/lists",
                summary: "The lists that are published, by name",
                permission: .read,
                answers: [.json(.object([.init("lists", .array(.named("List")))]), "All of them")],
                handle: all
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/lists/{name}",
                summary: "A list, its last serials, what is withheld, and what consumers have of it",
                permission: .read,
                parameters: [Self.named, Self.limit],
                answers: [.json(.named("List"), "The list")],
                problems: [.notFound],
                handle: show
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/lists/{name}/changes",
                summary: "What waits to be published, or what differs between two serials",
                permission: .read,
                parameters: [
                    Self.named, .query("from", .revision, "The earlier serial"),
                    .query("to", .revision, "The later serial"), Self.limit,
                ],
                answers: [
                    .json(.object([.init("changes", .array(.named("ListChange")))]), "The first changes")
                ],
                problems: [.notFound],
                handle: changes
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/references/{reference}",
                summary: "The address that a reference on a list stands for",
                permission: .read,
                parameters: [.path("reference", .text(1...64), "Eight letters and digits")],
                answers: [.json(.named("Summary"), "The address and its score")],
                problems: [.notFound],
                handle: reference
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/lists/{name}/receipts",
                summary: "Acknowledge: this serial is applied",
                permission: .consume,
                parameters: [Self.named],
                body: .json(.object([.init("serial", .integer(1...Int64.max))])),
                answers: [.empty(.noContent, "Noted")],
                problems: [.notFound],
                handle: acknowledge
            ),
        ]
    }

    private func all(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = context.identity
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let lists = try store.publishedLists().filter { identity.mayPull($0.settings) }
            return .json { writer in
                writer.object { $0.array("lists", of: lists) { $0.value($1, codes) } }
            }
        }
    }

    private func show(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["limit"])
        let limit = Int(try query.integer("limit", in: 1...Self.maximumShown) ?? 100)
        let served = try await desk.list(try context.part("name"), for: context.identity)
        let member = context.identity.actor.member
        let now = clock.now
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            guard let list = try store.publishedList(named: served.settings.name) else {
                throw Problem(.notFound, "there is no list of this name")
            }
            let serials = try store.listSerials(of: list.id, limit: Self.shownSerials)
            let withheld = try store.withheldAddresses(of: list.id, limit: limit)
            let receipts = try store.listReceipts(of: list.id).filter { member == nil || $0.member == member }
            return .json { writer in
                writer.value(list, codes) { writer in
                    writer.array("serials", of: serials) { $0.value($1) }
                    writer.array("withheldAddresses", of: withheld) { $0.value($1) }
                    writer.array("receipts", of: receipts) {
                        $0.value($1, codes, of: list, at: now)
                    }
                }
            }
        }
    }

    private func changes(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["from", "to", "limit"])
        let limit = Int(try query.integer("limit", in: 1...Self.maximumShown) ?? 100)
        let from = try query.integer("from", in: 0...Int64.max)
        let to = try query.integer("to", in: 0...Int64.max)
        let list = try await desk.list(try context.part("name"), for: context.identity)
        if from == nil, to != nil { throw Problem(.badRequest, "from: the earlier serial") }
        if let from, from > to ?? list.serial { throw Problem(.badRequest, "from: not after to") }
        return try await desk.ask { store in
            var changes: [ListChange] = []
            if let from {
                let enough = Enough()
                do {
                    try store.forEachListChange(of: list.id, from: from, to: to ?? list.serial) { change in
                        changes.append(change)
                        if changes.count == limit { throw enough }
                    }
                } catch is Enough {}
            } else {
                changes = try store.pendingListChanges(of: list.id, limit: limit)
            }
            return .json { writer in
                writer.object { $0.array("changes", of: changes) { $0.value($1) } }
            }
        }
    }

    private struct Enough: Error {}

    private func reference(_ request: Request, _ context: HubContext) async throws -> Response {
        let (text, viewer) = (try context.part("reference"), context.identity.viewer)
        return try await desk.ask { store in
            guard let summary = try store.address(ofReference: text),
                let seen = try store.lookup(summary.address, for: viewer).record?.summary
            else { throw Problem(.notFound, "no entry has this reference") }
            return .json { $0.value(seen) }
        }
    }

    private struct ReceiptBody: Decodable {
        let serial: Int64
    }

    private func acknowledge(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(ReceiptBody.self, upTo: Self.maximumBody)
        let list = try await desk.list(try context.part("name"), for: context.identity)
        guard let token = context.identity.token?.id else {
            throw Problem(.forbidden, "this is for consumers, which present a token")
        }
        let now = clock.now
        try await desk.ask { try $0.acknowledgeList(list.id, serial: body.serial, by: token, at: now) }
        return Response(status: .noContent)
    }
}
