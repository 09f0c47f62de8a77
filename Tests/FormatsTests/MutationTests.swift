import ByteStreams
import Formats
import Foundation
import TestSupport
import Testing

/// Fixtures with bytes changed at random: whatever comes of them, no reader crashes, hangs or loses count.
@Suite struct `Damaged feeds` {
    @Test(arguments: `Fixtures of feeds`.cases) func `never crash a reader`(fixture: FixtureCase) throws {
        var generator = SeededGenerator(seed: 11)
        let whole = try Fixtures.bytes(fixture.file)
        for round in 0..<120 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...5, using: &generator) { Self.change(&bytes, &generator) }
            var sink = ListSink()
            do throws(FeedError) {
                let reader = FeedReader(format: round % 2 == 0 ? fixture.format : nil)
                let summaries = try reader.read(ByteInput(name: "feed", bytes: bytes), into: &sink)
                #expect(summaries.map(\.accepted) == [sink.addresses.count])
                #expect(summaries.map(\.rejected) == [sink.rejects.count])
            } catch {
                #expect(error.file == "feed")
                #expect(error.offset >= 0 && error.offset <= Int64(bytes.count))
            }
        }
    }

    static func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1:
            let mark = Array("\n\t ,;|\"'#/[]{}:.<>&=\\".utf8).randomElement(using: &generator)
            bytes.insert(mark ?? 0x22, at: index)
        case 2: bytes.remove(at: index)
        case 3: bytes.removeSubrange(index...)
        case 4:
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
            bytes.insert(contentsOf: bytes[index..<end], at: index)
        default:
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
            bytes.removeSubrange(index..<end)
        }
    }
}
