import Addresses
import Foundation
import TestSupport
import Testing

@Suite struct `IP networks` {
    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.0/24"), ("192.0.2.77/24", "192.0.2.0/24"), ("0.0.0.0/0", "0.0.0.0/0"),
        ("192.0.2.1/32", "192.0.2.1/32"), ("192.0.2.0/255.255.255.0", "192.0.2.0/24"),
        ("192.0.2.0/255.255.255.255", "192.0.2.0/32"), ("2001:DB8::/32", "2001:db8::/32"),
        ("2001:db8::1/127", "2001:db8::/127"), ("::/0", "::/0"), ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
    ])
    func `clear their host bits`(text: String, canonical: String) throws {
        #expect(try IPNetwork(text).description == canonical)
    }

    @Test(
        arguments: [
            ("192.0.2.0/33", .invalidPrefixLength, 10), ("192.0.2.0/", .invalidPrefixLength, 10),
            ("192.0.2.0/2x", .invalidPrefixLength, 11), ("192.0.2.0", .invalidPrefixLength, 9),
            ("192.0.2.0/255.0.255.0", .invalidPrefixLength, 10), ("2001:db8::/129", .invalidPrefixLength, 11),
            ("::ffff:192.0.2.0/95", .invalidPrefixLength, 17), ("300.0.2.0/24", .invalidIPv4, 0),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are wrong say why and where`(text: String, reason: AddressError.Reason, offset: Int) {
        #expect(throws: AddressError(reason, at: offset)) { try IPNetwork(text) }
    }

    @Test(
        arguments: [
            ("192.0.2.0", "192.0.2.255", ["192.0.2.0/24"]),
            ("192.0.2.1", "192.0.2.1", ["192.0.2.1/32"]),
            (
                "192.0.2.1", "192.0.2.10",
                ["192.0.2.1/32", "192.0.2.2/31", "192.0.2.4/30", "192.0.2.8/31", "192.0.2.10/32"]
            ),
            ("0.0.0.0", "255.255.255.255", ["0.0.0.0/0"]),
            (
                "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ["::/0"]
            ),
            ("2001:db8::ffff", "2001:db8::1:0", ["2001:db8::ffff/128", "2001:db8::1:0/128"]),
        ] as [(String, String, [String])]
    )
    func `cover a range with the least blocks`(first: String, last: String, blocks: [String]) throws {
        let found = try IPNetwork.covering(from: IPAddress(first), through: IPAddress(last))
        #expect(found.map(\.description) == blocks)
    }

    @Test func `covering any range holds its addresses, no others, in order and without overlap`() throws {
        var random = SeededGenerator(seed: 0x0B10C)
        for _ in 0..<2_000 {
            let one = UInt32.random(in: 0...600, using: &random)
            let two = UInt32.random(in: 0...600, using: &random)
            let (low, high) = (min(one, two), max(one, two))
            let blocks = try IPNetwork.covering(from: IPAddress(v4: low), through: IPAddress(v4: high))
            let held = blocks.flatMap { $0.base.v4...$0.last.v4 }
            #expect(held == Array(low...high))
            for (left, right) in zip(blocks, blocks.dropFirst()) {
                let union = IPNetwork(containing: left.base, prefixLength: left.prefixLength - 1)
                #expect(union?.last != right.last, "\(left) and \(right) are one block")
            }
        }
    }

    @Test(arguments: [("192.0.2.9", "192.0.2.1"), ("192.0.2.1", "2001:db8::1")])
    func `cover no range that runs backwards or across families`(first: String, last: String) {
        #expect(throws: AddressError(.invalidRange)) {
            try IPNetwork.covering(from: IPAddress(first), through: IPAddress(last))
        }
    }

    @Test(.enabled(if: Corpus.isPresent, "needs ../shared/corpus"))
    func `of a whole routing table survive text and key and agree with an oracle on containment`() throws {
        let lines = try gunzippedLines(Corpus.url("conformance/bgp/prefixes.txt.gz"))
        let networks = try lines.map { try IPNetwork($0) }
        for (line, network) in zip(lines, networks) where network.description != line {
            Issue.record("\(line) came back as \(network)")
        }
        for network in networks {
            let address = Address(network)
            guard Address(key: address.key) == address else {
                Issue.record("the key of \(network) came back as another address")
                break
            }
        }
        let sorted = networks.map { Address($0).key }.sorted()
        #expect(Set(sorted).count == Set(networks).count)
        let checked = try checkContainment(of: networks, sortedKeys: sorted)
        print(
            "BGP table: \(networks.count) prefixes round trip, \(checked) containments agree with the oracle"
        )
    }

    /// Compares the key range of seeded prefixes with a scan over all prefixes by bit arithmetic.
    private func checkContainment(of networks: [IPNetwork], sortedKeys: [AddressKey]) throws -> Int {
        var random = SeededGenerator(seed: 0xB6B)
        var checked = 0
        for _ in 0..<8 {
            let drawn = try #require(networks.randomElement(using: &random))
            let length = Int.random(in: min(8, drawn.prefixLength)...drawn.prefixLength, using: &random)
            let outer = try #require(IPNetwork(containing: drawn.base, prefixLength: length))
            let shift = UInt128(outer.base.width - length)
            let inside = networks.filter { inner in
                inner.isIPv4 == outer.isIPv4 && inner.prefixLength >= length
                    && (length == 0 || inner.base.bits >> shift == outer.base.bits >> shift)
            }
            let address = Address.network(outer)
            let (lower, upper) = (address.key, address.lastContainedKey)
            let start = firstIndex(in: sortedKeys) { $0 >= lower }
            let end = firstIndex(in: sortedKeys) { $0 > upper }
            #expect(
                Array(sortedKeys[start..<end]) == inside.map { Address($0).key }.sorted(),
                "inside \(outer)"
            )
            checked += inside.count
        }
        return checked
    }

    /// The first place in a sorted array from which `belongs` holds.
    private func firstIndex(in keys: [AddressKey], where belongs: (AddressKey) -> Bool) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(keys[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func gunzippedLines(_ file: URL) throws -> [String] {
        let gunzip = Process()
        gunzip.executableURL = URL(filePath: "/bin/gzip")
        gunzip.arguments = ["-dc", file.path]
        let pipe = Pipe()
        gunzip.standardOutput = pipe
        try gunzip.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        gunzip.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    @Test(
        arguments: [
            ("192.0.2.0/24", "192.0.3.1", "192.0.2.0/23"), ("192.0.2.0/24", "192.0.2.9", "192.0.2.0/24"),
            ("10.0.0.0/8", "203.0.113.1", "0.0.0.0/0"), ("192.0.2.4/32", "192.0.2.5", "192.0.2.4/31"),
            ("2001:db8::/48", "2001:db8:1::1", "2001:db8::/47"), ("::/128", "ffff::", "::/0"),
        ] as [(String, String, String)]
    )
    func `joined with an address are the narrowest block around both`(
        network: String,
        address: String,
        joined: String
    ) throws {
        #expect(try IPNetwork(network).joined(with: IPAddress(address))?.description == joined)
    }
}
