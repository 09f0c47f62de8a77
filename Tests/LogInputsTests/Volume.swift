import LogInputs
import TestSupport
import Testing

/// A million numbered lines through an input, none lost and none twice.
enum Volume {
    static let lineCount = 1_000_000
    private static let pieceLines = 10_000

    /// The lines of numbers, as one piece of text.
    static func piece(_ numbers: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * 32)
        for number in numbers {
            bytes += "<13>q ".utf8
            bytes += String(number).utf8
            bytes += ".evil.example A\n".utf8
        }
        return bytes
    }

    /// The number of a line that ``piece(_:)`` made; nil for another line.
    static func number(_ line: ArraySlice<UInt8>) -> Int? {
        guard line.starts(with: "<13>q ".utf8) else { return nil }
        var number = 0
        for byte in line.dropFirst(6) {
            guard (0x30...0x39).contains(byte) else { return byte == 0x2E ? number : nil }
            number = number * 10 + Int(byte & 0x0F)
        }
        return nil
    }

    /// Sends the lines with `send`, by several senders at once, and takes them.
    static func check(
        _ intake: inout Intake,
        senders: Int,
        _ send: @escaping @Sendable (_ sender: Int, _ pieces: [[UInt8]]) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<senders {
                group.addTask {
                    let starts = stride(from: sender * pieceLines, to: lineCount, by: senders * pieceLines)
                    try await send(sender, starts.map { piece($0..<$0 + pieceLines) })
                }
            }
            try await take(&intake)
            try await group.waitForAll()
        }
    }

    /// Takes a million lines: each number comes once.
    static func take(_ intake: inout Intake) async throws {
        var seen = [Bool](repeating: false, count: lineCount)
        var count = 0
        var wrong = 0
        while count < lineCount {
            let batch = try await intake.batch()
            for line in batch.lines.split(separator: 0x0A) {
                if let number = number(line), number < lineCount, !seen[number] {
                    seen[number] = true
                } else {
                    wrong += 1
                }
                count += 1
            }
        }
        #expect(wrong == 0)
        #expect(count == lineCount)
    }
}
