import TestSupport
import Testing

@testable import LogInputs

@Suite struct `Syslog frames` {
    /// What frames give for a text that comes in pieces.
    static func lines(_ text: [UInt8], pieceLengths: [Int] = [], longest: Int = 64) throws -> [String] {
        var frames = SyslogFrames(maximumLength: longest)
        var output: [UInt8] = []
        var start = 0
        for length in pieceLengths + [text.count] where start < text.count {
            let piece = Array(text[start..<min(text.count, start + length)])
            try piece.withUnsafeBytes { try frames.append($0) }
            if let block = frames.takeBlock() {
                #expect(block.lineCount == block.bytes.count { $0 == 0x0A })
                output += block.bytes
            }
            start += length
        }
        _ = frames.finish()
        output += frames.takeBlock()?.bytes ?? []
        return output.texts
    }

    @Test(arguments: [
        ("<13>one\n<13>two\n", ["<13>one", "<13>two"]),
        ("7 <13>one7 <13>two", ["<13>one", "<13>two"]),
        ("8 <13>one\n8 <13>two\n", ["<13>one", "<13>two"]),
        ("7 <13>one\n7 <13>two\n\n", ["<13>one", "<13>two"]),
        ("<13>one\n7 <13>two<13>three\n", ["<13>one", "<13>two", "<13>three"]),
        ("11 <13>one\ntwo<13>three\n", ["<13>one", "two", "<13>three"]),
        ("2026-11-25 10:00:00 one\n42\n7 two\n", ["2026-11-25 10:00:00 one", "42", "7 two"]),
        ("0 <13>one\n07 <13>two\n", ["0 <13>one", "07 <13>two"]),
        ("123456789 <13>one\n", ["123456789 <13>one"]),
        ("{\"a\":1}\r\nplain\r\n", ["{\"a\":1}\r", "plain\r"]),
        ("<13>unfinished", ["<13>unfinished"]),
        ("20 <13>unfinished", ["<13>unfinished"]),
        ("20 ", ["20 "]),
    ])
    func `are told apart message by message`(text: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        #expect(try Self.lines(bytes) == expected)
        #expect(try Self.lines(bytes, pieceLengths: Array(repeating: 1, count: bytes.count)) == expected)
    }

    @Test func `give the messages that went in, however they come`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var text = ""
            var expected: [String] = []
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                let length = Int.random(in: 0...50, using: &generator)
                let message =
                    "<\(Int.random(in: 0..<192, using: &generator))>"
                    + (0..<length).map { _ in "ab1 <".randomElement(using: &generator).map(String.init) ?? ""
                    }
                    .joined()
                expected.append(message)
                let isCounted = Bool.random(using: &generator)
                text += isCounted ? "\(message.utf8.count) \(message)" : "\(message)\n"
            }
            let bytes = Array(text.utf8)
            for greatest in [1, 2, 7, 100] {
                let pieces = (0..<bytes.count).map { _ in Int.random(in: 1...greatest, using: &generator) }
                #expect(try Self.lines(bytes, pieceLengths: pieces) == expected)
            }
        }
    }

    @Test func `cut lines that are too long and go on behind them`() throws {
        let long = String(repeating: "x", count: 100)
        let text = Array("<1>\(long)\n<13>two\n".utf8)
        for length in [1, 5, 1000] {
            var frames = SyslogFrames(maximumLength: 20)
            var start = 0
            while start < text.count {
                try Array(text[start..<min(start + length, text.count)]).withUnsafeBytes {
                    try frames.append($0)
                }
                start += length
            }
            let taken = frames.takeBlock()
            let block = try #require(taken)
            #expect(String(decoding: block.bytes, as: UTF8.self) == "<1>\(long.prefix(17))\n<13>two\n")
            #expect(block.cutLines == 1)
            #expect(block.lineCount == 2)
        }
    }

    @Test func `refuse a length that is not allowed`() {
        #expect(throws: SyslogFrames.Failure.impossibleLength) {
            try Self.lines(Array("99999999 <13>one".utf8))
        }
        #expect(throws: SyslogFrames.Failure.impossibleLength) { try Self.lines(Array("65 <13>one".utf8)) }
    }

    @Test func `refuse a line that never ends without holding it`() {
        var frames = SyslogFrames(maximumLength: 1000)
        let piece = [UInt8](repeating: 0x78, count: 500)
        var taken = 0
        #expect(throws: SyslogFrames.Failure.endlessLine) {
            while taken < 10_000_000 {
                try piece.withUnsafeBytes { try frames.append($0) }
                taken += piece.count
                _ = frames.takeBlock()
            }
        }
        #expect(taken < 100_000)
    }
}
