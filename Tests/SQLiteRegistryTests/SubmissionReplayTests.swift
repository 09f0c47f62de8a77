import Addresses
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

/// Random submissions, decisions and judgements, compared after every step with plain dictionaries scored anew.
@Suite struct `Acts by hand, step by step` {
    private struct Naive {
        struct Standing {
            var claim: Claim
            var named: [Member.ID]
            var state: ReportRecord.State
            var at: Timestamp
        }

        /// By address and member.
        var reports: [Address: [Int64: Standing]] = [:]
        var votes: [Address: Set<Int64>] = [:]
        var overrides: [Address: Override] = [:]
    }

    private static let universe = [
        "192.0.2.1", "192.0.2.2", "192.0.2.0/24", "a.example", "http://a.example/x",
    ]

    @Test(arguments: 0..<8)
    func `agree with naive dictionaries`(seed: UInt64) throws {
        let fixture = try SubmissionFixture()
        let store = fixture.store
        var generator = SeededGenerator(seed: seed)
        var naive = Naive()
        let addresses = try Self.universe.map { try Address($0) }
        var now = SubmissionFixture.now
        for _ in 0..<60 {
            now = Timestamp(seconds: now.seconds + Int64.random(in: 1..<200_000, using: &generator))
            let address = try #require(addresses.randomElement(using: &generator))
            let actor = try #require((fixture.people + [fixture.program]).randomElement(using: &generator))
            switch Int.random(in: 0..<9, using: &generator) {
            case 0, 1, 2, 3: try submit(address, actor, fixture, &naive, now, &generator)
            case 4: try decide(fixture, &naive, now, &generator)
            case 5: retract(address, actor, store, &naive, now)
            case 6: dispute(address, actor, store, &naive, now, &generator)
            case 7: override(address, actor, store, &naive, now, &generator)
            default: _ = try store.rescoreDue(at: now)
            }
            _ = try store.rescoreDue(at: now)
            try compare(naive, fixture, addresses)
        }
        try store.verify()
        guard case .whole = try store.verifyAudit() else {
            Issue.record("the audit chain is broken")
            return
        }
    }

    private func submit(
        _ address: Address,
        _ actor: Actor,
        _ fixture: SubmissionFixture,
        _ naive: inout Naive,
        _ now: Timestamp,
        _ generator: inout SeededGenerator
    ) throws {
        let claim = Claim(
            category: [.phishing, .spam].randomElement(using: &generator),
            confidence: UInt8.random(in: 0...100, using: &generator),
            label: [nil, .clear, .amberStrict, .red].randomElement(using: &generator) ?? nil,
            permittedUse: [nil, .inform, .block].randomElement(using: &generator) ?? nil
        )
        let named = Bool.random(using: &generator) ? [fixture.second.id] : []
        let receipt = try fixture.store.submit(
            Submission([Submission.Item(address, claim, naming: named)]),
            by: actor,
            at: now
        )
        let member = try #require(actor.member).number
        let isWaiting = claim.permittedUse == .block && actor != fixture.program
        #expect(receipt.waiting == (isWaiting ? 1 : 0))
        let standing = Naive.Standing(claim: claim, named: named, state: .active, at: now)
        if !isWaiting {
            naive.reports[address, default: [:]][member] = standing
        } else if naive.reports[address]?[member] == nil
            || naive.reports[address]?[member]?.state == .rejected
        {
            naive.reports[address, default: [:]][member] = standing
            naive.reports[address]?[member]?.state = .pending
        }
    }

    private func decide(
        _ fixture: SubmissionFixture,
        _ naive: inout Naive,
        _ now: Timestamp,
        _ generator: inout SeededGenerator
    ) throws {
        for member in [fixture.first.id, fixture.second.id] {
            for proposal in try fixture.store.proposals(of: member, after: nil, limit: 2) {
                let isApproved = Bool.random(using: &generator)
                let second = Actor(.user(User.ID(9)), name: "second", member: member)
                _ = try fixture.store.decide(
                    proposal.id,
                    isApproved: isApproved,
                    note: "",
                    by: second,
                    at: now
                )
                if isApproved {
                    naive.reports[proposal.address, default: [:]][member.number] = Naive.Standing(
                        claim: proposal.claim,
                        named: proposal.named,
                        state: .active,
                        at: proposal.at
                    )
                } else if naive.reports[proposal.address]?[member.number]?.state == .pending {
                    naive.reports[proposal.address]?[member.number]?.state = .rejected
                }
            }
        }
    }

    private func retract(
        _ address: Address,
        _ actor: Actor,
        _ store: SQLiteStore,
        _ naive: inout Naive,
        _ now: Timestamp
    ) {
        let member = actor.member?.number ?? 0
        let isDone = (try? store.retract(address, note: "", by: actor, at: now)) != nil
        switch naive.reports[address]?[member]?.state {
        case .active:
            #expect(isDone)
            naive.reports[address]?[member]?.state = .retracted
        case .pending:
            #expect(isDone)
            naive.reports[address]?[member]?.state = .rejected
        case nil: #expect(!isDone)
        default: break
        }
    }

    private func isVisible(_ address: Address, to member: Int64, _ naive: Naive) -> Bool {
        naive.reports[address]?.contains { owner, standing in
            switch standing.state {
            case .pending, .rejected: false
            case .retracted: standing.claim.label != .red
            default:
                standing.claim.label != .red || owner == member
                    || standing.named.contains(Member.ID(member))
            }
        } == true
    }

    private func dispute(
        _ address: Address,
        _ actor: Actor,
        _ store: SQLiteStore,
        _ naive: inout Naive,
        _ now: Timestamp,
        _ generator: inout SeededGenerator
    ) {
        let member = actor.member?.number ?? 0
        let viewer = Viewer.staff(of: actor.member)
        if Bool.random(using: &generator) {
            let isDone = (try? store.dispute(address, why: "w", by: actor, for: viewer, at: now)) != nil
            if isVisible(address, to: member, naive) { #expect(isDone) }
            if isDone { naive.votes[address, default: []].insert(member) }
        } else {
            let isDone = (try? store.withdrawDispute(of: address, by: actor, for: viewer, at: now)) != nil
            if isDone { #expect(naive.votes[address]?.remove(member) != nil) }
        }
    }

    private func override(
        _ address: Address,
        _ actor: Actor,
        _ store: SQLiteStore,
        _ naive: inout Naive,
        _ now: Timestamp,
        _ generator: inout SeededGenerator
    ) {
        let viewer = Viewer.staff(of: actor.member)
        if Int.random(in: 0..<3, using: &generator) == 0 {
            let isDone = (try? store.endOverride(of: address, by: actor, for: viewer, at: now)) != nil
            if isDone { naive.overrides[address] = nil }
            return
        }
        let settings = OverrideSettings(
            score: Double(Int.random(in: 0...100, using: &generator)),
            until: now.advanced(byDays: 3),
            why: "w"
        )
        guard (try? store.setOverride(of: address, settings, by: actor, for: viewer, at: now)) != nil else {
            return
        }
        naive.overrides[address] = try? Override(
            id: 1,
            score: settings.score,
            until: settings.until,
            who: "w",
            why: "w"
        )
    }

    /// Scores everything anew as of the moment it was scored, and compares.
    private func compare(_ naive: Naive, _ fixture: SubmissionFixture, _ addresses: [Address]) throws {
        let sources = try fixture.store.sources(for: .system)
        var assessor = Assessor(model: ReputationModel(), sources: sources)
        for address in addresses {
            let viewers: [Viewer] = [.system] + [fixture.first, fixture.second].map { .staff(of: $0.id) }
            for viewer in viewers {
                let record = try fixture.store.lookup(address, for: viewer).record
                if let member = viewer.member, isVisible(address, to: member.number, naive) {
                    #expect(record != nil, "\(address) for \(viewer)")
                }
                guard let record else { continue }
                let facts = facts(of: address, naive, sources)
                let overlay = assessor.overlays(facts, at: record.scoredAt).first {
                    $0.member == viewer.member
                }
                let expected = overlay?.assessment ?? assessor.assess(facts, at: record.scoredAt)
                #expect(record.summary.score == expected.score, "\(address) for \(viewer)")
                #expect(record.summary.category == expected.category)
            }
        }
    }

    private func facts(of address: Address, _ naive: Naive, _ sources: [Source]) -> AddressFacts {
        func reports(_ address: Address) -> [ReportFacts] {
            (naive.reports[address] ?? [:]).compactMap { member, standing -> ReportFacts? in
                guard let source = sources.first(where: { $0.settings.member?.number == member }) else {
                    return nil
                }
                var facts = ReportFacts(
                    standing.claim,
                    by: source,
                    listedAt: standing.at,
                    now: standing.at,
                    naming: standing.named
                )
                facts.state = standing.state
                return facts
            }
            .sorted { $0.source < $1.source }
        }
        func judgement(_ address: Address) -> Judgement {
            Judgement(votes: naive.votes[address]?.count ?? 0, override: naive.overrides[address])
        }
        let networks = naive.reports.keys.filter {
            $0.kind == .network && $0.contains(address) && $0 != address
        }
        return AddressFacts(
            kind: address.kind,
            reports: reports(address),
            networks: address.kind == .ip
                ? networks.map { NetworkFacts(id: 3, reports: reports($0), judgement: judgement($0)) } : [],
            judgement: judgement(address)
        )
    }
}
