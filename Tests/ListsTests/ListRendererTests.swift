import Addresses
import Lists
import Reports
import TestSupport
import Testing

@Suite struct `the renderer of lists` {
    @Test(arguments: ListFormat.allCases)
    func `accounts for every entry, writes by blocks, and the same twice`(_ format: ListFormat) throws {
        let entries = try ListSamples.entries(12_000)
        let first = try ListSamples.render(format, entries)
        let summary = first.summary
        #expect(summary.offered == entries.count)
        #expect(summary.accepted + summary.leftOut.values.reduce(0, +) == summary.offered)
        #expect(summary.byteCount == first.text.utf8.count)
        #expect(first.largestBlock < 1 << 17)
        #expect(try ListSamples.render(format, entries).text == first.text)
    }

    @Test func `what is joined holds exactly the addresses that went in`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var networks: Set<Address> = []
            for _ in 0..<60 {
                let base = IPAddress(v4: 0xC000_0200 | UInt32.random(in: 0...255, using: &generator))
                let length = Int.random(in: 26...32, using: &generator)
                networks.insert(Address(try #require(IPNetwork(containing: base, prefixLength: length))))
            }
            let entries = try networks.sorted { $0.key < $1.key }.map { try ListSamples.entry("\($0)") }
            let lines = try ListSamples.render(.pf, entries).lines()
            let out = try lines.map { try Address($0) }
            for low in UInt32(0)...255 {
                let address = Address.ip(IPAddress(v4: 0xC000_0200 | low))
                let isIn = networks.contains { $0.contains(address) }
                #expect(out.count { $0.contains(address) } == (isIn ? 1 : 0))
            }
            // The fewest blocks: as many as covering all runs of addresses takes.
            let all = (UInt32(0)...255).map { IPAddress(v4: 0xC000_0200 | $0) }
            var least = 0
            var run: [IPAddress] = []
            for address in all + [IPAddress(v4: 0)] {
                if networks.contains(where: { $0.contains(.ip(address)) }) {
                    run.append(address)
                } else if let from = run.first, let through = run.last {
                    least += try IPNetwork.covering(from: from, through: through).count
                    run = []
                }
            }
            #expect(out.count == least)
        }
    }

    @Test func `halves of everything, and what ends at other times, stay apart`() throws {
        let halves = try ["0.0.0.0/1", "128.0.0.0/1"].map { try ListSamples.entry($0) }
        #expect(try ListSamples.render(.pf, halves).lines() == ["0.0.0.0/1", "128.0.0.0/1"])
        let apart = try ListSamples.options(joins: false)
        let pair = try ["192.0.2.0/25", "192.0.2.128/25"].map { try ListSamples.entry($0) }
        #expect(try ListSamples.render(.pf, pair, options: apart).lines().count == 2)
        #expect(try ListSamples.render(.pf, pair).lines() == ["192.0.2.0/24"])
        var ending = pair
        ending[0].expiry = Timestamp(seconds: ListSamples.now.seconds + 60)
        #expect(try ListSamples.render(.pf, ending).lines().count == 2)
    }

    @Test func `leaves out what must not be written, with its reason`() throws {
        var expired = try ListSamples.entry("192.0.2.9")
        expired.expiry = ListSamples.now
        let entries = [
            try ListSamples.entry("0.0.0.0/0"), try ListSamples.entry("192.0.2.1"),
            try ListSamples.entry("192.0.2.1"), expired, try ListSamples.entry("AS64496"),
        ]
        let summary = try ListSamples.render(.iptables, entries).summary
        #expect(summary.leftOut == [.everything: 1, .duplicate: 1, .expired: 1, .kind: 1])
        let long =
            Array(repeating: String(repeating: "a", count: 60), count: 4).joined(separator: ".") + ".example"
        #expect(long.utf8.count == 251)
        let zone = try ListSamples.render(.rpzNames, [try ListSamples.entry(long)])
        #expect(zone.summary.leftOut == [.nameTooLong: 1])
    }

    @Test func `a URL that means its host becomes the host`() throws {
        var url = try ListSamples.entry("https://bad.example/a")
        url.scope = .host
        #expect(try ListSamples.render(.squidNames, [url]).lines() == [".bad.example"])
        url.scope = .exact
        #expect(try ListSamples.render(.squidNames, [url]).summary.leftOut == [.kind: 1])
    }

    @Test func `a cap keeps the most important, and of equals the first`() throws {
        let entries = try (1...40).map { try ListSamples.entry("192.0.2.\($0 * 3)", score: UInt8($0 % 4)) }
        let rendered = try ListSamples.render(.plain, entries, options: try ListSamples.options(maximum: 13))
        let kept = entries.filter { $0.score == 3 } + entries.filter { $0.score == 2 }.prefix(3)
        #expect(Set(rendered.lines()) == Set(kept.map { $0.address.description }))
        #expect(rendered.summary.leftOut == [.overCap: 27])
    }

    @Test func `zones write owners with host bits zero and gaps as zz`() throws {
        let entries = try ["192.0.2.77/24", "2001:db8::/32", "2001:db8:1::1", "2001:db8:2:3:4:5:6:7"].map {
            try ListSamples.entry($0)
        }
        let options = try ListSamples.options(joins: false)
        let lines = try ListSamples.render(
            .rpzIP,
            entries.filter { $0.address.kind == .network },
            options: options
        )
        .lines().suffix(2)
        #expect(lines == ["24.0.2.0.192.rpz-ip CNAME .", "32.zz.db8.2001.rpz-ip CNAME ."])
        let single = try ListSamples.render(.rpzIP, Array(entries.suffix(2)), options: options).lines()
            .suffix(2)
        #expect(
            single == ["128.1.zz.1.db8.2001.rpz-ip CNAME .", "128.7.6.5.4.3.2.db8.2001.rpz-ip CNAME ."]
        )
        let names = try ListSamples.render(.rpzNames, [try ListSamples.entry("bad.example")]).lines().suffix(
            2
        )
        #expect(names == ["bad.example CNAME .", "*.bad.example CNAME ."])
    }

    @Test func `refuses entries out of order, and says when the sink is full`() throws {
        var renderer = ListRenderer(.plain, try ListSamples.options(), into: MemorySink())
        try renderer.add(try ListSamples.entry("192.0.2.2"))
        #expect(throws: ListError.outOfOrder("192.0.2.1")) {
            try renderer.add(try ListSamples.entry("192.0.2.1"))
        }
        let full = ListRenderer(.plain, try ListSamples.options(), into: FullSink())
        #expect(throws: ListError.sink("no space")) { try full.finish() }
    }

    @Test(arguments: ["", "Drop", "1a", "a b", "a--b", "a-", "a;b", "aaaaaaaaaaaaaaaaaaaaa", "a\n"])
    func `refuses names that could mean something`(_ text: String) {
        #expect(ListName(text) == nil)
    }
}
