import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lists
import Publication
import Registry
import Reports
import Reputation
import Testing

@testable import Web

/// Every label, everybody who can ask, every endpoint that reads: the answer is the one of a registry that never held what
/// the label hides, byte for byte, counts and scores included.
@Suite struct `The label matrix` {
    /// Who asks.
    enum Asker: String, CaseIterable {
        case nobody
        case ownReader = "a reader of the owner"
        case ownProgram = "a program of the owner"
        case namedReader = "a reader of a named member"
        case otherReader = "a reader of another member"
        case otherAdministrator = "an administrator of another member"
        case otherAuditor = "an auditor of another member"
        case otherConsumer = "a consumer of another member"
        case otherSensor = "a sensor of another member"
        case system = "an administrator of the system"
    }

    private static func caller(_ asker: Asker, _ fixture: APIFixture) throws -> APIFixture.Caller {
        switch asker {
        case .nobody: .nobody
        case .ownReader: try fixture.user(.reader, of: fixture.owner)
        case .ownProgram: try fixture.token([.read, .submit], of: fixture.owner)
        case .namedReader: try fixture.user(.reader, of: fixture.named)
        case .otherReader: try fixture.token(.read, of: fixture.other)
        case .otherAdministrator: try fixture.user(.administrator, of: fixture.other)
        case .otherAuditor: try fixture.user(.auditor, of: fixture.other)
        case .otherConsumer: try fixture.token(.consume, of: fixture.other)
        case .otherSensor: try fixture.token(.sense, of: fixture.other)
        case .system: try fixture.user(.administrator, of: nil)
        }
    }

    /// Whether somebody may see a report by its label, as TLP 2.0 has it; all who read here work for members.
    private static func mayKnow(_ label: SharingLabel, _ asker: Asker) -> Bool {
        switch asker {
        case .nobody, .otherConsumer, .otherSensor: false
        case .ownReader, .ownProgram, .namedReader: true
        case .otherReader, .otherAdministrator, .otherAuditor, .system: label != .red
        }
    }

    private static let secret = "secret.example"
    private static let shared = "shared.example"
    private static let word = "codeword"
    /// What is on lists: documentation addresses never are.
    private static let listed = "shared-site.net"
    private static let secretListed = "secret-site.net"

    /// A registry with open reports and, where it `holds` one, a report of `label` of an address of its own, of one that
    /// others report too, and of a network around others.
    private static func fixture(_ label: SharingLabel, holds: Bool) throws -> APIFixture {
        let fixture = try APIFixture()
        let open = Actor(.token(Token.ID(1001)), name: "open", member: fixture.other.id)
        let owner = Actor(.token(Token.ID(1002)), name: "owner", member: fixture.owner.id)
        let base = Claim(category: .spam, confidence: 40, label: .clear)
        func submit(_ texts: [String], _ claim: Claim, _ named: [Member.ID], _ actor: Actor) throws {
            let items = try texts.map { Submission.Item(try Address($0), claim, naming: named) }
            _ = try fixture.store.submit(Submission(items), by: actor, at: HubFixture.now)
        }
        for member in [fixture.owner, fixture.named, fixture.other] {
            let actor = Actor(.token(Token.ID(1004)), name: "watcher", member: member.id)
            for text in ["192.0.2.0/25", secret] {
                let asset = WatchSettings(text, .asset(try Address(text)))
                _ = try fixture.store.addWatchRule(asset, by: actor, at: HubFixture.now)
            }
        }
        // The owner's source exists in both.
        try submit(["own.example"], base, [], owner)
        try submit([shared, "192.0.2.1"], base, [], open)
        try submit([listed], base, [], open)
        if holds {
            let claim = Claim(
                category: .phishing,
                confidence: 95,
                label: label,
                reference: "https://\(word).example/",
                comment: word
            )
            try submit(
                [secret, shared, "192.0.2.0/24", listed, secretListed],
                claim,
                [fixture.named.id],
                owner
            )
        }
        // A later report of what is shared: whether it confirms must not tell of the secret one.
        try submit([shared], base, [], Actor(.token(Token.ID(1003)), name: "third", member: fixture.named.id))
        let learnt = try fixture.store.learnWorth(at: HubFixture.now)
        #expect(learnt.hasLearnt)
        try publish(fixture)
        return fixture
    }

    /// Lists that take whatever their audience may see, published; and an appeal about what is on them.
    private static func publish(_ fixture: APIFixture) throws {
        let (store, now) = (fixture.store, HubFixture.now)
        for (name, label, audience) in [
            ("matrix", SharingLabel.amber, ListAudience.community), ("matrix-staff", .amberStrict, .staff),
            ("matrix-open", .clear, .everyone),
        ] {
            let criteria = ListCriteria(use: .inform, minimumLevel: .none, maximumLabel: label)
            let settings = ListSettings(
                name: try #require(ListName(name)),
                purpose: "",
                criteria: criteria,
                audience: audience
            )
            _ = try store.addList(settings, by: .system, at: now)
        }
        try fixture.hub.hub.publisher.publishAll(at: now)
        let draft = AppealDraft(
            reference: try fixture.reference(listed, on: "matrix"),
            contact: "someone",
            text: "ours"
        )
        _ = try store.takeAppeal(draft, at: now)
    }

    /// Everything that reads.
    private static let paths =
        ["secret.example", "shared.example", "192.0.2.1", "192.0.2.0%2F24"].flatMap { address in
            ["", "/timeline", "/sightings", "/decisions"].map { "/api/v1/addresses/\(address)\($0)" }
        } + [
            "/api/v1/addresses", "/api/v1/addresses?order=change", "/api/v1/addresses?within=192.0.2.0/24",
            "/api/v1/addresses?within=secret.example", "/api/v1/addresses?category=phishing",
            "/api/v1/addresses?level=low", "/api/v1/addresses?source=sa%20reports",
            "/api/v1/addresses?member=sa",
            "/api/v1/addresses?firstReportedSince=2020-01-01T00:00:00Z", "/api/v1/changes",
            "/api/v1/stream?after=0",
            "/api/v1/sources", "/api/v1/sources/sa%20reports",
            "/api/v1/sources/sa%20reports/worth", "/api/v1/statistics", "/api/v1/members",
            "/api/v1/approvals", "/api/v1/audit", "/api/v1/users", "/api/v1/tokens", "/api/v1/allowlists",
            "/api/v1/allowlists/entries", "/api/v1/allowlists/proposals", "/api/v1/allowlists/held",
            "/api/v1/allowlists/check?address=secret.example", "/api/v1/watch", "/api/v1/watch/changes",
            "/api/v1/addresses/\(listed)", "/api/v1/addresses/\(secretListed)", "/api/v1/appeals",
            "/api/v1/appeals/1",
        ] + lists

    /// What consumers pull or read of lists.
    private static let lists = ["matrix", "matrix-staff", "matrix-open"].flatMap {
        [
            "/lists/\($0).txt", "/lists/\($0).json", "/lists/\($0).csv",
            "/lists/\($0)/v1/decisions/stream?startup=true",
            "/api/v1/lists/\($0)", "/api/v1/lists/\($0)/changes", "/api/v1/lists",
        ]
    }

    /// Pages of the console for people: their tables as data, where the numbers of revisions stand apart, and those pages
    /// whole that show none.
    private static let pages =
        [
            "/?format=json&table=changes", "/?format=json&table=sightings", "/feeds?format=json",
            "/watch?format=json&table=changes", "/watch?format=json&table=watched", "/allow/held?format=json",
            "/search?q=\(secret)%20\(shared)%20\(secretListed)&format=json", "/approvals?format=json",
            "/appeals", "/appeals/1", "/appeals?format=json&table=open", "/published",
            "/published/matrix-staff", "/published/matrix", "/published/matrix-open",
        ]
        + [secret, shared, listed, secretListed].flatMap { address in
            ["", "&table=lists", "&table=reports", "&table=terms", "&table=timeline"].map {
                "/address/domain/\(address)?format=json\($0)"
            }
        }

    private static func answers(_ fixture: APIFixture, _ asker: Asker) async throws -> [String: String] {
        let caller = try caller(asker, fixture)
        nonisolated(unsafe) var answers: [String: String] = [:]
        try await fixture.test { client in
            for path in paths {
                let response = try await client.ask(.get, path, as: caller)
                answers[path] = "\(response.status.code) \(neutral(response.text))"
            }
            let body =
                "{\"addresses\":[\"\(secret)\",\"a.\(secret)\",\"\(shared)\",\"192.0.2.1\",\"192.0.2.0/24\"]}"
            let bulk = try await client.ask(.post, "/api/v1/addresses/lookup", as: caller, body)
            answers["bulk"] = "\(bulk.status.code) \(neutral(bulk.text))"
        }
        let reference = try fixture.reference(listed, on: "matrix")
        let headers = try headers(of: caller, fixture)
        let pages = caller.user == nil ? [] : pages
        try await fixture.hub.test { client in
            var asked = headers
            asked[.accept] = "application/json"
            let why = try await client.execute(uri: "/why/\(reference)", method: .get, headers: asked)
            answers[whyPath] = "\(why.status.code) \(neutral(why.text))"
            asked[.accept] = "text/html"
            for path in pages {
                let page = try await client.execute(uri: path, method: .get, headers: asked)
                answers[path] = "\(page.status.code) \(neutral(page.text))"
            }
        }
        return answers
    }

    private static let whyPath = "/why/{reference}"

    /// What a program or the browser of somebody who signed in sends.
    private static func headers(of caller: APIFixture.Caller, _ fixture: APIFixture) throws -> HTTPFields {
        switch caller {
        case .nobody: return [:]
        case .token(let secret): return .bearer(secret)
        case .user(let user):
            let secret = Secret(for: .session)
            try fixture.store.beginSession(
                of: user.id,
                secret.digest,
                codePeriod: nil,
                until: HubFixture.now.advanced(byDays: 1),
                at: HubFixture.now
            )
            return [.cookie: "marsad-session=\(secret.text)"]
        }
    }

    /// Without what differs by nature: revisions, numbers of rows and of requests, and the names made for the test. That
    /// something was committed is no secret.
    private static func neutral(_ text: String) -> String {
        text.replacing(/"(revision|id|next)":"?[^",}]*"?/, with: "")
            .replacing(/id: [0-9-]+/, with: "")
            .replacing(/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f-]+/, with: "")
            .replacing(/"instance":"[^"]*"/, with: "")
            // Each registry seals its records with a random key of its own.
            .replacing(/"seal":"[^"]*"/, with: "")
            // The first lists are as old as the registry, its references have its key.
            .replacing(/"createdAt":"[^"]*"/, with: "")
            .replacing(/\b[0-9A-HJKMNP-TV-Z]{8}\b/, with: "")
            .replacing(/name="form-token" value="[0-9a-f]*"/, with: "")
            .replacing(/class="code">[0-9a-f]{12,}</, with: "")
    }

    @Test(arguments: SharingLabel.allCases, Asker.allCases)
    func `shows nobody more than the label allows`(label: SharingLabel, asker: Asker) async throws {
        let with = try await Self.answers(try Self.fixture(label, holds: true), asker)
        let without = try await Self.answers(try Self.fixture(label, holds: false), asker)
        // What anybody is told does not depend on who asks, nor on what is not CLEAR.
        if label != .clear { #expect(with[Self.whyPath] == without[Self.whyPath]) }
        if Self.mayKnow(label, asker) {
            let lookup = try #require(with["/api/v1/addresses/\(Self.secret)"])
            #expect(lookup.contains(Self.word), "\(asker.rawValue) does not see what it may")
            #expect(with["/api/v1/addresses"] != without["/api/v1/addresses"])
            return
        }
        for (path, answer) in with.sorted(by: { $0.key < $1.key }) {
            // Those whom members serve pull what may be shared with them.
            if asker == .otherConsumer, label <= .amber, Self.lists.contains(path) { continue }
            if label == .clear, path == Self.whyPath { continue }
            #expect(!answer.contains(Self.word), "\(path) for \(asker.rawValue)")
            #expect(answer == without[path], "\(path) for \(asker.rawValue)")
        }
    }
}
