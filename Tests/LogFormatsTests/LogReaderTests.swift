import Addresses
import LogFormats
import Testing

@Suite struct `A log reader` {
    @Test(arguments: LogFixture.all) func `understands`(_ fixture: LogFixture) {
        #expect(Reading(fixture.lines).summaries == fixture.events)
    }

    @Test(arguments: LogFixture.all) func `reads the lines of a stream alike, whatever came before`(
        _ fixture: LogFixture
    ) {
        let before = [
            #"{"cut":"#, "Nov 25 09:39:03 host sshd[77]: nothing", "a,b,c", "", "# a comment",
            "\u{1}\u{2}\u{3}",
        ]
        // A header of columns must stand first where it is not told by a mark.
        guard !fixture.needsFirstLine else { return }
        #expect(Reading(before + fixture.lines).summaries.suffix(fixture.events.count) == fixture.events[...])
    }

    @Test(arguments: LogFixture.all) func `goes on from one format to the next in one stream`(
        _ fixture: LogFixture
    ) {
        guard !fixture.needsFirstLine else { return }
        let firewall =
            "%ASA-2-106001: Inbound TCP connection denied from 203.0.113.7/45000 to 192.0.2.7/23 flags SYN"
        let mixed = Reading(
            fixture.lines.flatMap { fixture.isOneRecordPerLine ? [firewall, $0] : [$0] } + [firewall]
        )
        #expect(mixed.events.last?.format == .ciscoASA)
        guard fixture.isOneRecordPerLine else { return }
        #expect(
            mixed.summaries.filter { !$0.contains("203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked") }
                == fixture.events.filter {
                    !$0.contains("203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked")
                }
        )
    }

    @Test func `says why a line gives no event`() {
        let reading = Reading([
            "", "  \t", "#Fields: date time", "# note", #"{"a":1,"#, #""b":2}"#, "nothing to see here",
        ])
        #expect(
            reading.outcomes == [
                .skipped(.blank), .skipped(.blank), .skipped(.header), .skipped(.header), .skipped(.partial),
                .unparsed,
                .unparsed,
            ]
        )
    }

    @Test func `takes a change of header in the middle of a file`() {
        let reading = Reading([
            "#fields\tts\tid.orig_h\tquery", "1700000000.0\t10.1.2.3\twww.example",
            "#fields\tquery\tid.resp_h\tts", "www.example.org\t192.0.2.53\t1700000001.0",
        ])
        #expect(
            reading.summaries == [
                "zeek 2023-11-14T22:13:20Z from 10.1.2.3 query=www.example",
                "zeek 2023-11-14T22:13:21Z to 192.0.2.53 query=www.example.org",
            ]
        )
    }

    @Test(arguments: [("\\x7c", "|"), ("||", "||"), ("\\x20", " "), ("\t", "\t")])
    func `takes any separator of Zeek`(_ written: String, _ separator: String) {
        let fields = ["#fields", "ts", "id.orig_h", "query"].joined(separator: separator)
        let row = ["1700000000.0", "10.1.2.3", "www.example"].joined(separator: separator)
        let found = Reading(["#separator \(written)", fields, row]).summaries
        #expect(found == ["zeek 2023-11-14T22:13:20Z from 10.1.2.3 query=www.example"])
    }

    @Test func `gives the same events for both forms of a Zeek log`() {
        let logs = [
            [
                "#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice",
                "#types\ttime\taddr\tport\taddr\tport\tenum\tstring",
                "1700000000.123456\t10.1.2.3\t45000\t203.0.113.7\t443\ttcp\tssl",
                "1700000001.000000\tfe80::1\t1\tff02::1\t2\tudp\t-",
            ],
            [
                "#fields\tts\tid.orig_h\tid.resp_h\tquery\tanswers\tAA",
                "#types\ttime\taddr\taddr\tstring\tvector[string]\tbool",
                "1700000000.5\t10.1.2.3\t192.0.2.53\twww.example\tcdn.example,203.0.113.7\tT",
                "1700000000.5\t10.1.2.3\t192.0.2.53\tbücher.example\t(empty)\tF",
            ],
            [
                "#fields\tts\ttx_hosts\trx_hosts\tsource\tfilename",
                "#types\ttime\tset[addr]\tset[addr]\tstring\tstring",
                "1700000000.5\t203.0.113.7,203.0.113.8\t10.1.2.3\tHTTP\ta.exe",
            ],
            [
                "#fields\tts\tid.orig_h\thost\turi\treferrer\tproxied",
                "#types\ttime\taddr\tstring\tstring\tstring\tset[string]",
                "1700000000.5\t10.1.2.3\twww.example\t/a\\x09b\thttp://ref.example/\tX-FORWARDED-FOR -> 10.9.9.9",
            ],
            [
                "#fields\tts\tid.orig_h\tserver_name\tsan.dns", "#types\ttime\taddr\tstring\tvector[string]",
                "1700000000.5\t10.1.2.3\twww.example.com\twww.example.com,*.example.org",
            ],
        ]
        for log in logs {
            let table = Reading(log).summaries.map(ZeekForms.withoutFormat)
            #expect(table == Reading(ZeekForms.json(log)).summaries.map(ZeekForms.withoutFormat))
            #expect(!table.isEmpty)
        }
    }

    @Test func `gives an event for every object of one long line`() {
        let objects = (1...500).map { #"{"src_ip":"10.0.0.1","dest_port":\#($0)}"# }
        for line in ["[\(objects.joined(separator: ","))]", objects.joined(separator: " ")] {
            let reading = Reading([line])
            #expect(reading.outcomes == [.events(500)])
            #expect(reading.events.map { $0.destination.port } == (1...500).map { UInt16($0) })
        }
    }

    @Test func `gives up a record that never ends and goes on`() {
        let line = #""padding": "\#(String(repeating: "x", count: 60_000))","#
        let good = #"{"src_ip":"10.0.0.1","dest_ip":"203.0.113.7"}"#
        let reading = Reading(["{"] + Array(repeating: line, count: 20) + [good])
        #expect(reading.outcomes.contains(.skipped(.tooLong)))
        #expect(reading.summaries.last == "json from 10.0.0.1 to 203.0.113.7")
    }

    @Test func `reads what there is of a record that was cut`() {
        let cut = #"{"src_ip":"10.0.0.1","dest_ip":"203.0.113.7","message":"and th"#
        let reading = Reading([cut, #"{"src_ip":"10.0.0.2"}"#, cut])
        #expect(
            reading.summaries == [
                "json from 10.0.0.1 to 203.0.113.7", "json from 10.0.0.2",
                "json from 10.0.0.1 to 203.0.113.7",
            ]
        )
    }

    @Test func `holds no more of a record than its bounds`() {
        let answers = (0..<5000).map { "\"192.0.2.\($0 % 250)\"" }.joined(separator: ",")
        let event = Reading([#"{"src_ip":"10.0.0.1","dns":{"answers":[\#(answers)]}}"#]).events.first
        #expect(event?.otherAddresses.count == LogEvent.maximumParts)
        let deep = String(repeating: #"{"a":"#, count: 3000) + "1" + String(repeating: "}", count: 3000)
        #expect(Reading([#"{"x":\#(deep),"src_ip":"10.0.0.1"}"#]).summaries == ["json from 10.0.0.1"])
    }

    @Test func `does not take a field for another because of what a value holds`() {
        let lines = [
            #"src=10.0.0.1 dst=203.0.113.7 agent="x src=192.0.2.66 dst=192.0.2.67" act=allowed"#,
            #"{"src_ip":"10.0.0.1","agent":"\",\"src_ip\":\"192.0.2.66","dest_ip":"203.0.113.7"}"#,
            "request=/a?src=192.0.2.66&dst=192.0.2.67 src=10.0.0.1 dst=203.0.113.7",
        ]
        for event in Reading(lines).events {
            #expect(event.source.address?.description == "10.0.0.1")
            #expect(event.destination.address?.description == "203.0.113.7")
        }
    }

    @Test(arguments: LogFormat.allCases) func `has a stable name for every format`(_ format: LogFormat) {
        #expect(LogFormat(name: format.name) == format)
        #expect(format.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    }

    @Test(arguments: LogFixture.all) func `tells the format of a stream from its first lines`(
        _ fixture: LogFixture
    ) {
        guard let first = fixture.events.first?.split(separator: " ").first,
            Set(fixture.events.map { $0.split(separator: " ").first }).count == 1
        else { return }
        let sample = Array(fixture.lines.joined(separator: "\n").utf8)
        let found = LogReader.detect(sample.span, options: Reading.options)?.name
        #expect(found == String(first))
    }
}
