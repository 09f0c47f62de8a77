import Addresses
public import Foundation
import SourceWorth

/// A folder with an exported history: `plan.json`, `rows.bin` (four little-endian Int32 a row), for mixed kinds
/// `kinds.bin` (a byte an address). Scores are written beside them.
public struct ReplayFolder {
    private let folder: URL
    private let plan: ReplayPlan
    private let history: ListHistory

    /// Reads the folder.
    /// - Parameter folder: the folder.
    /// - Throws: when a file cannot be read or does not fit the others.
    public init(_ folder: URL) throws {
        self.folder = folder
        plan = try JSONDecoder().decode(
            ReplayPlan.self,
            from: Data(contentsOf: folder.appending(path: "plan.json"))
        )
        let bytes = try Data(contentsOf: folder.appending(path: "rows.bin"))
        guard bytes.count.isMultiple(of: 16) else { throw ReplayError.history("rows.bin is cut short") }
        let numbers = bytes.withUnsafeBytes { buffer in
            (0..<bytes.count / 4).map {
                Int32(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self))
            }
        }
        let rows = stride(from: 0, to: numbers.count, by: 4).map { ListingRow(numbers[$0..<$0 + 4]) }
        var kinds: [AddressKind] = []
        if let name = plan.kind {
            kinds = AddressKind(name: name).map { [$0] } ?? []
        } else {
            let bytes = try Data(contentsOf: folder.appending(path: "kinds.bin"))
            kinds = bytes.compactMap(AddressKind.init(rawValue:))
            guard kinds.count == bytes.count else {
                throw ReplayError.history("kinds.bin has an unknown kind")
            }
        }
        history = try ListHistory(rows: rows, plan: plan, kinds: kinds)
    }

    /// Plays every case, and writes for each of its days `CASE-DAY.scores` and `.chances` (a little-endian Float an
    /// address), and at its end `CASE.json`, what was found of the sources.
    /// - Parameter progress: is told what is done, in a line.
    /// - Throws: when a file cannot be written.
    public func playAll(progress: (String) -> Void) throws {
        let clock = ContinuousClock()
        for planned in plan.cases {
            let start = clock.now
            var replay = Replay(
                history,
                hidden: Set(planned.hidden),
                makesForecasts: planned.makesForecasts
            )
            for day in planned.days {
                try replay.play(through: day)
                let scores = replay.scores(on: day)
                try write(scores, to: "\(planned.name)-\(day).scores")
                if planned.makesForecasts {
                    try write(replay.chances(beside: scores), to: "\(planned.name)-\(day).chances")
                }
            }
            let findings = try JSONEncoder().encode(Findings(replay))
            try findings.write(to: folder.appending(path: "\(planned.name).json"))
            progress("\(planned.name): \(planned.days.count) days scored, \(clock.now - start)")
        }
    }

    private func write(_ values: [Float], to name: String) throws {
        var data = Data(capacity: values.count * 4)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        try data.write(to: folder.appending(path: name))
    }
}
