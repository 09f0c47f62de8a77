import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// Members and the sources they may know of.
struct MemberEndpoints: EndpointGroup {
    /// Most bytes of a member: a constituency is long.
    static let maximumBody = 8 << 20

    let desk: StoreDesk
    let directory: MemberDirectory
    let clock: HubClock

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/members",
                summary: "The members, by code",
                permission: .read,
                answers: [.json(.object([.init("members", .array(.named("Member")))]), "All of them")]
            ) { _, _ in
                let members = try await desk.ask { try $0.members() }
                return .json { writer in
                    writer.object { $0.array("members", of: members) { $0.value($1) } }
                }
            },
            Endpoint(
                method: .post,
                path: "/api/v1/members",
                summary: "Take in a member; for administrators of the system",
                permission: .administer,
                body: .json(.object([.init("code", APISchemas.code)] + APISchemas.memberFields)),
                answers: [.json(.named("Member"), status: .created, "The member")],
                handle: add
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/members/{code}",
                summary: "Change a member; for administrators of the system",
                permission: .administer,
                parameters: [.path("code", APISchemas.code)],
                body: .json(.object(APISchemas.memberFields)),
                answers: [.json(.named("Member"), "The member")],
                problems: [.notFound],
                handle: update
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/sources",
                summary: "The sources one may know of, and how they are",
                permission: .read,
                answers: [.json(.object([.init("sources", .array(.named("Source")))]), "By name")],
                handle: sources
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/sources/{name}",
                summary: "One source",
                permission: .read,
                parameters: [.path("name", APISchemas.name)],
                answers: [.json(.named("Source"), "The source")],
                problems: [.notFound],
                handle: source
            ),
        ]
    }

    private func add(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.requireSystem()
        let body = try await request.json(MemberBody.self, upTo: Self.maximumBody)
        guard let code = body.code else { throw Problem(.badRequest, "code is missing") }
        let settings = try body.settings(code: code)
        let (actor, now) = (context.identity.actor, clock.now)
        let member = try await desk.ask { try $0.addMember(settings, by: actor, at: now) }
        directory.forget()
        return .json(status: .created) { $0.value(member) }
    }

    private func update(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.requireSystem()
        let code = try context.part("code")
        let settings = try await request.json(MemberBody.self, upTo: Self.maximumBody).settings(code: code)
        let (actor, now) = (context.identity.actor, clock.now)
        let member = try await desk.ask { store in
            guard let known = try store.members().first(where: { $0.settings.code == code }) else {
                throw Problem(.notFound, "there is no member \(code)")
            }
            return try store.updateMember(known.id, settings, by: actor, at: now)
        }
        return .json { $0.value(member) }
    }

    private func sources(_ request: Request, _ context: HubContext) async throws -> Response {
        let viewer = context.identity.viewer
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let sources = try store.sources(for: viewer)
            return .json { writer in
                writer.object { $0.array("sources", of: sources) { $0.value($1, codes) } }
            }
        }
    }

    private func source(_ request: Request, _ context: HubContext) async throws -> Response {
        let name = try context.part("name")
        let viewer = context.identity.viewer
        return try await desk.ask { [directory] store in
            guard let source = try store.sources(for: viewer).first(where: { $0.settings.name == name })
            else {
                throw Problem(.notFound, "there is no such source")
            }
            let codes = try directory.codes(store)
            return .json { $0.value(source, codes) }
        }
    }
}

/// A member as it is sent.
private struct MemberBody: Decodable {
    let code: String?
    let name: String
    let arabicName: String
    let constituency: [String]?

    func settings(code: String) throws(Problem) -> MemberSettings {
        var addresses: [Address] = []
        for (index, text) in (constituency ?? []).enumerated() {
            do { addresses.append(try Address(text)) } catch {
                throw Problem(.invalid, "constituency[\(index)]: \(error)")
            }
        }
        return MemberSettings(code: code, name: name, arabicName: arabicName, constituency: addresses)
    }
}

extension Identity {
    /// Refuses those who administer for a member alone.
    func requireSystem() throws(Problem) {
        guard actor.member == nil else {
            throw Problem(.forbidden, "this is for administrators of the system")
        }
    }

    /// The member whose users and tokens somebody may administer: the own, or the one asked for where it is the system.
    func administered(_ wanted: Member.ID?) throws(Problem) -> Member.ID? {
        guard let own = actor.member else { return wanted }
        guard wanted == nil || wanted == own else {
            throw Problem(.forbidden, "this is for administrators of that member")
        }
        return own
    }
}
