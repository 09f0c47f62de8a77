import Foundation
import LogInputs

/// Stores the lines of every batch exactly once, as a sensor stores its sightings: a batch's lines, its identity and its
/// position are one record, written at once. Either a batch whose identity is stored is left out, or the inputs are taken up
/// from the stored positions and whatever they hand out is stored.
///
/// Batches are acknowledged a few at a time, so that a crash always finds some that are stored and not acknowledged.
struct Storing {
    private static let acknowledgedTogether = 7

    /// What makes it exactly once.
    enum Rule {
        case identities
        case positions
    }

    private let rule: Rule
    /// The last position of each source in the store; none where identities are the rule.
    let positions: [ResumePosition]
    private let store: FileHandle
    private let seen: FileHandle
    private var stored: Set<BatchID>

    /// Opens the store and drops a record that was not written to its end.
    init(folder: String, rule: Rule) throws {
        self.rule = rule
        let path = "\(folder)/store"
        for name in ["store", "seen"] where !FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
            _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
        }
        let records = try StoreRecord.read(path)
        stored = rule == .identities ? Set(records.map(\.id)) : []
        let last = records.compactMap(\.position).map { ($0.source, $0) }
        positions = rule == .positions ? Array(Dictionary(last) { $1 }.values) : []
        store = try FileHandle(forUpdating: URL(filePath: path))
        try store.truncate(atOffset: UInt64(records.reduce(0) { $0 + $1.length }))
        try store.seekToEnd()
        seen = try FileHandle(forUpdating: URL(filePath: "\(folder)/seen"))
        try seen.seekToEnd()
    }

    mutating func run(_ inputs: LogInputs) async throws {
        var tokens: [ResumeToken] = []
        for await batch in inputs.batches {
            // What is handed out more than once has to be the same: the test reads this.
            try seen.write(contentsOf: Data("\(batch.id) \(batch.lineCount) \(Self.sum(batch.lines))\n".utf8))
            if rule == .positions || stored.insert(batch.id).inserted {
                try store.write(contentsOf: StoreRecord.text(of: batch))
            }
            tokens.append(batch.token)
            if tokens.count >= Self.acknowledgedTogether {
                for token in tokens { inputs.acknowledge(token) }
                tokens = []
            }
        }
        for token in tokens { inputs.acknowledge(token) }
    }

    private static func sum(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// A record of the store: a line with identity, length and position, then the lines of the batch.
struct StoreRecord {
    let id: BatchID
    let position: ResumePosition?
    let lines: Data
    let length: Int

    static func text(of batch: LineBatch) -> Data {
        let position = batch.position?.description ?? "-"
        return Data("\(batch.id) \(batch.lines.count) \(position)\n".utf8) + Data(batch.lines)
    }

    /// The records that were written to their end.
    static func read(_ path: String) throws -> [StoreRecord] {
        var rest = try Data(contentsOf: URL(filePath: path))[...]
        var records: [StoreRecord] = []
        while let end = rest.firstIndex(of: 0x0A) {
            let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            guard head.count == 3, let id = BatchID(String(head[0])), let length = Int(head[1]) else { break }
            let start = rest.index(after: end)
            guard rest.distance(from: start, to: rest.endIndex) >= length else { break }
            let lines = rest[start..<start + length]
            records.append(
                StoreRecord(
                    id: id,
                    position: ResumePosition(String(head[2])),
                    lines: Data(lines),
                    length: start - rest.startIndex + length
                )
            )
            rest = rest[(start + length)...]
        }
        return records
    }
}
