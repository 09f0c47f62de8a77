import Feeds
import Formats
import Testing

@Suite struct HealthBoundsTests {
    private static func reading(_ accepted: Int, faults: Int = 0, _ formats: FeedFormat...) -> FeedReading {
        FeedReading(accepted: accepted, faults: faults, formats: formats)
    }

    static let cases: [(FeedReading?, FeedReading, HoldReason?)] = [
        (nil, reading(1), nil),
        (nil, reading(0), .empty),
        (nil, reading(5_000_000), nil),
        (nil, reading(80, faults: 20), nil),
        (nil, reading(79, faults: 21), .rejects(faults: 21, of: 100)),
        (nil, reading(0, faults: 9), .rejects(faults: 9, of: 9)),
        (reading(1000), reading(0), .empty),
        (reading(1000), reading(500), nil),
        (reading(1000), reading(499), .shrunk(from: 1000, to: 499)),
        (reading(1000), reading(5000), nil),
        (reading(1000), reading(5001), .grown(from: 1000, to: 5001)),
        (reading(90), reading(1), nil),
        (reading(100), reading(1), .shrunk(from: 100, to: 1)),
        (reading(1), reading(99), nil),
        (reading(1), reading(500), nil),
        (reading(1), reading(501), .grown(from: 1, to: 501)),
        (reading(1000, .csv), reading(1000, .html), .otherFormat(from: [.csv], to: [.html])),
        (reading(1000, .csv), reading(0, faults: 5, .html), .otherFormat(from: [.csv], to: [.html])),
        (reading(1000, .csv), reading(1000, .csv, .json), nil),
        (reading(1000), reading(1000, .csv), nil),
    ]

    @Test(arguments: cases) func `what is unlike before waits for a person`(
        last: FeedReading?,
        reading: FeedReading,
        reason: HoldReason?
    ) {
        #expect(HealthBounds().judge(reading, after: last) == reason)
        #expect(HealthBounds().fault == nil)
    }

    @Test func `what is left out for what it is counts as no fault`() {
        let reading = FeedReading(accepted: 10, leftOut: 10_000, reasons: ["hash-value": 10_000])
        #expect(HealthBounds().judge(reading, after: nil) == nil)
    }

    @Test func `a feed may be allowed to be empty`() {
        var bounds = HealthBounds()
        bounds.mayBeEmpty = true
        #expect(bounds.judge(Self.reading(0), after: Self.reading(5)) == nil)
        #expect(bounds.judge(Self.reading(0), after: Self.reading(500)) == .shrunk(from: 500, to: 0))
    }
}
