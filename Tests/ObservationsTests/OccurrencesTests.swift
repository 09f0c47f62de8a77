import Observations
import TestSupport
import Testing

@Suite struct `Occurrences in an hour` {
    private static func some(_ count: Int, seed: UInt64) -> [Occurrences] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).compactMap { _ in
            let first = UInt16.random(in: 0...Occurrences.lastSecond, using: &random)
            let last =
                Bool.random(using: &random)
                ? first : UInt16.random(in: first...Occurrences.lastSecond, using: &random)
            let count = UInt64.random(
                in: 1...(1 << UInt64.random(in: 0...63, using: &random)),
                using: &random
            )
            return Occurrences(count: count, first: first, last: last)
        }
    }

    private static func stored(_ value: Occurrences) -> [UInt8] {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        return bytes
    }

    @Test func `come back from their stored form`() {
        for value in Self.some(2000, seed: 1) {
            let bytes = Self.stored(value)
            #expect(bytes.count <= Occurrences.maximumByteCount)
            #expect(bytes.withUnsafeBytes { Occurrences(stored: $0) } == value)
        }
    }

    @Test func `are joined the same in any order and grouping`() {
        let values = Self.some(90, seed: 2)
        for index in stride(from: 0, to: values.count - 2, by: 3) {
            let (a, b, c) = (values[index], values[index + 1], values[index + 2])
            var left = a
            left.join(b)
            left.join(c)
            var right = c
            right.join(b)
            right.join(a)
            var grouped = b
            grouped.join(c)
            var last = a
            last.join(grouped)
            #expect(left == right && left == last)
        }
    }

    @Test func `stay at the largest count`() throws {
        var value = try #require(Occurrences(count: .max, first: 1, last: 2))
        value.join(try #require(Occurrences(count: 5, first: 0, last: 1)))
        #expect(value == Occurrences(count: .max, first: 0, last: 2))
    }

    @Test(
        arguments: [
            [], [1], [0, 0], [1, 0x80], [1, 0x90, 0x1C], [1, 0, 0], [1, 5, 1, 1], [0x80, 0x00, 5],
            [1, 0x8F, 0x1C, 1],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02, 0],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 1, 0],
        ] as [[UInt8]]
    )
    func `are not read from anything else`(bytes: [UInt8]) {
        #expect(bytes.withUnsafeBytes { Occurrences(stored: $0) } == nil)
    }

    @Test func `have one stored form`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            guard let value = bytes.withUnsafeBytes({ Occurrences(stored: $0) }) else { continue }
            #expect(Self.stored(value) == bytes)
        }
    }

    @Test func `must be in order and at least one`() {
        #expect(Occurrences(count: 0, first: 0, last: 0) == nil)
        #expect(Occurrences(count: 1, first: 2, last: 1) == nil)
        #expect(Occurrences(count: 1, first: 0, last: 3600) == nil)
    }
}
