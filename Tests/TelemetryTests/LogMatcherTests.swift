import Addresses
import ByteStreams
import Reports
import TestSupport
import Testing
import Watchlists

@testable import Telemetry

@Suite struct `Log matching` {
    private func watchlist(_ texts: [String]) throws -> Watchlist {
        var builder = WatchlistBuilder()
        for text in texts {
            builder.add(WatchlistEntry(address: try Address(text), score: 50, category: .phishing))
        }
        return try Watchlist(bytes: try builder.serialized())
    }

    @Test(arguments: [1, 2, 7])
    func `numbers the lines of a long log and keeps their order, on any number of threads`(threads: Int)
        throws
    {
        var random = SeededGenerator(seed: UInt64(threads))
        var text: [UInt8] = []
        var wanted: [Int] = []
        for line in 1...60_000 {
            let isHit = Int.random(in: 0..<500, using: &random) == 0
            if isHit { wanted.append(line) }
            let padding = String(repeating: "x", count: Int.random(in: 0...120, using: &random))
            text += Array("\(padding) \(isHit ? "www.evil.example" : "www.good.example") \(line)\n".utf8)
        }
        let matcher = LogMatcher(try watchlist(["evil.example"]), threads: threads)
        var found: [Int] = []
        try matcher.forEachHit(of: ByteInput(name: "log", bytes: text)) { file, hit in
            #expect(file == "log" && hit.seen == "www.evil.example" && hit.hit.matched == "evil.example")
            found.append(hit.line)
        }
        #expect(found == wanted)
        #expect(try matcher.countMatchingLines(of: ByteInput(name: "log", bytes: text)) == wanted.count)
    }

    @Test func `cuts any text into blocks of whole lines that join to the text`() throws {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<6 {
            var text: [UInt8] = []
            while text.count < 5_000_000 {
                let length = Int.random(
                    in: 0...(Bool.random(using: &random) ? 40 : 2_500_000),
                    using: &random
                )
                text += [UInt8](repeating: UInt8(ascii: "a"), count: length) + [0x0A]
            }
            if Bool.random(using: &random) { text.removeLast() }
            let stream = try ByteStream(ByteInput(name: "text", bytes: text))
            #expect(try stream.nextMember())
            var blocks = LineBlocks(stream)
            var joined: [UInt8] = []
            while let block = try blocks.next() {
                if let last = joined.last { #expect(last == 0x0A) }
                joined += block
            }
            #expect(joined == text)
        }
    }

    @Test func `searches the beginning of a line that is longer than memory should hold`() throws {
        let filler = [UInt8](repeating: UInt8(ascii: "b"), count: LogMatcher.maximumLineLength + (3 << 20))
        let text = Array("evil.example ".utf8) + filler + Array("\nsecond evil.example\n".utf8)
        let matcher = LogMatcher(try watchlist(["evil.example"]), threads: 2)
        var lines: [Int] = []
        try matcher.forEachHit(of: ByteInput(name: "log", bytes: text)) { _, hit in lines.append(hit.line) }
        #expect(lines == [1, 2])
    }
}
