import LogFormats
import TestSupport
import Testing

/// Lines that are cut, changed and joined at random never stop the reader, and never make it hold more than its bounds.
@Suite struct `Hostile lines` {
    @Test(arguments: LogFixture.all) func `never stop a reader`(_ fixture: LogFixture) {
        var random = SeededGenerator(seed: 2026)
        for round in 0..<60 {
            var reader = LogReader(
                format: round % 7 == 0 ? LogFormat.allCases.randomElement(using: &random) : nil,
                options: Reading.options
            )
            for line in fixture.lines {
                let bytes = Self.mutated(Array(line.utf8), &random)
                reader.read(bytes.span, Self.check)
            }
            reader.finish(Self.check)
        }
    }

    @Test func `of every format in one stream never stop a reader`() {
        var random = SeededGenerator(seed: 77)
        let lines = LogFixture.all.flatMap(\.lines).map { Array($0.utf8) }
        for _ in 0..<20 {
            var reader = LogReader(options: Reading.options)
            for _ in 0..<200 {
                guard let line = lines.randomElement(using: &random),
                    let other = lines.randomElement(using: &random)
                else { return }
                let spliced =
                    line.prefix(Int.random(in: 0...line.count, using: &random))
                    + other.suffix(Int.random(in: 0...other.count, using: &random))
                reader.read(Self.mutated(Array(spliced), &random).span, Self.check)
            }
            reader.finish(Self.check)
        }
    }

    @Test(arguments: LogFixture.all) func `cut anywhere never stop a reader`(_ fixture: LogFixture) {
        for line in fixture.lines {
            let bytes = Array(line.utf8)
            for length in 0...bytes.count {
                var reader = LogReader(options: Reading.options)
                reader.read(Array(bytes.prefix(length)).span, Self.check)
                reader.finish(Self.check)
            }
        }
    }

    /// Everything that can be asked of an event.
    private static func check(_ event: LogEvent) {
        #expect(event.otherAddresses.count <= LogEvent.maximumParts)
        #expect(event.names.count + event.urls.count <= 3 * LogEvent.maximumParts)
        _ = InsideRule().contact(event)
        _ = Summary.of(event)
    }

    private static let pieces: [[UInt8]] = [
        "\"", "\\", "{", "}", "[", "]", "=", ":", "|", "\t", " ", "\u{0}", "\u{FF}", "192.0.2.", "::", "://",
        "<", ">", "\\u", "\\x", "#",
        "(7)", "99999999999999999999", "٢", "&#", "%", "->", "..", "/IN",
    ].map { Array($0.utf8) }

    private static func mutated(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = line
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes = Array(bytes.prefix(place))
            case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
            case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            case 3: if place < bytes.count { bytes.removeSubrange(place..<min(bytes.count, place + 4)) }
            default:
                bytes.insert(
                    contentsOf: bytes.suffix(Int.random(in: 0...min(40, bytes.count), using: &random)),
                    at: place
                )
            }
        }
        return bytes
    }
}
