import Addresses
import GRDB
import SourceWorth

/// The rows of `forecast`: what scores said on some days, until it is known what came.
struct ForecastTable {
    let database: Database

    /// The forecasts that have had their time on `day`, by address.
    func due(on day: Day) throws -> [Forecast] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT address_id, kind, step, day FROM forecast WHERE day <= ? ORDER BY address_id, day",
            arguments: [Self.lastDue(on: day)]
        )
        return rows.compactMap { row in
            guard let kind = AddressKind(rawValue: row[1]) else { return nil }
            return Forecast(address: row[0], kind: kind, step: row[2], day: Day(row[3]))
        }
    }

    /// What the scores that every member may see say on `day`: a sample of bounded size.
    func sample(on day: Day) throws -> [Forecast] {
        var sample = ForecastSample(on: day)
        let scores = try RawStatement(
            database,
            "SELECT id, kind, score FROM address WHERE is_open = 1 AND score > 0"
        )
        defer { scores.reset() }
        while try scores.step() {
            guard let kind = AddressKind(rawValue: UInt8(truncatingIfNeeded: scores.int64(1))) else {
                continue
            }
            sample.add(address: scores.int64(0), kind: kind, score: Double(scores.int64(2)) / 100)
        }
        return sample.finish()
    }

    /// Puts new forecasts in the place of those that were due on `day`.
    func replaceDue(on day: Day, by forecasts: [Forecast]) throws {
        try database.execute(sql: "DELETE FROM forecast WHERE day <= ?", arguments: [Self.lastDue(on: day)])
        let insert = try RawStatement(
            database,
            "INSERT OR REPLACE INTO forecast (day, address_id, kind, step) VALUES (?, ?, ?, ?)"
        )
        for forecast in forecasts {
            insert.bind(Int64(forecast.day.number), at: 1)
            insert.bind(forecast.address, at: 2)
            insert.bind(Int64(forecast.kind.rawValue), at: 3)
            insert.bind(Int64(forecast.step), at: 4)
            try insert.run()
        }
    }

    /// The day of the latest forecasts that are due on `day`.
    private static func lastDue(on day: Day) -> Int32 { day.advanced(by: -ChanceRules.days).number }
}
