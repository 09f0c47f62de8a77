import Addresses
import ByteStreams
import Foundation
import HuntArchive
import Observations
import Registry
import Reports

/// Lines of observations on their way into the archive, by way of a tally.
///
/// A batch is named by the digest of everything read up to its end, so that the same input makes the same batches.
struct ObservationIngestion: ~Copyable {
    private static let notesPerBatch = 1000

    private let writer: ArchiveWriter
    private let defaultSensor: String?
    private let now: Timestamp
    private let keptRejects: Int
    private let decoder = JSONDecoder()
    private var tally = ObservationTally()
    private var notes: [CoverageNote] = []
    private var digest: ContentDigest.Builder
    private var sensors: [String: SensorNumber] = [:]

    /// The first rejects with their places.
    private(set) var rejects: [String] = []
    private var read = 0
    private var rejected = 0
    private var rows: UInt64 = 0
    private var stored = 0
    private var known = 0
    private var expired = 0
    private var ahead = 0

    init(into writer: ArchiveWriter, sensor: String?, at now: Timestamp, keptRejects: Int) {
        self.writer = writer
        defaultSensor = sensor
        self.now = now
        self.keptRejects = keptRejects
        digest = ContentDigest.Builder(options: "observations, sensor \(sensor ?? "")")
    }

    /// The figures of the run, in the order in which they are told: lines, then rows and batches.
    var counts: [(name: String, value: UInt64)] {
        [
            ("read", UInt64(read)), ("accepted", UInt64(read - rejected)), ("rejected", UInt64(rejected)),
            ("rows", rows), ("stored", UInt64(stored)), ("known", UInt64(known)),
            ("expired", UInt64(expired)),
            ("ahead", UInt64(ahead)),
        ]
    }

    /// Reads a file to its end.
    /// - Throws: ``ByteStreamError`` of the file, ``ArchiveError`` of the archive.
    mutating func read(_ input: ByteInput) throws {
        let stream = try ByteStream(input, as: .text)
        while try stream.nextMember() {
            let lines = LineReader(stream)
            while let line = try lines.next() {
                digest.beginFile(byteCount: line.bytes.count)
                digest.append(UnsafeRawBufferPointer(line.bytes))
                if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                read += 1
                guard let reason = try take(Data(line.bytes)) else { continue }
                rejected += 1
                if rejects.count < keptRejects { rejects.append("\(stream.name):\(line.number): \(reason)") }
            }
        }
    }

    /// Takes in what is left.
    mutating func finish() throws(ArchiveError) {
        try flush()
    }

    /// - Returns: why the line could not be used; nil when it was.
    private mutating func take(_ bytes: Data) throws(ArchiveError) -> String? {
        guard let line = try? decoder.decode(ObservationLine.self, from: bytes) else {
            return "not a JSON object with the fields of an observation or a coverage note"
        }
        let content: ObservationLine.Content
        do throws(ObservationLine.Fault) { content = try line.content() } catch { return error.reason }
        guard let name = line.sensor ?? defaultSensor else { return "no sensor; name one with --sensor" }
        let sensor: SensorNumber
        do throws(ArchiveError) { sensor = try number(of: name) } catch {
            guard error.code == .invalidValue else { throw error }
            return "\(error)"
        }
        switch content {
        case .note(let interval, let claim):
            notes.append(CoverageNote(sensor: sensor, interval: interval, claim: claim))
            if notes.count >= Self.notesPerBatch { try flush() }
        case .met(let address, let inside, let at, let times):
            var outcome = tally.add(address, inside: inside, sensor: sensor, at: at.seconds, times: times)
            if outcome == .full {
                try flush()
                outcome = tally.add(address, inside: inside, sensor: sensor, at: at.seconds, times: times)
            }
            if case .dropped(let reason) = outcome { return reason.rawValue }
        }
        return nil
    }

    private mutating func number(of name: String) throws(ArchiveError) -> SensorNumber {
        if let number = sensors[name] { return number }
        let number = try writer.register(sensor: name)
        sensors[name] = number
        return number
    }

    private mutating func flush() throws(ArchiveError) {
        let seen = digest
        guard let id = BatchID(Array("input ".utf8) + seen.finish().bytes) else { return }
        let batches = ObservationBatch.batches(of: tally.drain(), id: id, notes: notes)
        notes.removeAll(keepingCapacity: true)
        for batch in batches {
            switch try writer.ingest(batch, at: now) {
            case .stored(let count):
                stored += 1
                rows += count
            case .alreadyStored: known += 1
            case .expired: expired += 1
            case .ahead: ahead += 1
            }
        }
    }
}
