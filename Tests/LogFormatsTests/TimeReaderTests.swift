import Reports
import Testing

@testable import LogFormats

@Suite struct `Times of logs` {
    /// 2026-06-21 in UTC, near which dates without a year lie.
    static let options = LogOptions(now: 1_782_000_000)

    static let spellings: [(String, String)] = [
        // ISO 8601 and what looks like it.
        ("2026-11-25T09:39:03Z", "2026-11-25T09:39:03Z"),
        ("2026-11-25T09:39:03.123456Z", "2026-11-25T09:39:03.123456Z"),
        ("2026-11-25T09:39:03.123456789+03:00", "2026-11-25T06:39:03.123456789Z"),
        ("2026-11-25T09:39:03+0300", "2026-11-25T06:39:03Z"),
        ("2026-11-25T09:39:03-05", "2026-11-25T14:39:03Z"),
        ("2026-11-25 09:39:03,123", "2026-11-25T09:39:03.123Z?"),
        ("2026-11-25 09:39:03 UTC", "2026-11-25T09:39:03Z"),
        ("2026-11-25 09:39:03.5 +02:00", "2026-11-25T07:39:03.5Z"),
        ("2026-11-25 9:39:03 PM", "2026-11-25T21:39:03Z?"),
        ("2026/11/25 09:39:03", "2026-11-25T09:39:03Z?"),
        ("2026.11.25 09:39:03", "2026-11-25T09:39:03Z?"),
        ("2026-11-25-09:39:03", "2026-11-25T09:39:03Z?"),
        ("20261125T093903Z", "2026-11-25T09:39:03Z"),
        ("20261125093903", "2026-11-25T09:39:03Z?"),
        ("2026-11-25T23:59:60Z", "2026-11-26T00:00:00Z"),
        // Syslog and devices.
        ("Nov  5 09:39:03", "2026-11-05T09:39:03Z?!"), ("Nov 25 09:39:03.250", "2026-11-25T09:39:03.25Z?!"),
        ("Nov 25 2026 09:39:03", "2026-11-25T09:39:03Z?"), ("Nov 25 09:39:03 2026", "2026-11-25T09:39:03Z?"),
        ("2026 Nov 25 09:39:03 CET", "2026-11-25T08:39:03Z"),
        ("Nov 25 09:39:03.123 GST", "2026-11-25T05:39:03.123Z!"),
        ("Nov 25 09:39:03 AST", "2026-11-25T06:39:03Z!"),
        ("Wed Nov 25 09:39:03.5 2026", "2026-11-25T09:39:03.5Z?"),
        ("Wed Nov 25 09:39:03 PST 2026", "2026-11-25T17:39:03Z"),
        ("Wed, 25 Nov 2026 09:39:03 GMT", "2026-11-25T09:39:03Z"),
        ("25/Nov/2026:09:39:03 +0300", "2026-11-25T06:39:03Z"),
        ("25-Nov-2026 09:39:03.123", "2026-11-25T09:39:03.123Z?"),
        ("25Nov2026 9:39:03", "2026-11-25T09:39:03Z?"),
        ("25 November 2026 09:39:03", "2026-11-25T09:39:03Z?"),
        ("29/Feb/2024:15:01:18.909", "2024-02-29T15:01:18.909Z?"),
        ("Feb 29 2024 00:00:00 UTC", "2024-02-29T00:00:00Z"),
        // Regions.
        ("11/25/2026 9:39:03 AM", "2026-11-25T09:39:03Z?"),
        ("11/25/2026 12:39:03 AM", "2026-11-25T00:39:03Z?"),
        ("11/25/2026 12:39:03 PM", "2026-11-25T12:39:03Z?"), ("25/11/2026 09:39:03", "2026-11-25T09:39:03Z?"),
        ("25.11.2026 09:39:03", "2026-11-25T09:39:03Z?"), ("05.02.2026 09:39", "2026-02-05T09:39:00Z?"),
        ("05/02/2026 09:39:03", "2026-05-02T09:39:03Z?"), ("9/16/19 10:00", "2019-09-16T10:00:00Z?"),
        ("16/9/99 10:00:00", "1999-09-16T10:00:00Z?"), ("31-12-68 10:00:00", "2068-12-31T10:00:00Z?"),
        ("٢٥/١١/٢٠٢٦ ٠٩:٣٩:٠٣ م", "2026-11-25T21:39:03Z?"), ("۲۰۲۶-۱۱-۲۵T۰۹:۳۹:۰۳Z", "2026-11-25T09:39:03Z"),
        ("25 نوفمبر 2026 09:39:03 ص", "2026-11-25T09:39:03Z?"),
        ("‏25‏/11‏/2026 09:39:03", "2026-11-25T09:39:03Z?"),
        // Epochs.
        ("1700000000", "2023-11-14T22:13:20Z"), ("1700000000.25", "2023-11-14T22:13:20.25Z"),
        ("1700000000123", "2023-11-14T22:13:20.123Z"), ("1700000000123456", "2023-11-14T22:13:20.123456Z"),
        ("1700000000123456789", "2023-11-14T22:13:20.123456789Z"),
        ("133444736000000000", "2023-11-14T22:13:20Z"),
        ("1234567890 rest", "2009-02-13T23:31:30Z"),
    ]

    @Test(arguments: spellings) func `are read in every usual spelling`(_ text: String, _ expected: String) {
        #expect(read(text) == expected)
    }

    static let others = [
        "", "x", "192.0.2.1 - -", "10.0.0.1", "2001:db8::1", "12:34:56:78:9a:bc", "99:99:99",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "31/Jun/2026:00:00:00", "Nov 31 09:39:03", "9/16/19", "Feb 30 2026 10:00:00",
        "12345",
        "00/00/0000 00:00:00", "2026-11-25T25:00:00Z", "1.2.3.4.5", "May be 10:00",
    ]

    @Test(arguments: others) func `are not seen where there are none`(_ text: String) {
        #expect(read(text) == nil)
    }

    @Test(arguments: [
        ("2026-11-25T09:39:03Z host", 20), ("Nov 25 09:39:03 host sshd[1]: x", 15),
        ("Nov 25 09:39:03 10.0.0.1 x", 15),
        ("Nov 25 09:39:03 2001:db8::1 x", 15), ("1700000000.5 1 10.0.0.1", 12),
        ("Nov 25 2026 09:39:03: %ASA", 20),
        ("2026-11-25 09:39:03 [error] 1#1", 19), ("10/Oct/2026:13:55:36 -0700] \"GET", 26),
    ])
    func `end where they end`(_ text: String, _ end: Int) {
        let bytes = Array(text.utf8)
        var reader = TimeReader(Self.options)
        let found = reader.parts(bytes.span, 0, bytes.count)?.end
        #expect(found == end)
    }

    @Test func `of small numbers follow what the stream has shown`() {
        var reader = TimeReader(Self.options)
        #expect(read("05/02/2026 09:00:00", &reader) == "2026-05-02T09:00:00Z?")
        #expect(read("15/04/2026 09:00:00", &reader) == "2026-04-15T09:00:00Z?")
        #expect(read("05/02/2026 09:00:00", &reader) == "2026-02-05T09:00:00Z?")
        #expect(read("04/15/2026 09:00:00", &reader) == "2026-04-15T09:00:00Z?")
        var told = TimeReader(LogOptions(now: 0, isDayFirst: true))
        #expect(read("05/02/2026 09:00:00", &told) == "2026-02-05T09:00:00Z?")
    }

    @Test(arguments: [
        (1_767_225_600 as Int64, "Dec 31 23:00:00", "2025-12-31T23:00:00Z?!"),  // now is 2026-01-01
        (1_767_225_600, "Jan  1 01:00:00", "2026-01-01T01:00:00Z?!"),
        (1_798_675_200, "Jan  1 01:00:00", "2027-01-01T01:00:00Z?!"),
        (1_709_164_800, "Feb 29 00:00:00", "2024-02-29T00:00:00Z?!"),
        (1_740_787_200, "Feb 29 00:00:00", "2024-02-29T00:00:00Z?!"),
    ])
    func `without a year lie near the present`(_ now: Int64, _ text: String, _ expected: String) {
        var reader = TimeReader(LogOptions(now: now))
        #expect(read(text, &reader) == expected)
    }

    @Test func `without a zone lie in the one that is given`() {
        var reader = TimeReader(LogOptions(now: 0, zoneOffset: 3 * 3600))
        #expect(read("2026-11-25 09:39:03", &reader) == "2026-11-25T06:39:03Z?")
        #expect(read("2026-11-25 09:39:03 +01:00", &reader) == "2026-11-25T08:39:03Z")
    }

    @Test func `agree with the calendar for every day of eight centuries`() {
        for year in 1600...2400 {
            for month in 1...12 {
                for day in 1...31 {
                    let days = Calendar.days(year, month, day)
                    let exact = Timestamp(year: year, month: month, day: day)
                    #expect(days.map { Int64($0) * 86_400 } == exact?.seconds)
                    if let days { #expect(Calendar.year(ofDay: days) == year) }
                }
            }
        }
    }

    @Test(arguments: [("+03:00", 10_800), ("UTC", 0), ("-0530", -19_800), ("GST", 14_400)])
    func `take a zone as people write it`(_ text: String, _ seconds: Int) {
        #expect(LogOptions.zoneOffset(text) == seconds)
    }

    private func read(_ text: String) -> String? {
        var reader = TimeReader(Self.options)
        return read(text, &reader)
    }

    private func read(_ text: String, _ reader: inout TimeReader) -> String? {
        let bytes = Array(text.utf8)
        return reader.moment(bytes.span, 0, bytes.count).map { Summary.text($0.time) }
    }
}
