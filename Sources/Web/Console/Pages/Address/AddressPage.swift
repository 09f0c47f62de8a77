import Addresses
import Enrichment
import Foundation
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import RegistryJSON
import Reports
import Reputation
import SourceWorth

/// `/address/{kind}/{address}`: all that the reader may know of one address, the verdict first.
struct AddressPage {
    /// Rows of sightings, and of what the address contains.
    static let rowCount = 50

    let console: Console

    func add(to router: Router<HubContext>) {
        router.get("/address/**") { request, context in
            let visit = try await console.visit(request, context, for: .read)
            let address = try Self.address(in: visit.path)
            guard visit.path == AddressText.href(address) else {
                return Console.redirect(to: AddressText.href(address))
            }
            let (identity, now) = (visit.identity, visit.reading.now)
            let facts = try await console.desk.ask { [allowlist = console.allowlist] in
                try AddressFactsOfPage(
                    of: address,
                    in: $0,
                    by: allowlist,
                    for: identity,
                    at: now,
                    background: console.enrichment.current.enricher.background(of: address)
                )
            }
            if visit.query["format"] == "json", visit.query["table"] == nil {
                return Self.record(facts, visit)
            }
            return try console.response(Self.page(facts, visit), in: visit)
        }
    }

    /// The address that a path names.
    private static func address(in path: String) throws -> Address {
        let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3, let text = parts[2].removingPercentEncoding, let address = try? Address(text)
        else {
            throw Problem(.notFound, "the path names no address")
        }
        return address
    }

    private static func page(_ facts: AddressFactsOfPage, _ visit: Visit) -> Page {
        let builder = AddressTables(facts, visit)
        let tables = builder.all
        let forms = JudgementForms.forms(facts, visit)
        return Page(
            template: "address",
            area: .search,
            title: .address,
            subject: facts.address.description,
            content: AddressContent(facts, tables.map { TableView($0, of: visit) }, forms, visit),
            tables: tables,
            isLive: true,
            revision: facts.revision
        )
    }

    /// The whole record, as `lookup --json` and the API write it.
    private static func record(_ facts: AddressFactsOfPage, _ visit: Visit) -> Response {
        let members = Dictionary(uniqueKeysWithValues: visit.memberCodes.map { ($0.key.number, $0.value) })
        let names = TermNames(of: facts.result, members: members)
        return Response.json { writer in
            writer.value(facts.result, of: facts.address, naming: names) { writer in
                writer.chance(facts.chance)
                writer.name("allowlist")
                facts.allowed.write(to: &writer, members: members)
                writer.object("background") { $0.fields(facts.background, members: members) }
            }
        }
    }
}

/// What the page of an address says, as of one moment.
struct AddressFactsOfPage: Sendable {
    let address: Address
    let result: LookupResult
    let contents: [AddressSummary]
    /// Who met it; empty where the address is not for the viewer to know.
    let met: [SightingSummary]
    /// The viewer's own sightings.
    let sightings: [SightingRecord]
    let member: Member.ID?
    /// Who answers for it.
    let answering: Member.ID?
    /// What people decided of it.
    let decisions: Decisions?
    /// What allowlists say of it.
    let allowed: AllowlistAnswer
    /// The registry's revision before it was asked: what came after may be missing here.
    let revision: Int64
    /// What is known of it by where it lies.
    let background: AddressBackground
    /// The autonomous system that the address lies in, where it is registered itself.
    let system: AddressSummary?
    /// On which published lists it is.
    let lists: AddressLists
    /// How often such scores were confirmed independently.
    let chance: Chance?

    init(
        of address: Address,
        in store: any Store,
        by allowlist: AllowlistHolder,
        for identity: Identity,
        at now: Timestamp,
        background: AddressBackground
    ) throws {
        let viewer = identity.viewer
        self.address = address
        self.background = background
        member = viewer.member
        revision = try store.revision()
        result = try store.lookup(address, for: viewer)
        system = try background.geography.system.flatMap {
            try store.lookup(.asn($0.value), for: viewer).record?.summary
        }
        lists = try AddressLists(result, of: address, in: store, for: identity)
        chance = result.chance(in: try store.measuredChances())
        allowed = try allowlist.answer(
            on: address,
            result.record?.summary,
            for: viewer.member,
            at: now,
            in: store
        )
        contents = try store.contents(of: address, after: nil, limit: AddressPage.rowCount + 1, for: viewer)
            .filter { $0.address != address }
        answering = try store.member(answeringFor: address)
        guard result.record != nil else {
            (met, sightings, decisions) = ([], [], nil)
            return
        }
        decisions = try store.decisions(on: address, for: viewer, at: now)
        met = try store.sightingSummaries(of: address)
        sightings =
            try member.map { try store.sightings(of: address, by: $0, limit: AddressPage.rowCount) } ?? []
    }
}
