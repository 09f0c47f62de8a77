import Addresses
import Lists
import Reports
import Reputation
import TestSupport

/// Keeps what it is given.
struct MemorySink: ListSink {
    private(set) var bytes: [UInt8] = []
    private(set) var largestBlock = 0

    mutating func write(_ block: [UInt8]) throws(ListError) {
        bytes += block
        largestBlock = max(largestBlock, block.count)
    }
}

/// A sink whose disk is full.
struct FullSink: ListSink {
    mutating func write(_ block: [UInt8]) throws(ListError) {
        throw .sink("no space")
    }
}

/// A list as it was written.
struct Rendered {
    let text: String
    let summary: ListSummary
    let largestBlock: Int

    /// Lines that are neither empty nor begin with one of `marks`.
    func lines(without marks: String = "#") -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            line.first.map { !marks.contains($0) } ?? false
        }
    }
}

/// Entries and options for tests, on addresses that are set aside.
enum ListSamples {
    static let now = Timestamp(seconds: 1_790_000_000)

    static func options(_ name: String = "drop", maximum: Int? = nil, joins: Bool = true) throws
        -> ListOptions
    {
        guard let name = ListName(name) else { throw ListError.sink("no name: \(name)") }
        return ListOptions(name: name, now: now, serial: 7, joinsNetworks: joins, maximumEntries: maximum)
    }

    static func entry(_ address: String, score: UInt8 = 80, reference: String? = nil) throws -> ListEntry {
        ListEntry(
            try Address(address),
            score: score,
            level: .critical,
            category: .commandAndControl,
            reference: reference
        )
    }

    /// Texts that mean something to one format or another.
    static let hostileTexts = [
        "\n0.0.0.0/0\n", "\r\nCOMMIT\r\n", "a\"; sid:1; )", "\\\" $(reboot) [/system reset] ?",
        "=HYPERLINK(\"x\")",
        "+1", "-1", "@x", "\tx", "a,b;c|d=e\\f", "}\nflush ruleset\n{", "#comment", "!negate", "--",
        "%00\u{0}",
        "\u{202E}مرحبا\u{2028}", "x y", "'", "*/ ; DROP", "", String(repeating: "é", count: 3000),
    ]

    /// Made once: many tests write them.
    private static let many = Result { try made(100_000) }

    /// Distinct entries of all kinds in the order of their keys, with hostile texts in turn.
    static func entries(_ count: Int) throws -> [ListEntry] {
        count == 100_000 ? try many.get() : try made(count)
    }

    private static func made(_ count: Int) throws -> [ListEntry] {
        var generator = SeededGenerator(seed: 41)
        var entries: [ListEntry] = []
        for number in 0..<count {
            let address: Address
            switch number % 6 {
            case 0: address = .ip(IPAddress(v4: 0x0B00_0000 &+ UInt32(number) &* 2))
            case 1:
                address = Address(
                    IPNetwork(
                        containing: IPAddress(v4: 0x1400_0000 &+ UInt32(number) << 3),
                        prefixLength: Int.random(in: 22...31, using: &generator)
                    ) ?? IPNetwork(IPAddress(v4: 1))
                )
            case 2: address = .ip(IPAddress(bits: UInt128(0x2001_0DB8) << 96 | UInt128(number)))
            case 3: address = try Address("n\(number).list.example")
            case 4: address = try Address("https://u\(number).list.example/a?b=%27'\(number),;")
            default:
                address = try Address(
                    number % 12 == 5 ? "AS\(64_496 + number)" : "s.n\(number - 2).list.example"
                )
            }
            entries.append(
                ListEntry(
                    address,
                    scope: number % 36 == 4 ? .host : .exact,
                    score: UInt8.random(in: 1...100, using: &generator),
                    level: .high,
                    category: Category.allCases[number % Category.allCases.count],
                    sourceCount: number % 9,
                    firstSeen: Timestamp(seconds: now.seconds - Int64(number)),
                    lastSeen: now,
                    reference: hostileTexts[number % hostileTexts.count],
                    expiry: number % 5 == 0 ? Timestamp(seconds: now.seconds + 3600 + Int64(number)) : nil,
                    label: .green
                )
            )
        }
        return Dictionary(entries.map { ($0.address, $0) }) { first, _ in first }.values
            .map { ($0.address.key, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    static func render(
        _ format: ListFormat,
        _ entries: [ListEntry],
        options: ListOptions? = nil
    ) throws -> Rendered {
        let options = try options ?? self.options()
        var ranking = ListRanking(format, options)
        for entry in entries where ranking.isNeeded { ranking.count(entry) }
        var renderer = ListRenderer(format, options, cap: ranking.cap, into: MemorySink())
        for entry in entries { try renderer.add(entry) }
        let (sink, summary) = try renderer.finish()
        return Rendered(
            text: String(decoding: sink.bytes, as: UTF8.self),
            summary: summary,
            largestBlock: sink.largestBlock
        )
    }
}
