import Testing

@testable import SourceWorth

@Suite struct `The Kaplan–Meier estimate` {
    /// Weeks of remission of 21 patients with leukaemia under 6-mercaptopurine (Freireich et al., Blood 21, 1963), the
    /// example of most textbooks; true where the remission ended, false where the patient was last seen in it.
    private static let remissions: [(weeks: Int, hasEnded: Bool)] = [
        (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false),
        (11, false), (13, true), (16, true), (17, false), (19, false), (20, false), (22, true), (23, true),
        (25, false), (32, false), (32, false), (34, false), (35, false),
    ]

    @Test func `gives the textbook's survival and median`() {
        var estimate = KaplanMeier()
        for (weeks, hasEnded) in Self.remissions { estimate.add(lasting: weeks, hasEnded: hasEnded) }
        let survival = estimate.survival
        let expected = [
            (5, 1.0), (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
            (35, 0.448),
        ]
        for (week, share) in expected { #expect(abs(survival[week] - share) < 0.0005, "week \(week)") }
        #expect(estimate.median == 23)
        #expect(estimate.count == 21)
        #expect(estimate.endedCount == 9)
    }

    @Test func `gives the plain median when everything has ended`() {
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
        var estimate = KaplanMeier()
        for weeks in placebo { estimate.add(lasting: weeks, hasEnded: true) }
        #expect(estimate.median == 8)
        #expect(abs(estimate.survival[8] - 8.0 / 21) < 1e-12)
    }

    @Test(
        arguments: [
            ([(1, true), (2, false)], 1), ([(0, true), (3, false)], 0),
            ([(1, true), (1, false), (2, false)], nil),
            ([(4, false), (5, false)], nil), ([], nil), ([(2, true), (3, true), (4, true), (9, false)], 3),
        ] as [([(Int, Bool)], Int?)]
    )
    func `counts those still there as at risk, and half as half`(things: [(Int, Bool)], median: Int?) {
        var estimate = KaplanMeier()
        for (duration, hasEnded) in things { estimate.add(lasting: duration, hasEnded: hasEnded) }
        #expect(estimate.median == median)
    }

    @Test func `takes nothing of what cannot be, and bounds what is long`() {
        var estimate = KaplanMeier()
        estimate.add(lasting: -1, hasEnded: true)
        estimate.add(0, lasting: 3, hasEnded: true)
        #expect(estimate.count == 0 && estimate.survival.isEmpty)
        estimate.add(lasting: .max, hasEnded: true)
        #expect(estimate.median == KaplanMeier.maximumDuration)
    }
}
