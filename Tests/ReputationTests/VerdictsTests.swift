import Addresses
import Reports
import Reputation
import Testing

/// Figures of the formulas that `shared/verdicts` measures, computed by its own `by_max` and `noisy_or` (`scores.py`).
@Suite struct `The evaluated formulas` {
    /// One source's row: its lineage, days since listed, days since present, usual stay in days.
    typealias Row = (lineage: Int64, listed: Double, present: Double, stay: Double)

    /// "ours, .5, estimated activity" of `methods` in `eval_lists.py`: `est = min(ageO, ageP + S/2)`, reliability 0.5.
    /// There an unknown first day is an age of 400 days; here it is none.
    @Test(
        arguments: [
            ("listed lately", [(1, 3, 0, 10)], 14, 43.098641),
            ("listed long ago, still on", [(1, 60, 0, 10)], 14, 39.035459),
            ("never removes", [(1, 200, 0, .infinity)], 14, 0.002503),
            ("unknown first day", [(1, .nan, 0, 14)], 14, 35.355339),
            ("left", [(1, 30, 4, 15)], 14, 28.294066),
            ("two lineages", [(1, 60, 0, 10), (2, 2, 0, .infinity)], 14, 66.643973),
            ("one lineage twice", [(1, 60, 0, 16), (1, 9, 1, 10)], 14, 37.149857),
            (
                "three lineages", [(1, 60, 0, 16), (1, 5, 5, 10), (2, 40, 0, 28), (3, 1, 0, 14)], 14,
                76.033966
            ),
            ("half-life 7", [(1, 60, 0, 10), (2, 2, 0, .infinity)], 7, 58.992109),
        ] as [(String, [Row], Double, Double)]
    )
    func `for lists give the same numbers`(
        name: String,
        rows: [Row],
        halfLife: Double,
        expected: Double
    ) throws {
        var halfLives = HalfLives()
        try halfLives.set(halfLife, for: .ip)
        let evidence = try rows.enumerated().map { index, row in
            Evidence(
                source: Int64(index),
                lineage: row.lineage,
                listedAt: row.listed.isNaN ? nil : days(ago: row.listed),
                presence: row.present == 0 ? .listed : .lastSeen(days(ago: row.present)),
                usualStay: try UsualStay(days: row.stay)
            )
        }
        let score = try ReputationModel(halfLives: halfLives).score(.ip, evidence: evidence, at: now)
        #expect(abs(score.value - expected) < 0.005_001, "\(name)")
    }

    /// "ours, defaults" and "ours, fitted reliability" of `scores` in `eval_stream.py`, half-lives 14/30/7.
    @Test(
        arguments: [
            (.ip, [(1, 0, 0.5), (2, 20, 0.5)], 59.287464),
            (.domain, [(1, 5, 0.5), (2, 90, 0.5), (3, 30, 0.5)], 61.008158),
            (.url, [(1, 3, 0.5)], 37.149857),
            (.ip, [(1, 2, 0.0861), (2, 11, 0.3125), (2, 1, 0.0405)], 24.511706),
        ] as [(AddressKind, [(Int64, Double, Double)], Double)]
    )
    func `for dated reports give the same numbers`(
        kind: AddressKind,
        rows: [(lineage: Int64, age: Double, reliability: Double)],
        expected: Double
    ) {
        let evidence = rows.map {
            Evidence(
                source: $0.lineage,
                lineage: $0.lineage,
                reliability: $0.reliability,
                listedAt: days(ago: $0.age),
                presence: .dated
            )
        }
        let score = ReputationModel().score(kind, evidence: evidence, at: now)
        #expect(abs(score.value - expected) < 0.005_001)
    }
}
