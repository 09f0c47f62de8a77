import Observations
import Reports
import Testing

@Suite struct `Days and hours` {
    @Test(arguments: ["1970-01-01", "2024-02-29", "2026-11-23", "9999-12-31"])
    func `are read as they are written`(text: String) throws {
        let day = try #require(Day(text))
        #expect(day.description == text)
        #expect(Day(containing: day.start) == day)
        #expect(Day(containing: Timestamp(seconds: day.end.seconds - 1)) == day)
        for number in 0..<Day.hours {
            let hour = try #require(Hour(number, of: day))
            #expect(hour.day == day && hour.ofDay == number)
            #expect(Hour(containing: hour.start) == hour)
            #expect(Hour(containing: Timestamp(seconds: hour.end.seconds - 1)) == hour)
        }
    }

    @Test(arguments: [
        "", "2026-2-03", "2026-02-30", "2026-13-01", "20261123", "2026-11-23T00", "-026-11-23", "2026-11-+3",
    ])
    func `are not read from anything else`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `end with the years they can be written in`() {
        #expect(Day(containing: Timestamp(seconds: -1)) == nil)
        #expect(Hour(containing: Timestamp(seconds: -1)) == nil)
        #expect(Day(containing: Day.last.end) == nil)
        #expect(Hour(containing: Day.last.end) == nil)
        #expect(Day.last.description == "9999-12-31")
        #expect(Day.last.advanced(by: 1) == Day.last)
        #expect(Day.first.advanced(by: -1) == Day.first)
        #expect(Day.first.advanced(by: .max) == Day.last)
        #expect(Day.last.advanced(by: .min) == Day.first)
        #expect(Hour(24, of: Day.first) == nil)
    }
}
