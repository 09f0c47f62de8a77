import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
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
        if holds {
            let claim = Claim(
                category: .phishing,
                confidence: 95,
                label: label,
                reference: "https://\(word).example/",
                comment: word
            )
            try submit([secret, shared, "192.0.2.0/24"], claim, [fixture.named.id], owner)
        }
        // A later report of what is shared: whether it confirms must not tell of the secret one.
        try submit([shared], base, [], Actor(.token(Token.ID(1003)), name: "third", member: fixture.named.id))
        let learnt = try fixture.store.learnWorth(at: HubFixture.now)
        #expect(learnt.hasLearnt)
        return fixture
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
        ]

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
        return answers
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
    }

    @Test(arguments: SharingLabel.allCases, Asker.allCases)
    func `shows nobody more than the label allows`(label: SharingLabel, asker: Asker) async throws {
        let with = try await Self.answers(try Self.fixture(label, holds: true), asker)
        let without = try await Self.answers(try Self.fixture(label, holds: false), asker)
        if Self.mayKnow(label, asker) {
            let lookup = try #require(with["/api/v1/addresses/\(Self.secret)"])
            #expect(lookup.contains(Self.word), "\(asker.rawValue) does not see what it may")
            #expect(with["/api/v1/addresses"] != without["/api/v1/addresses"])
            return
        }
        for (path, answer) in with.sorted(by: { $0.key < $1.key }) {
            #expect(!answer.contains(Self.word), "\(path) for \(asker.rawValue)")
            #expect(answer == without[path], "\(path) for \(asker.rawValue)")
        }
    }
}
