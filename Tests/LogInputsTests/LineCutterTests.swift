import TestSupport
import Testing

@testable import LogInputs

@Suite struct `Line cutter` {
    struct Cut: Equatable {
        let text: String
        let range: Range<Int64>
        let lines: Int
        let cutLines: Int

        init(_ text: String, _ range: Range<Int64>, lines: Int, cutLines: Int = 0) {
            self.text = text
            self.range = range
            self.lines = lines
            self.cutLines = cutLines
        }

        init(_ block: LineBlock) {
            text = String(decoding: block.bytes, as: UTF8.self)
            range = block.range
            lines = block.lineCount
            cutLines = block.cutLines
        }
    }

    /// The rule, written down naively over the whole text.
    static func naiveCuts(_ text: [UInt8], block: Int, longest: Int) -> [Cut] {
        var cuts: [Cut] = []
        var start = 0
        while start < text.count {
            let window = text[start..<min(text.count, start + block)]
            let isShort = start + block > text.count
            var end = window.lastIndex(of: 0x0A).map { $0 + 1 }
            if isShort { end = text.count }
            let stop = end ?? (text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count)
            var bytes = Array(text[start..<stop])
            let hadEnd = bytes.last == 0x0A
            if !hadEnd { bytes.append(0x0A) }
            var cutLines = 0
            if bytes.count > longest + 1, end == nil || bytes.dropLast().firstIndex(of: 0x0A) == nil {
                bytes = Array(bytes[..<longest]) + [0x0A]
                cutLines = 1
            }
            cuts.append(
                Cut(
                    String(decoding: bytes, as: UTF8.self),
                    Int64(start)..<Int64(stop),
                    lines: bytes.count { $0 == 0x0A },
                    cutLines: cutLines
                )
            )
            start = stop
        }
        return cuts
    }

    static func cuts(_ text: [UInt8], pieces: [Int], block: Int, longest: Int) -> [Cut] {
        var cutter = LineCutter(blockLength: block, maximumLineLength: longest)
        var cuts: [Cut] = []
        var start = 0
        for length in pieces + [text.count] where start < text.count {
            let piece = Array(text[start..<min(text.count, start + length)])
            cuts += piece.withUnsafeBytes { cutter.append($0) }.map(Cut.init)
            start += length
        }
        if let last = cutter.finish() { cuts.append(Cut(last)) }
        return cuts
    }

    @Test(arguments: [
        ("", []),
        ("\n", [Cut("\n", 0..<1, lines: 1)]),
        ("a", [Cut("a\n", 0..<1, lines: 1)]),
        ("a\nbc\n", [Cut("a\nbc\n", 0..<5, lines: 2)]),
        (
            "a\nbcdefg\nh",
            [
                Cut("a\n", 0..<2, lines: 1), Cut("bcdefg\n", 2..<9, lines: 1), Cut("h\n", 9..<10, lines: 1),
            ]
        ),
        ("abcdefghij\nk\n", [Cut("abcdefghij\n", 0..<11, lines: 1), Cut("k\n", 11..<13, lines: 1)]),
        (
            "abcdefghijklmn\nk\n",
            [Cut("abcdefghijkl\n", 0..<15, lines: 1, cutLines: 1), Cut("k\n", 15..<17, lines: 1)]
        ),
        ("abcdefghijklmn", [Cut("abcdefghijkl\n", 0..<14, lines: 1, cutLines: 1)]),
    ])
    func `cuts behind the last line feed of a block, or the first one`(text: String, expected: [Cut]) {
        #expect(Self.cuts(Array(text.utf8), pieces: [], block: 8, longest: 12) == expected)
    }

    @Test func `cuts alike however the bytes come`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<400 {
            let length = Int.random(in: 0...300, using: &generator)
            let density = Int.random(in: 2...40, using: &generator)
            let text = (0..<length).map { _ -> UInt8 in
                Int.random(in: 0..<density, using: &generator) == 0 ? 0x0A : 0x61
            }
            let block = Int.random(in: 1...30, using: &generator)
            let longest = Int.random(in: block...60, using: &generator)
            let expected = Self.naiveCuts(text, block: block, longest: longest)
            for greatest in [1, 3, 50, 400] {
                let pieces = (0..<300).map { _ in Int.random(in: 1...greatest, using: &generator) }
                #expect(Self.cuts(text, pieces: pieces, block: block, longest: longest) == expected)
            }
        }
    }

    @Test func `hands out whole lines early when it is asked to`() {
        var cutter = LineCutter(blockLength: 100, maximumLineLength: 100)
        let none = cutter.flush()
        #expect(none == nil)
        for (text, expected) in [("on", nil), ("e\ntwo\nthr", "one\ntwo\n"), ("ee\n", "three\n")] {
            _ = Array(text.utf8).withUnsafeBytes { cutter.append($0) }
            let block = cutter.flush()
            #expect(block.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
        }
        #expect(!cutter.isWithinLine)
    }
}
