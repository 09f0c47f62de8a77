import Addresses
import Allowlists
import Enrichment
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import RegistryJSON
import Reports
import Reputation
import SourceWorth

/// One address or many: what is known of them.
struct AddressEndpoints: EndpointGroup {
    /// Most addresses of one bulk question.
    static let maximumBulk = 1000
    /// Most bytes of a bulk question.
    static let maximumBody = 4 << 20
    /// Most sightings of an answer.
    static let maximumSightings: Int64 = 1000

    let desk: StoreDesk
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let enrichment: EnrichmentShelf
    let chances: ChanceShelf
    let clock: HubClock

    private static let path = Endpoint.Parameter.path(
        "address",
        APISchemas.addressInPath,
        "An address in any notation, percent-encoded"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/addresses/{address}",
                summary: "What is known of an address and of what is around it",
                permission: .read,
                parameters: [
                    Self.path, .header("If-None-Match", .text, "The entity tag of an earlier answer"),
                ],
                answers: [
                    .json(
                        .named("Address"),
                        "What is known; an address that is not registered has no reports"
                    ),
                    .empty(.notModified, "Nothing changed since"),
                ],
                handle: lookUp
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/addresses/lookup",
                summary: "What is known of many addresses",
                permission: .read,
                body: .json(
                    .object([.init("addresses", .array(APISchemas.address, maximum: Self.maximumBulk))])
                ),
                answers: [
                    .json(
                        .object([.init("results", .array(.anyObject))]),
                        "One answer for each address, in order; what is no address has an error instead"
                    )
                ],
                handle: lookUpMany
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/addresses/{address}/timeline",
                summary: "What happened to an address, oldest first",
                permission: .read,
                parameters: [Self.path],
                answers: [
                    .json(
                        .object([.init("timeline", .array(.named("TimelineEntry")))]),
                        "What happened"
                    )
                ],
                problems: [.notFound],
                handle: timeline
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/addresses/{address}/sightings",
                summary: "Who met an address; the inside hosts of the asking member alone",
                permission: .read,
                parameters: [
                    Self.path, .query("limit", .integer(1...Self.maximumSightings), "Sightings at most"),
                ],
                answers: [
                    .json(
                        .object([
                            .init("members", .array(.anyObject)), .init("sightings", .array(.anyObject)),
                        ]),
                        "Sums by member, and the sightings of the asking member, latest first"
                    )
                ],
                problems: [.notFound],
                handle: sightings
            ),
        ]
    }

    private func lookUp(_ request: Request, _ context: HubContext) async throws -> Response {
        let address = try context.address()
        let viewer = context.identity.viewer
        let known = request.headers[.ifNoneMatch]
        let now = clock.now
        let (enricher, version) = enrichment.current
        let (tag, bytes) = try await desk.askBriefly { [self] store -> (String, [UInt8]?) in
            let held = try allowlist.allowlist(store)
            let result = try store.lookup(address, for: viewer)
            let answer = result.answer(in: held.list, of: address, for: viewer, at: now)
            let chance = result.chance(in: try chances.chances(store))
            let tag = result.tag(for: viewer, held.stamp, answer.verdict, enrichment: version, chance)
            if tag == known { return (tag, nil) }
            var writer = JSONWriter(capacity: 2048)
            let background = enricher.background(of: address)
            try write(result, of: address, answer, background, chance, to: &writer, store)
            return (tag, writer.bytes)
        }
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        guard let bytes else { return Response(status: .notModified, headers: headers) }
        return .json(bytes, headers: headers)
    }

    private struct Question: Decodable {
        let addresses: [String]
    }

    private func lookUpMany(_ request: Request, _ context: HubContext) async throws -> Response {
        let question = try await request.json(Question.self, upTo: Self.maximumBody)
        guard question.addresses.count <= Self.maximumBulk else {
            throw Problem(.tooLarge, "addresses: at most \(Self.maximumBulk) at a time")
        }
        let (viewer, now) = (context.identity.viewer, clock.now)
        let enricher = enrichment.current.enricher
        let bytes = try await desk.ask { [self] store in
            let list = try allowlist.allowlist(store).list
            let chances = try chances.chances(store)
            var writer = JSONWriter(capacity: 512 * question.addresses.count)
            try writer.object { writer in
                writer.name("results")
                try writer.array { writer in
                    for text in question.addresses {
                        do {
                            let address = try Address(text)
                            let result = try store.lookup(address, for: viewer)
                            let answer = result.answer(in: list, of: address, for: viewer, at: now)
                            let background = enricher.background(of: address)
                            let chance = result.chance(in: chances)
                            try write(result, of: address, answer, background, chance, to: &writer, store)
                        } catch let error as AddressError {
                            writer.object { writer in
                                writer.field("text", text)
                                writer.field("error", "\(error)")
                            }
                        }
                    }
                }
            }
            return writer.bytes
        }
        return .json(bytes)
    }

    /// Writes what is known, with what the allowlist says and where the address lies.
    private func write(
        _ result: LookupResult,
        of address: Address,
        _ answer: AllowlistAnswer,
        _ background: AddressBackground,
        _ chance: Chance?,
        to writer: inout JSONWriter,
        _ store: any Store
    ) throws {
        let codes = try directory.codes(store)
        writer.value(result, of: address, naming: try directory.names(in: result, store)) { writer in
            writer.chance(chance)
            writer.object("background") { $0.fields(background, members: codes) }
            writer.name("allowlist")
            answer.write(to: &writer, members: codes)
        }
    }

    private func timeline(_ request: Request, _ context: HubContext) async throws -> Response {
        let address = try context.address()
        let viewer = context.identity.viewer
        let record = try await desk.ask { try $0.lookup(address, for: viewer).record }
        guard let record else { throw Problem(.notFound, "\(address) is not registered") }
        return .json { writer in
            writer.object { $0.array("timeline", of: record.timeline) { $0.value($1) } }
        }
    }

    private func sightings(_ request: Request, _ context: HubContext) async throws -> Response {
        let address = try context.address()
        let query = try QueryReader(request, knowing: ["limit"])
        let limit = try query.integer("limit", in: 1...Self.maximumSightings) ?? 100
        let viewer = context.identity.viewer
        return try await desk.ask { [directory] store in
            guard try store.lookup(address, for: viewer).record != nil else {
                throw Problem(.notFound, "\(address) is not registered")
            }
            let codes = try directory.codes(store)
            let sums = try store.sightingSummaries(of: address)
            let own = try viewer.member.map { try store.sightings(of: address, by: $0, limit: Int(limit)) }
            return .json { writer in
                writer.object { writer in
                    writer.array("members", of: sums) { $0.value($1, codes) }
                    writer.array("sightings", of: own ?? []) { $0.value($1) }
                }
            }
        }
    }
}

extension LookupResult {
    /// Names the answer: another when anything in it changed that a revision tells.
    fileprivate func tag(
        for viewer: Viewer,
        _ stamp: AllowlistStamp,
        _ verdict: Verdict,
        enrichment version: Int,
        _ chance: Chance?
    ) -> String {
        let around = within.map(\.revision).max() ?? 0
        let own = record?.summary.revision ?? 0
        let member = viewer.member?.number ?? 0
        // Entries also end by themselves.
        let allowed = "\(stamp.change)-\(verdict.findings.count)-\(verdict.outcome.rawValue)"
        let measured = Int((chance?.value ?? 0) * 10_000)
        return "W/\"\(own)-\(around)-\(within.count)-\(member)-\(allowed)-\(version)-\(measured)\""
    }

    /// What the allowlist says of the address that was looked up.
    fileprivate func answer(
        in list: Allowlist,
        of address: Address,
        for viewer: Viewer,
        at now: Timestamp
    ) -> AllowlistAnswer {
        AllowlistAnswer(
            of: address,
            scope: record?.summary.scope ?? .exact,
            in: list,
            for: viewer.member,
            at: now
        )
    }
}

extension MemberDirectory {
    /// What the numbers in the terms of an answer stand for; members are asked for only where some stand there.
    fileprivate func names(in result: LookupResult, _ store: any Store) throws -> TermNames {
        let hasSightings =
            result.record?.terms.contains { term in
                if case .sighting(_) = term { return true }
                return false
            } ?? false
        return TermNames(of: result, members: hasSightings ? try codes(store) : [:])
    }
}
