import Reports
import TestSupport
import Testing

@testable import Registry

@Suite struct `The union of claims` {
    @Test(arguments: 0..<4)
    func `does not depend on order or repetition`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let (a, b, c) = (
                Drafts.claim(using: &generator), Drafts.claim(using: &generator),
                Drafts.claim(using: &generator)
            )
            #expect(a.union(a) == a)
            #expect(a.union(b) == b.union(a))
            #expect(a.union(b).union(b) == a.union(b))
            #expect(a.union(b).union(c) == a.union(b.union(c)))
        }
    }

    @Test func `takes what is said from the surer claim`() {
        let sure = Claim(category: .phishing, confidence: 90, reference: "r")
        let unsure = Claim(category: .vulnerable, confidence: 20, comment: "c")
        #expect(sure.union(unsure) == sure)
        let silent = Claim(category: .other, comment: "z")
        #expect(silent.union(unsure) == unsure)
    }

    @Test func `keeps the widest times, the strictest label, the most careful use and the widest scope`() {
        let one = Claim(
            firstSeen: Timestamp(seconds: 5),
            label: .clear,
            permittedUse: .block,
            expiry: Timestamp(seconds: 9),
            scope: .pathPrefix
        )
        let other = Claim(
            firstSeen: Timestamp(seconds: 3),
            lastSeen: Timestamp(seconds: 4),
            label: .amber,
            permittedUse: .inform,
            expiry: Timestamp(seconds: 7)
        )
        let union = one.union(other)
        #expect(union.firstSeen == Timestamp(seconds: 3))
        #expect(union.lastSeen == Timestamp(seconds: 4))
        #expect(union.label == .amber)
        #expect(union.permittedUse == .inform)
        #expect(union.expiry == Timestamp(seconds: 9))
        #expect(union.scope == .pathPrefix)
        #expect(union.union(Claim()).expiry == nil)
    }
}
