import Addresses
import Reports
import Reputation
import SourceWorth
import Testing

@testable import Registry

@Suite struct `The assessor` {
    private let now = Timestamp(seconds: 1_800_000_000)

    private func source(_ number: Int64, _ change: (inout SourceSettings) -> Void = { _ in }) -> Source {
        var settings = SourceSettings(name: "s\(number)", category: .scanning)
        change(&settings)
        return Source(id: Source.ID(number), settings: settings, firstSuccessAt: now.advanced(byDays: -10))
    }

    private func assess(_ reports: [ReportFacts], _ sources: [Source]) -> Assessment {
        var assessor = Assessor(model: ReputationModel(), sources: sources)
        return assessor.assess(AddressFacts(kind: .ip, reports: reports), at: now)
    }

    private func score(_ evidence: Evidence...) -> Double {
        ReputationModel().score(.ip, evidence: evidence, at: now).value
    }

    @Test func `takes from the source what the report leaves out`() throws {
        let source = source(1) {
            $0.reliability = 0.9
            $0.confidence = 40
            $0.usualStayDays = 2
        }
        let facts = ReportFacts(Claim(), by: source, listedAt: now, now: now)
        let expected = score(
            Evidence(
                source: 1,
                lineage: 1,
                reliability: 0.9,
                confidence: 40,
                category: .scanning,
                listedAt: now,
                presence: .listed,
                usualStay: try UsualStay(days: 2)
            )
        )
        #expect(assess([facts], [source]).score == expected)
        #expect(assess([facts], [source]).category == .scanning)
        let sure = ReportFacts(
            Claim(category: .phishing, confidence: 100),
            by: source,
            listedAt: now,
            now: now
        )
        #expect(assess([sure], [source]).score > expected)
        #expect(assess([sure], [source]).category == .phishing)
    }

    @Test func `does not take the first reading for a listing`() {
        let source = source(1)
        let first = now.advanced(byDays: -10)
        let facts = ReportFacts(Claim(), by: source, listedAt: first, now: now)
        let unknown = Evidence(source: 1, lineage: 1, category: .scanning, listedAt: nil, presence: .listed)
        let known = Evidence(source: 1, lineage: 1, category: .scanning, listedAt: first, presence: .listed)
        #expect(assess([facts], [source]).score == score(unknown))
        let later = ReportFacts(Claim(), by: source, listedAt: first.advanced(byDays: 7), now: now)
        #expect(assess([later], [source]).score > score(known))
    }

    @Test func `counts a delisted report with the time since, an expired one not at all`() {
        let source = source(1)
        var facts = ReportFacts(Claim(), by: source, listedAt: now.advanced(byDays: -9), now: now)
        let listed = assess([facts], [source]).score
        facts.state = .delisted
        facts.lastListedAt = now.advanced(byDays: -8)
        let delisted = assess([facts], [source]).score
        #expect(0 < delisted && delisted < listed)
        facts.state = .expired
        #expect(assess([facts], [source]).score == 0)
        #expect(assess([facts], [source]).nextCrossing == nil)
    }

    @Test func `counts one lineage once`() {
        let (a, b, c) = (source(1) { $0.lineage = "l" }, source(2) { $0.lineage = "l" }, source(3))
        let facts = [a, b, c].map { ReportFacts(Claim(), by: $0, listedAt: now, now: now) }
        let one = assess([facts[0]], [a, b, c]).score
        #expect(assess([facts[0], facts[1]], [a, b, c]).score == one)
        #expect(assess([facts[0], facts[2]], [a, b, c]).score > one)
    }

    @Test func `knows when a report runs out`() {
        let source = source(1) { $0.expiryDays = 3 }
        let soon = ReportFacts(
            Claim(expiry: now.advanced(byDays: 0.5)),
            by: source,
            listedAt: now,
            now: now
        )
        #expect(assess([soon], [source]).nextCrossing == now.advanced(byDays: 0.5))
        let usual = ReportFacts(Claim(), by: source, listedAt: now, now: now)
        #expect(usual.expiresAt == now.advanced(byDays: 3))
        let past = ReportFacts(Claim(expiry: now), by: source, listedAt: now, now: now)
        #expect(past.state == .expired)
    }

    @Test func `names the strongest category and the widest scope`() {
        let (weak, strong) = (source(1) { $0.reliability = 0.2 }, source(2) { $0.reliability = 0.9 })
        let reports = [
            ReportFacts(Claim(category: .spam, scope: .host), by: weak, listedAt: now, now: now),
            ReportFacts(Claim(category: .phishing), by: strong, listedAt: now, now: now),
            ReportFacts(
                Claim(category: .fraud, expiry: now, scope: .host),
                by: strong,
                listedAt: now,
                now: now
            ),
        ]
        #expect(assess(reports, [weak, strong]).category == .phishing)
        #expect(assess(reports, [weak, strong]).scope == .host)
        #expect(assess(Array(reports[1...]), [weak, strong]).scope == .exact)
    }

    @Test func `lets networks lend a share, and names what is lent by its category`() {
        let (near, far) = (source(1), source(2) { $0.category = .phishing })
        let facts = ReportFacts(Claim(), by: far, listedAt: now, now: now)
        let network = NetworkFacts(id: 7, reports: [facts])
        var assessor = Assessor(model: ReputationModel(), sources: [near, far])
        let lent = assessor.assess(AddressFacts(kind: .ip, reports: [], networks: [network]), at: now)
        #expect(lent.score == 12.5)
        #expect(lent.category == .phishing)
        let own = ReportFacts(Claim(), by: near, listedAt: now, now: now)
        let both = assessor.assess(AddressFacts(kind: .ip, reports: [own], networks: [network]), at: now)
        #expect(both.score == 56.25)
        #expect(both.category == .scanning)
        let same = ReportFacts(Claim(), by: far, listedAt: now, now: now)
        let once = assessor.assess(AddressFacts(kind: .ip, reports: [same], networks: [network]), at: now)
        #expect(once.score == 50)
    }

    private func assess(_ reports: [ReportFacts], _ sources: [Source], _ worth: Worth) -> Double {
        var assessor = Assessor(model: ReputationModel(), sources: sources, worth: worth)
        return assessor.assess(AddressFacts(kind: .ip, reports: reports), at: now).score
    }

    @Test func `takes what is learnt where nothing is set by hand`() throws {
        let key = ReliabilityKey(source: 1, group: ReportGroup(kind: .ip, category: .scanning))
        let worth = Worth(
            stays: [1: Worth.Stay(usualStay: try UsualStay(days: 6))],
            reliabilities: [key: 0.8]
        )
        let facts = ReportFacts(Claim(), by: source(1), listedAt: now.advanced(byDays: -9), now: now)
        func expected(reliability: Double?, stay: Double?) throws -> Double {
            score(
                Evidence(
                    source: 1,
                    lineage: 1,
                    reliability: reliability,
                    category: .scanning,
                    listedAt: now.advanced(byDays: -9),
                    presence: .listed,
                    usualStay: try stay.map { try UsualStay(days: $0) }
                )
            )
        }
        #expect(assess([facts], [source(1)], worth) == (try expected(reliability: 0.8, stay: 6)))
        let ruled = source(1) {
            $0.reliability = 0.3
            $0.usualStayDays = 2
        }
        #expect(assess([facts], [ruled], worth) == (try expected(reliability: 0.3, stay: 2)))
        #expect(assess([facts], [source(1)], .unknown) == (try expected(reliability: nil, stay: nil)))
        var other = facts
        other.category = .phishing
        let unlearnt = score(
            Evidence(
                source: 1,
                lineage: 1,
                category: .phishing,
                listedAt: now.advanced(byDays: -9),
                presence: .listed,
                usualStay: try UsualStay(days: 6)
            )
        )
        #expect(assess([other], [source(1)], worth) == unlearnt)
    }

    @Test func `counts a lineage that was found once`() {
        let sources = [source(1), source(2), source(3) { $0.lineage = "alone" }]
        let facts = sources.map { ReportFacts(Claim(), by: $0, listedAt: now, now: now) }
        let found = LineageLedger().lineages(declared: [1: "found", 2: "found"])
        let worth = Worth(stays: [:], lineages: found)
        #expect(assess([facts[0], facts[1]], sources, worth) == assess([facts[0]], sources, worth))
        #expect(assess([facts[0], facts[2]], sources, worth) > assess([facts[0]], sources, worth))
    }

    @Test func `takes a flap's return for no new listing`() {
        let first = now.advanced(byDays: -10)
        var facts = ReportFacts(Claim(), by: source(1), listedAt: now.advanced(byDays: -1), now: now)
        facts.listedSince = now.advanced(byDays: -8)
        let flapping = Worth(stays: [1: Worth.Stay(usualStay: .endless, isFlapping: true)])
        let steady = Worth(stays: [1: Worth.Stay(usualStay: .endless)])
        let returned = assess([facts], [source(1)], flapping)
        #expect(returned < assess([facts], [source(1)], steady))
        var unmoved = facts
        unmoved.listedAt = now.advanced(byDays: -8)
        unmoved.listedSince = nil
        #expect(returned == assess([unmoved], [source(1)], steady))
        // A chain that goes back to the first reading began on an unknown day.
        facts.listedSince = first
        #expect(assess([facts], [source(1)], flapping) == 0)
    }

    @Test func `weighs RED reports by what is learnt for those alone that see them`() throws {
        let key = ReliabilityKey(source: 2, group: ReportGroup(kind: .ip, category: .scanning))
        let lineages = LineageLedger().lineages(declared: [1: "found", 2: "found"])
        let worth = Worth(stays: [:], lineages: lineages, reliabilities: [key: 0.9])
        let secret = source(2) {
            $0.label = .red
            $0.member = Member.ID(7)
        }
        let sources = [source(1), secret]
        let facts = AddressFacts(
            kind: .ip,
            reports: sources.map { ReportFacts(Claim(), by: $0, listedAt: now, now: now) }
        )
        var assessor = Assessor(model: ReputationModel(), sources: sources, worth: worth)
        #expect(assessor.assess(facts, at: now).score == 50)
        let overlays = assessor.overlays(facts, at: now)
        #expect(overlays.map(\.member) == [Member.ID(7)])
        #expect(overlays.map(\.assessment.score) == [90])
    }
}
