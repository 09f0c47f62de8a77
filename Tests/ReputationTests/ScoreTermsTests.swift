import Addresses
import Reports
import Reputation
import TestSupport
import Testing

@Suite struct `Stored terms` {
    let model = ReputationModel()

    @Test func `read like the formula`() throws {
        let drafts = [
            Draft(source: 12, lineage: 1),
            Draft(
                source: 3,
                lineage: 1,
                reliability: 0.3,
                confidence: 75,
                listedAt: now.advanced(byDays: -3.25),
                presence: .dated
            ),
            Draft(source: 4, lineage: 2, listedAt: nil, usualStay: .endless),
        ]
        let lent = Draft(source: 8, lineage: 8, reliability: 0.8, listedAt: days(ago: 60), presence: .dated)
        let inputs = DraftInputs(
            drafts: drafts,
            sightings: [MemberSightings(member: 2, count: 2, lastAt: days(ago: 14))],
            votes: 2,
            networks: [
                ContainingNetwork(id: 40, evidence: [lent.evidence]),
                ContainingNetwork(
                    id: 41,
                    evidence: [],
                    override: try Override(id: 1, score: 90, until: days(ago: -1), who: "amal", why: "seen")
                ),
            ]
        )
        let score = model.score(inputs.inputs, at: now)
        #expect(
            score.storedTerms == """
                v2:(1-0.3)^2=0.49 r12:0.5*1*2^-(0/14)=0.5 n41o:0.25*0.9=0.225 \
                n40r8:0.25*0.8*1*2^-(60/60)=0.1 s2:0.05*(1-2^-2)*2^-(14/14)=0.0188 \
                r4:0.5*1*2^-(?/14)=0 r3:0.3*0.75*2^-(3.25/14)=0.1916~
                """
        )
        #expect(score.value == 32.23)
        #expect(score.terms.map(\.isCounted) == [true, true, true, true, true, true, false])
    }

    @Test func `name the override`() throws {
        var inputs = DraftInputs(drafts: [Draft()])
        inputs.override = try Override(
            id: 7,
            score: 85.5,
            until: Timestamp(seconds: 1_796_000_000),
            who: "amal",
            why: "مشكوك فيه"
        )
        let score = model.score(inputs.inputs, at: now)
        #expect(score.storedTerms == "o7:85.5@1796000000 r1:0.5*1*2^-(0/14)=0.5")
        #expect(try ScoreTerms(stored: score.storedTerms).value == 85.5)
    }

    @Test func `explain a report`() throws {
        let draft = Draft(
            source: 5,
            reliability: 0.8,
            confidence: 60,
            listedAt: days(ago: 7),
            presence: .dated
        )
        let score = model.score(.url, evidence: [draft.evidence], at: now)
        guard case .report(let term) = try #require(score.terms.first) else {
            Issue.record("not a report")
            return
        }
        #expect(term.source == 5)
        #expect(term.network == nil)
        #expect(term.share == 1)
        #expect(term.reliability == 0.8)
        #expect(term.confidence == 60)
        #expect(term.ageDays == 7)
        #expect(term.halfLifeDays == 7)
        #expect(abs(term.probability - 0.24) < 1e-15)
        #expect(term.isCounted)
        #expect(score.value == 24)
    }

    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func `give the stored value and themselves back`(seed: UInt64) throws {
        var drafting = Drafting(seed: seed)
        let count = seed.isMultiple(of: 4) ? 200 : 8
        var inputs = try drafting.inputs(atMost: count)
        if seed.isMultiple(of: 8) {
            for index in inputs.drafts.indices { inputs.drafts[index].lineage = Int64(index / 2) }
        }
        let score = model.score(inputs.inputs, at: now)
        let read = try ScoreTerms(stored: score.storedTerms)
        #expect(read == score.terms)
        #expect(read.value == score.value)
        #expect(model.value(inputs.inputs, at: now) == score.value)
        #expect(read.count <= ScoreTerms.maximumCount)
        #expect(score.storedTerms.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(score.storedTerms.utf8.count <= 48 * max(1, read.count))
    }

    @Test func `stay few however many reports there are`() throws {
        let drafts = (0..<3000).map {
            Draft(source: $0, lineage: $0 / 3, reliability: 0.001 + Double($0 % 7) / 1000)
        }
        let inputs = DraftInputs(drafts: drafts).inputs
        let score = model.score(inputs, at: now)
        #expect(score.terms.count == 48 + 1 + 12 + 1)
        guard case .others(let others) = score.terms[48] else {
            Issue.record("no term for the weaker lineages")
            return
        }
        #expect(others.count == 1000 - 48)
        #expect(score.terms.last == .omitted(2000 - 12))
        #expect(try ScoreTerms(stored: score.storedTerms).value == score.value)
        let expected = NaiveScore(model: model, inputs: inputs).score(at: now.seconds)
        #expect(abs(score.value - expected) < 0.0052)
    }

    @Test func `fit their room with the longest numbers`() throws {
        var halfLives = HalfLives()
        try halfLives.set(36_499.9999, for: .network)
        let model = try ReputationModel(halfLives: halfLives, lendingShare: 0.2345)
        let draft = Draft(
            source: .min,
            lineage: .min,
            reliability: 0.9876,
            confidence: 99,
            listedAt: Timestamp(seconds: now.seconds - 36_524 * 86_400 - 12_345),
            presence: .dated
        )
        let networks = (0..<70).map {
            ContainingNetwork(id: .min + $0, evidence: [draft.evidence], falsePositiveVotes: 1)
        }
        let score = model.score(DraftInputs(networks: networks).inputs, at: now)
        let text = """
            n-9223372036854775808r-9223372036854775808:0.1642*0.9876*0.99*2^-(36524.14288/36499.9999)=0.0802
            """
        #expect(score.storedTerms.hasPrefix(text))
        #expect(try ScoreTerms(stored: score.storedTerms) == score.terms)
    }

    @Test func `may be none`() throws {
        let score = model.score(ScoreInputs(kind: .asn), at: now)
        #expect(score.storedTerms.isEmpty)
        #expect(try ScoreTerms(stored: "").value == 0)
    }

    @Test(arguments: [
        (" ", 0), ("x", 0), ("r", 1), ("r1", 2), ("r1:", 3), ("r1:0.5*1*2^-(0/14)=0.5 ", 23),
        ("r1:0.5*1*2^-(0/14)=0.6", 21), ("r1:0.5*1*2^-(0/14)=0.50", 22), ("r1:1.5*1*2^-(0/14)=0.5", 3),
        ("r1:0.5*1.01*2^-(0/14)=0.5", 7), ("r1:0.5*1*2^-(-1/14)=0.5", 13), ("r1:0.5*1*2^-(0/0)=0.5", 15),
        ("r1:0.5*1*2^-(0/14)=0.5  r1:0.5*1*2^-(0/14)=0.5", 23), ("r01:0.5*1*2^-(0/14)=0.5", 1),
        ("r99999999999999999999:0.5*1*2^-(0/14)=0.5", 1), ("r1:0.12345*1*2^-(0/14)=0.5", 3),
        ("r1:99999999999999999999*1*2^-(0/14)=0.5", 3), ("r1:0.*1*2^-(0/14)=0.5", 3),
        ("v2:(1-0.3)^3=0.49", 11), ("v0:(1-0.3)^0=1", 1), ("s1:0.05*(1-2^-2)*2^-(?/14)=0", 26),
        ("o1:101@5", 3), ("+0:0.5", 1), ("~0", 1), ("n1x", 2), ("r1:0,5", 4), ("r١:0.5*1*2^-(0/14)=0.5", 1),
    ])
    func `that could not have been written are refused`(text: String, offset: Int) {
        #expect(throws: ReputationError(.storedTerms, at: offset)) { try ScoreTerms(stored: text) }
    }

    @Test func `are bounded in length and number`() {
        let endless = String(repeating: "1", count: ScoreTerms.maximumStoredBytes + 1)
        #expect(throws: ReputationError(.storedTerms, at: ScoreTerms.maximumStoredBytes)) {
            try ScoreTerms(stored: endless)
        }
        let many = Array(repeating: "~1", count: ScoreTerms.maximumCount + 1).joined(separator: " ")
        #expect(throws: ReputationError(.storedTerms, at: many.utf8.count - 2)) {
            try ScoreTerms(stored: many)
        }
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func `that were tampered with never crash the reader`(seed: UInt64) throws {
        var drafting = Drafting(seed: seed)
        let score = model.score(try drafting.inputs().inputs, at: now)
        var bytes = Array(score.storedTerms.utf8)
        for _ in 0..<3 where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &drafting.generator)
            bytes[index] =
                Array("0159.*^-()/=~? rnsvo+:@".utf8).randomElement(using: &drafting.generator) ?? 0
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let terms = try? ScoreTerms(stored: text) {
            #expect(terms.stored == text)
            #expect((0...100).contains(terms.value))
        }
    }
}
