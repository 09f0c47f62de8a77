import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct `Feed readers` {
    @Test(
        arguments: [
            ("", .plain), ("\n\n", .plain), ("# only\n# comments\n", .plain),
            ("\u{FEFF}192.0.2.1\r\n", .plain),
            ("192.0.2.1\n", .plain), ("192.0.2.1\t3\n192.0.2.2\t2\n", .plain),
            ("http://evil.example/a,b\n", .plain),
            ("[2001:db8::1]:443\n", .plain), ("192.0.2.0/24 ; SBL1\n", .plain),
            ("AS64496 ; XX | Net\n", .plain),
            ("d41d8cd98f00b204e9800998ecf8427e\n", .plain), ("http://www..example/x\n", .plain),
            ("ipset add a 192.0.2.1\n", .plain),
            ("0.0.0.0 evil.example\n", .hosts), ("127.0.0.1 localhost\n127.0.0.1 evil.example\n", .hosts),
            ("||evil.example^\n", .adblock), ("[Adblock Plus 2.0]\n! x\n", .adblock),
            ("! x\n||evil.example^$doc\nsite.example##.ad\n", .adblock),
            ("address=/evil.example/#\n", .dnsmasq),
            ("server:\nlocal-zone: \"evil.example\" static\n", .unbound),
            ("*.evil.example\n", .wildcard), ("$TTL 5\n@ SOA a. b. 1 2 3 4 5\nevil.example CNAME .\n", .rpz),
            ("evil.example CNAME .\n*.evil.example CNAME .\n", .rpz),
            (":127.0.0.2:x\n.evil.example\n", .rbldnsd),
            ("ip,comment\n192.0.2.1,x\n", .csv), ("192.0.2.1,x\n192.0.2.2,y\n", .csv),
            ("a;b\nd41d8cd98f00b204e9800998ecf8427e;x y\n", .semicolon),
            ("ip\tcountry\n192.0.2.1\tXX\n", .tsv), ("# category|address|asn\nspam|192.0.2.1|1\n", .pipe),
            ("#fields\tindicator\tindicator_type\n", .zeekIntel),
            ("# Reference: https://r.example/\n\nevil.example\n", .maltrail),
            ("{\"ip\": \"192.0.2.1\"}", .json), ("[\n{\"ip\": \"192.0.2.1\"}\n]", .json),
            ("{\"a\":1}\n{\"a\":2}\n", .jsonLines),
            ("We saw evil[.]example and more\nin the logs of today.\n", .prose),
        ] as [(String, FeedFormat)]
    )
    func `tell formats by content`(text: String, format: FeedFormat) throws {
        #expect(try FeedFormat.detect(Array(text.utf8)) == format)
        let commented = Array((String(repeating: "#\n", count: 5000) + text).utf8)
        if ![.json, .jsonLines, .prose].contains(format), !text.hasPrefix("\u{FEFF}"), !text.hasPrefix("[Ad")
        {
            #expect(try FeedFormat.detect(Array(commented.prefix(65_536))) == format || format == .adblock)
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE html>\n<p>192.0.2.1</p>", "HTML"), ("<?xml version=\"1.0\"?><a/>", "XML"),
        ("These are the lists\nof what we do not like.\n", "--format"), ("%PDF-1.4\n", "PDF"),
        ("PK\u{3}\u{4}abc", "ZIP"),
    ])
    func `refuse what is no feed`(text: String, word: String) throws {
        let error = #expect(throws: FeedError.self) { try read(text) }
        #expect(error?.code == .unrecognisedFormat)
        #expect(error?.file == "feed")
        #expect(
            error?.description.contains(word) == true && error?.description.contains("--format") == true
        )
    }

    @Test func `refuse what is no text`() throws {
        var generator = SeededGenerator(seed: 5)
        let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for format in [nil] + FeedFormat.allCases {
            let error = #expect(throws: FeedError.self) { try read(noise, as: format) }
            #expect(error?.code == .binary)
        }
    }

    @Test(arguments: [FeedFormat.rpz, .zeekIntel, .json, .jsonLines, .hosts, .csv])
    func `refuse a named format that reads nothing`(format: FeedFormat) throws {
        let error = #expect(throws: FeedError.self) { try read("key: value\nother: thing\n", as: format) }
        #expect(error?.code == .nothingReads || error?.code == .malformedJSON)
        #expect(error?.file == "feed")
    }

    @Test func `take lists of other indicators for what they are`() throws {
        let hash = "d41d8cd98f00b204e9800998ecf8427e"
        let (sink, _) = try read("\(hash)\n\(hash)\n", as: .plain)
        #expect(sink.reasons == ["1:hash-value", "2:hash-value"])
        #expect(
            try read("# x\n\(hash);Dropper - http://r.example\n\(hash);Other thing\n").sink.reasons == [
                "2:hash-value", "3:hash-value",
            ]
        )
    }

    @Test func `read UTF-16, Latin-1 and stray bytes`() throws {
        let units = Array("\u{FEFF}evil.example\n192.0.2.1\n".utf16)
        let utf16 = units.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try read(utf16).sink.addresses == ["evil.example", "192.0.2.1"])
        let latin1 =
            Array("evil.example # caf".utf8) + [0xE9, 0x0A] + Array("http://evil.example/".utf8) + [
                0xE9, 0x0A,
            ]
        let (sink, _) = try read(latin1)
        #expect(sink.claims.first?.comment == "café")
        #expect(sink.addresses.count == 2)
        let (zeros, _) = try read(
            Array("evil.example\nwo".utf8) + [0] + Array("rse.example\n192.0.2.1\n".utf8)
        )
        #expect(zeros.addresses == ["evil.example", "192.0.2.1"])
        #expect(zeros.reasons == ["2:forbidden-character"])
        #expect(zeros.rejects.first?.excerpt == "wo?rse.example")
    }

    @Test func `pass over long lines and refuse endless ones`() throws {
        let long = [UInt8](repeating: 0x61, count: 2 << 20)
        let (sink, summary) = try read(
            Array("192.0.2.1\n".utf8) + long + Array("\n192.0.2.2\n".utf8),
            as: .plain
        )
        #expect(sink.addresses == ["192.0.2.1", "192.0.2.2"])
        #expect(sink.reasons == ["2:line-too-long"])
        #expect(sink.rejects.first?.excerpt.utf8.count == Reject.maximumExcerptLength)
        #expect(summary.lines == 3)
        let path = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("192.0.2.1\n".utf8).write(to: URL(filePath: path))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 5_000_000_000)
        try handle.close()
        var counting = CountingSink()
        let error = #expect(throws: FeedError.self) {
            try FeedReader(format: .plain).read(ByteInput(path: path), into: &counting)
        }
        #expect(error?.code == .unreadable || error?.code == .binary)
        #expect(error?.file == path)
    }

    @Test func `name the file and the byte of a broken file`() throws {
        let missing = #expect(throws: FeedError.self) {
            var sink = CountingSink()
            _ = try FeedReader().read(ByteInput(path: "/no/such/feed.txt"), into: &sink)
        }
        #expect(missing?.underlying?.code == .missing)
        #expect(missing?.description == "/no/such/feed.txt: no such file; check the path")
    }

    @Test func `keep the sink when reading fails`() throws {
        var sink = ListSink()
        _ = try FeedReader().read(ByteInput(name: "a", bytes: Array("192.0.2.1\n".utf8)), into: &sink)
        #expect(throws: FeedError.self) {
            try FeedReader().read(ByteInput(name: "b", bytes: Array("[\"192.0.2.2\", ".utf8)), into: &sink)
        }
        #expect(sink.addresses == ["192.0.2.1"])
    }

    /// Whatever the bytes, reading ends, and every line is counted: accepted, rejected or skipped.
    @Test(
        arguments: [
            .plain, .hosts, .adblock, .dnsmasq, .unbound, .wildcard, .rpz, .rbldnsd, .csv, .tsv, .semicolon,
            .pipe,
            .zeekIntel, .maltrail, .json, .jsonLines, .prose,
        ] as [FeedFormat]
    )
    func `survive any change of bytes`(format: FeedFormat) throws {
        var generator = SeededGenerator(seed: 42)
        let seeds = [
            `Response policy zones`.zone, `Maltrail trails`.text,
            `Zeek intelligence`.head + "192.0.2.1\tIntel::ADDR\tS\tF\tx\t-\n",
            "ip,comment\n192.0.2.1,\"a, \"\"b\"\"\"\nevil.example,x\n", "0.0.0.0 evil.example # x\n",
            "||evil.example^$doc\n",
            "local-zone: \"evil.example\" static\n", "address=/evil.example/0.0.0.0\n",
            "[{\"ip\": \"192.0.2.1\", \"tags\": [\"x\"]}]\n",
            "192.0.2.0 192.0.2.255 24 x\nipset add a 192.0.2.1\n",
        ].map { Array($0.utf8) }
        for round in 0..<400 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    bytes.insert(
                        Array("\n\t ,;|\"'#/[]{}:.$^\\".utf8).randomElement(using: &generator) ?? 0,
                        at: index
                    )
                case 2: bytes.remove(at: index)
                default: bytes.append(contentsOf: bytes[index..<min(bytes.count, index + 20)])
                }
                if bytes.isEmpty { bytes = [0x0A] }
            }
            guard let (_, summary) = try? counted(bytes, format) else { continue }
            if format != .json {
                #expect(summary.lines <= summary.skipped + summary.read + openLines(format))
            }
        }
    }

    /// Lines that continue a quoted value are not counted on their own.
    private func openLines(_ format: FeedFormat) -> Int {
        format == .csv || format == .semicolon ? 64 : 0
    }

    private func counted(_ bytes: [UInt8], _ format: FeedFormat) throws -> (ListSink, FeedSummary) {
        do { return try read(bytes, as: format) } catch let error as CountsDiffer {
            Issue.record("counts differ: \(error.summary)")
            throw error
        }
    }
}

@Suite struct `Dates in feeds` {
    @Test(arguments: [
        ("2026-11-23", "2026-11-23T00:00:00Z"), ("2026-11-23T08:30:00Z", "2026-11-23T08:30:00Z"),
        ("2026-11-23 08:30:00", "2026-11-23T08:30:00Z"), ("2026/11/23 08:30:00", "2026-11-23T08:30:00Z"),
        ("2026-11-23T08:30:00.123456+04:00", "2026-11-23T04:30:00Z"),
        ("2026-11-23T08:30:00+0400", "2026-11-23T04:30:00Z"),
        ("2026-11-23 08:30", "2026-11-23T08:30:00Z"), ("2026-11-23 08:30:00 UTC", "2026-11-23T08:30:00Z"),
        ("2026-11-23 08:30:00Z", "2026-11-23T08:30:00Z"), ("20261123", "2026-11-23T00:00:00Z"),
        ("20261123T083000Z", "2026-11-23T08:30:00Z"), ("20261123083000", "2026-11-23T08:30:00Z"),
        ("1795422600", "2026-11-23T08:30:00Z"), ("1795422600.25", "2026-11-23T08:30:00Z"),
        ("1795422600000", "2026-11-23T08:30:00Z"),
        ("134398962000000000", "2026-11-23T08:30:00Z"),
        ("Mon, 23 Nov 2026 08:30:00 +0400", "2026-11-23T04:30:00Z"),
        ("Mon Nov 23 08:30:00 UTC 2026", "2026-11-23T08:30:00Z"),
        ("23/Nov/2026:08:30:00 +0000", "2026-11-23T08:30:00Z"),
        ("23-Nov-2026", "2026-11-23T00:00:00Z"), ("Nov 23, 2026", "2026-11-23T00:00:00Z"),
        ("23.11.2026", "2026-11-23T00:00:00Z"),
        ("11/23/2026 8:30 PM", "2026-11-23T20:30:00Z"),
        ("So 22. Nov 12:32:56 UTC 2026", "2026-11-22T12:32:56Z"),
        ("Monday November 23 2026 08:30:00.4870", "2026-11-23T08:30:00Z"),
        ("2026-11-23T24:00:00Z", "2026-11-24T00:00:00Z"),
    ])
    func `are read in many notations`(text: String, moment: String) {
        #expect(DateReading.timestamp(text)?.description == moment)
    }

    @Test(arguments: [
        "", "03/04/2026", "2026-13-01", "2026-02-30", "yesterday", "12:30", "192.0.2.1", "evil.example", "7",
        "2026-11-23T25:00:00Z", "1.2.3.4.5.6",
    ])
    func `are not guessed`(text: String) {
        #expect(DateReading.timestamp(text) == nil)
    }
}
