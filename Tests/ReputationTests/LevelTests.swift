import Reputation
import Testing

@Suite struct `Levels` {
    @Test(
        arguments: [
            (0, .none), (19.99, .none), (20, .low), (39.99, .low), (40, .medium), (59.99, .medium),
            (60, .high),
            (79.99, .high), (80, .critical), (100, .critical),
        ] as [(Double, Level)]
    )
    func `begin at 20, 40, 60 and 80`(score: Double, level: Level) {
        #expect(LevelThresholds().level(of: score) == level)
        #expect(LevelThresholds().floor(of: level) <= score)
    }

    @Test func `keep their stored numbers and words`() {
        #expect(Level.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
        #expect(Level.allCases.map(\.name) == ["none", "low", "medium", "high", "critical"])
        #expect(Level.allCases.map { Level(name: $0.name) } == Level.allCases)
        #expect(Level(name: "severe") == nil)
        #expect(Level.allCases.shuffled().sorted() == Level.allCases)
    }

    @Test func `can begin elsewhere`() throws {
        let thresholds = try LevelThresholds(low: 5, medium: 10.004, high: 50, critical: 100)
        #expect(thresholds.medium == 10)
        #expect([4.99, 5, 10, 50, 100].map(thresholds.level) == Level.allCases)
    }

    @Test(arguments: [
        [0, 40, 60, 80], [20, 20, 60, 80], [20, 60, 40, 80], [20, 40, 60, 100.01], [-5, 40, 60, 80],
        [20, 40, .nan, 80], [20, 40, 60, .infinity], [20, 40, 60, 60.001],
    ])
    func `must rise`(steps: [Double]) {
        #expect(throws: ReputationError(.levelThresholds)) {
            try LevelThresholds(low: steps[0], medium: steps[1], high: steps[2], critical: steps[3])
        }
    }
}
