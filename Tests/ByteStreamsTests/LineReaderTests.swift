import ByteStreams
import Foundation
import TestSupport
import Testing

@Suite struct `Line readers` {
    struct Seen: Equatable, CustomStringConvertible {
        let text: String
        let number: Int
        let offset: Int64
        let isCut: Bool
        var description: String { "\(number)@\(offset)\(isCut ? "…" : ""):\(text)" }
    }

    static func lines(
        _ bytes: [UInt8],
        maximum: Int = 100,
        longLines: LineReader.LongLines = .cut,
        as view: ByteStream.View = .text
    ) throws -> [Seen] {
        let stream = try ByteStream(ByteInput(name: "x", bytes: bytes), as: view)
        #expect(try stream.nextMember())
        let reader = LineReader(stream, maximumLineLength: maximum, longLines: longLines)
        var seen: [Seen] = []
        while let line = try reader.next() {
            seen.append(
                Seen(
                    text: String(decoding: line.bytes, as: UTF8.self),
                    number: line.number,
                    offset: line.offset,
                    isCut: line.isCut
                )
            )
        }
        return seen
    }

    @Test(arguments: [
        ("", []), ("\n", ["1@0:"]), ("a", ["1@0:a"]), ("a\n", ["1@0:a"]), ("a\r\nb", ["1@0:a", "2@3:b"]),
        ("a\n\nb\n", ["1@0:a", "2@2:", "3@3:b"]), ("a\r", ["1@0:a"]), ("a\rb\n", ["1@0:a\rb"]),
        ("\r\n\r\n", ["1@0:", "2@2:"]), ("a\0b\n", ["1@0:a\0b"]), ("\u{FEFF}a\nb", ["1@3:a", "2@5:b"]),
    ])
    func `split at line feeds`(text: String, expected: [String]) throws {
        #expect(try Self.lines(Array(text.utf8)).map(\.description) == expected)
    }

    @Test func `keep lines of the greatest length`() throws {
        let line = String(repeating: "x", count: 100)
        for end in ["", "\n", "\r\n"] {
            #expect(
                try Self.lines(Array((line + end).utf8), longLines: .fail) == [
                    Seen(text: line, number: 1, offset: 0, isCut: false)
                ]
            )
        }
    }

    @Test func `cut longer lines and go on behind them`() throws {
        for length in [101, 102, 103, 5000, 3 << 20] {
            let bytes = Array("a\n".utf8) + [UInt8](repeating: 0x78, count: length) + Array("\r\nb\n".utf8)
            let seen = try Self.lines(bytes)
            #expect(
                seen == [
                    Seen(text: "a", number: 1, offset: 0, isCut: false),
                    Seen(text: String(repeating: "x", count: 100), number: 2, offset: 2, isCut: true),
                    Seen(text: "b", number: 3, offset: Int64(length) + 4, isCut: false),
                ],
                "\(length)"
            )
            #expect(try Self.lines(Array(bytes.dropLast(4))).count == 2)
        }
    }

    @Test func `refuse longer lines when told to`() throws {
        let bytes = Array("a\n".utf8) + [UInt8](repeating: 0x78, count: 101)
        let error = #expect(throws: ByteStreamError.self) { try Self.lines(bytes, longLines: .fail) }
        #expect(error?.code == .lineTooLong)
        #expect(error?.offset == 2)
    }

    /// A sparse file of 5 GB without a line end.
    @Test func `refuse a line of gigabytes without holding it`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 5_000_000_000)
        try handle.close()
        let before = try residentBytes()
        for longLines in [LineReader.LongLines.cut, .fail] {
            let stream = try ByteStream(ByteInput(path: path), as: .text)
            #expect(try stream.nextMember())
            let reader = LineReader(stream, longLines: longLines)
            let error = #expect(throws: ByteStreamError.self) { try reader.next() }
            #expect(error?.code == .lineTooLong)
            #expect(error?.file == path)
            #expect(stream.position < 2 * LineReader.maximumPassedLineLength)
        }
        #expect(try residentBytes() - before < 64 << 20)
    }

    /// The same lines whatever the sizes of blocks and lines: checked against splitting in memory.
    @Test func `agree with splitting in memory`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let count = Int.random(in: 0...400, using: &generator)
            let alphabet = Array("ab\n\r".utf8)
            let bytes = (0..<count).map { _ in alphabet[Int.random(in: 0..<4, using: &generator)] }
            var expected = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
            if expected.last?.isEmpty == true { expected.removeLast() }
            let lines = expected.map { $0.last == 0x0D ? Array($0.dropLast()) : $0 }
            let seen = try Self.lines(bytes, maximum: 400)
            #expect(seen.map { Array($0.text.utf8) } == lines)
        }
    }

    private func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
    }
}
