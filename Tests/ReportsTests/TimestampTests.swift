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
