import Reports
import TestSupport
import Testing

@Suite struct `Timestamps` {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_420_800, "2026-11-23T08:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
        ] as [(Int64, String)]
    )
    func `are written as RFC 3339 in UTC`(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
    }

    @Test func `give their calendar fields back, over four centuries of days`() {
        for day in stride(from: -80_000, through: 80_000, by: 1) {
            let moment = Timestamp(seconds: Int64(day) * Timestamp.secondsPerDay + 45_296)
            let (year, month, date, hour, minute, second) = moment.calendar
            let again = Timestamp(
                year: year,
                month: month,
                day: date,
                hour: hour,
                minute: minute,
                second: second
            )
            guard again == moment else {
                Issue.record("day \(day) became \(again?.description ?? "nothing")")
                return
            }
        }
    }

    @Test(arguments: [
        (2026, 2, 29), (2100, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (0, 1, 1), (10_000, 1, 1),
    ])
    func `of days that do not exist cannot be made`(year: Int, month: Int, day: Int) {
        #expect(Timestamp(year: year, month: month, day: day) == nil)
    }

    @Test func `count days between each other`() {
        let start = Timestamp(seconds: 1_000)
        #expect(start.advanced(byDays: 1.5).days(since: start) == 1.5)
        #expect(start.days(since: start.advanced(byDays: 2)) == -2)
    }
}

@Suite struct `Timestamps of RFC 3339` {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T11:30:00.25+03:00", 1_795_422_600),
            ("2026-11-23t08:30:00z", 1_795_422_600), ("2026-11-23 08:30:00Z", 1_795_422_600),
            ("2026-11-22T22:30:00-10:00", 1_795_422_600), ("2024-02-29T23:59:60Z", 1_709_251_200),
            ("1969-12-31T23:59:59Z", -1),
        ] as [(String, Int64)]
    )
    func `are read`(text: String, seconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T08:30:00", "2026-11-23T08:30Z", "2026-02-30T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T08:30:00.Z", "2026-11-23T08:30:00+3", "2026-11-23T08:30:00ZZ",
        "٢٠٢٦-11-23T08:30:00Z", "2026-11-23T08:30:00+24:00",
    ])
    func `are not guessed`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `come back from their own text`() {
        for seconds in stride(from: Int64(-9_000_000_000), through: 90_000_000_000, by: 777_777_777) {
            let moment = Timestamp(seconds: seconds)
            #expect(Timestamp(rfc3339: moment.description) == moment)
        }
    }
}
