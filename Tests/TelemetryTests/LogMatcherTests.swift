import Addresses
import ByteStreams
import Foundation
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
            let block = LineBlock(capacity: 1 << 10)
            while try blocks.read(into: block) {
                if let last = joined.last { #expect(last == 0x0A) }
                joined += Array(block.lines)
            }
            #expect(joined == text)
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `cuts a plain file into chunks that join to its text, whatever its lines`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let longest = [3, 200, FileChunks.chunkLength, 3 * FileChunks.chunkLength][Int(seed % 4)]
        var text: [UInt8] = seed % 2 == 0 ? [0xEF, 0xBB, 0xBF] : []
        while text.count < 1_500_000 {
            text +=
                [UInt8](repeating: UInt8(ascii: "a"), count: Int.random(in: 0...longest, using: &random)) + [
                    0x0A
                ]
        }
        // A line that ends exactly with a chunk, and one that begins with it.
        text[FileChunks.chunkLength - 1] = 0x0A
        text[2 * FileChunks.chunkLength] = 0x0A
        if Bool.random(using: &random) { text.removeLast() }
        let path = try scratchFile(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let chunks = FileChunks(try #require(try PlainFile(ByteInput(path: path))))
        let block = LineBlock(capacity: FileChunks.blockCapacity)
        var joined: [UInt8] = []
        for number in 0..<chunks.count {
            try chunks.read(number, into: block)
            if let last = joined.last, !block.lines.isEmpty { #expect(last == 0x0A) }
            joined += Array(block.lines)
        }
        #expect(joined == (seed % 2 == 0 ? Array(text.dropFirst(3)) : text))
    }

    @Test func `takes nothing but plain regular files for those`() throws {
        for head in [
            [0x1F, 0x8B, 0x08], [0xFF, 0xFE, 0x61, 0x00],
            Array("\u{28}\u{B5}\u{2F}\u{FD}".unicodeScalars.map { UInt8($0.value) }),
        ] {
            let path = try scratchFile(head + [UInt8](repeating: 0x61, count: 600))
            #expect(try PlainFile(ByteInput(path: path)) == nil)
            try FileManager.default.removeItem(atPath: path)
        }
        #expect(try PlainFile(ByteInput(path: "/dev/null")) == nil)
        #expect(try PlainFile(ByteInput(path: NSTemporaryDirectory())) == nil)
        #expect(try PlainFile(ByteInput(path: "/proc/self/status")) == nil)
        #expect(try PlainFile(ByteInput(name: "memory", bytes: [0x61])) == nil)
    }

    @Test(arguments: [1, 2, 5])
    func `finds in a file what it finds in the same bytes from elsewhere`(threads: Int) throws {
        var random = SeededGenerator(seed: 7)
        var text: [UInt8] = []
        for _ in 0..<40_000 {
            let host = Int.random(in: 0..<40, using: &random) == 0 ? "www.evil.example" : "www.good.example"
            text += Array(
                "\(String(repeating: "x", count: Int.random(in: 0...60, using: &random))) \(host)\n".utf8
            )
        }
        let path = try scratchFile(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let matcher = LogMatcher(try watchlist(["evil.example"]), threads: threads)
        var fromFile: [LogHit] = []
        var fromMemory: [LogHit] = []
        try matcher.forEachHit(of: ByteInput(path: path)) { _, hit in fromFile.append(hit) }
        try matcher.forEachHit(of: ByteInput(name: "memory", bytes: text)) { _, hit in fromMemory.append(hit)
        }
        #expect(fromFile == fromMemory && !fromFile.isEmpty)
        #expect(try matcher.countMatchingLines(of: ByteInput(path: path)) == fromFile.count)
        try matcher.forEachMatchingLine(of: ByteInput(path: path)) { file, line in
            #expect(file == path && String(decoding: line.text, as: UTF8.self).hasSuffix("www.evil.example"))
            #expect(line.hits.first?.seenAddress(in: line.text)?.description == "www.evil.example")
            #expect(line.hits.first?.matchedAddress?.description == "evil.example")
        }
    }

    private func scratchFile(_ bytes: [UInt8]) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)")
        try Data(bytes).write(to: url)
        return url.path
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
