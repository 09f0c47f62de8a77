import Addresses
import Foundation
import HuntArchive
import Observations
import Reports

/// One run: fill, hunt, tell.
struct ArchiveBench {
    let folder: String
    let observations: Int
    let days: Int

    private static let seed: UInt64 = 20_170_301
    /// Ranks whose meetings are counted while they are generated, to check the archive's answers by.
    private static let countedRanks: UInt64 = 8
    private static let start = Timestamp(seconds: 1_795_132_800)

    private var universe: UInt64 { UInt64(max(10_000, observations / 25)) }
    private var now: Timestamp { Self.start.advanced(byDays: Double(days)) }

    /// - Returns: whether every budget was kept.
    func run() throws -> Bool {
        let counted = try fill()
        var watch = Stopwatch()
        let archive = try watch.measure { try HuntArchive(reading: folder) }
        let bytes = archive.dayStatus.reduce(0) { $0 + $1.byteCount }
        print(
            "opened for reading in \(format(watch.seconds * 1000, 1)) ms: \(archive.days.count) days, \(bytes) bytes"
        )
        let joined = archive.dayStatus.dropLast().reduce(0) { $0 + $1.byteCount }
        let rowsOfDay = Double(observations / days)
        let shares = [
            Double(joined) / rowsOfDay / Double(max(1, days - 1)), Double(bytes - joined) / rowsOfDay,
        ]
        print("bytes per observation: \(format(shares[0], 2)) joined, \(format(shares[1], 2)) loose")
        guard let period = HuntPeriod(since: Self.start, until: now) else { return false }
        for rank in 0..<Self.countedRanks {
            let target = HuntTarget(TelemetryGenerator.address(ofRank: rank))
            let count = try archive.hunt(HuntTarget(target.address, reach: .exactly), in: period).totals.count
            guard count == counted[Int(rank)] else {
                print(
                    "WRONG: \(target.address) was met \(counted[Int(rank)]) times, the archive says \(count)"
                )
                return false
            }
        }
        let hunts = try HuntBench(archive: archive, period: period, universe: universe, seed: Self.seed).run()
        print("memory: \(Memory.resident) MB now, peak \(Memory.peak) MB with pages of files")
        return hunts
    }

    /// Takes in hour by hour and joins each day when it is over.
    /// - Returns: how often each of the first ranks was met.
    private func fill() throws -> [UInt64] {
        let writer = try ArchiveWriter(directory: folder, options: ArchiveOptions(retentionDays: 3660))
        for number in 0..<TelemetryGenerator.sensors { _ = try writer.register(sensor: "sensor-\(number)") }
        var generator = TelemetryGenerator(universe: universe, seed: Self.seed)
        var counted = [UInt64](repeating: 0, count: Int(Self.countedRanks))
        var (adding, draining, ingesting, joining) = (Stopwatch(), Stopwatch(), Stopwatch(), Stopwatch())
        var (rows, additions) = (0, 0)
        let hours = days * Int(Day.hours)
        for hour in 0..<hours {
            let goal = observations * (hour + 1) / hours - rows
            var tally = ObservationTally(capacity: ObservationTally.maximumCapacity, keyCapacity: 1 << 30)
            additions += adding.measure { Self.add(goal, hour: hour, &generator, &counted, to: &tally) }
            let drained = draining.measure { tally.drain() }
            guard let id = BatchID("hour \(hour)".utf8) else { continue }
            for batch in ObservationBatch.batches(of: drained, id: id, notes: notes(of: hour)) {
                guard case .stored(let count) = try ingesting.measure({ try writer.ingest(batch, at: now) })
                else {
                    throw CocoaError(.fileWriteUnknown)
                }
                rows += Int(count)
            }
            // The last day is left as it is while it goes on: 24 tables that overlap.
            guard hour % 24 == 23, hour < hours - 1, let day = writer.archive.days.last else { continue }
            let size = writer.archive.dayStatus.last?.byteCount ?? 0
            _ = try joining.measure { try writer.join(day) }
            let joined = writer.archive.dayStatus.last?.byteCount ?? 0
            FileHandle.standardError.write(Data("\(day): \(rows) rows, \(size) → \(joined) bytes\n".utf8))
        }
        guard rows == observations else { throw CocoaError(.fileWriteUnknown) }
        print("\(rows) observations of \(additions) meetings, \(universe) addresses, \(days) days")
        func line(_ name: String, _ watch: Stopwatch, _ count: Int) {
            let rates = [watch.seconds, watch.processorSeconds].map { format(Double(count) / $0 / 1e6, 2) }
            print(
                "  \(name): \(format(watch.seconds, 1)) s, \(rates[0]) M/s (by processor time \(rates[1]) M/s)"
            )
        }
        line("generate and add to the tally", adding, additions)
        line("sort", draining, rows)
        line("take in (24 batches a day)", ingesting, rows)
        line("join (once a day)", joining, rows / days * (days - 1))
        print("  memory after filling: \(Memory.resident) MB, cache \(writer.archive.cacheUsage >> 20) MB")
        return counted
    }

    /// Adds meetings of one hour until there are `goal` different ones.
    /// - Returns: how many meetings that took.
    private static func add(
        _ goal: Int,
        hour: Int,
        _ generator: inout TelemetryGenerator,
        _ counted: inout [UInt64],
        to tally: inout ObservationTally
    ) -> Int {
        var additions = 0
        var key: [UInt8] = []
        while tally.count < goal {
            let rank = generator.popularRank()
            let random = generator.next()
            key.removeAll(keepingCapacity: true)
            TelemetryGenerator.appendKey(ofRank: rank, to: &key)
            let outcome = key.withUnsafeBytes {
                tally.add(
                    $0,
                    inside: IPAddress(v4: 0x0A00_0000 + UInt32(random % TelemetryGenerator.insideHosts)),
                    sensor: SensorNumber(UInt16(random >> 20 & (TelemetryGenerator.sensors - 1))),
                    at: start.seconds + Int64(hour) * Hour.seconds + Int64(random >> 40) % Hour.seconds
                )
            }
            precondition(outcome == .counted, "the tally takes everything")
            additions += 1
            if rank < UInt64(counted.count) { counted[Int(rank)] += 1 }
        }
        return additions
    }

    private func notes(of hour: Int) -> [CoverageNote] {
        let start = Self.start.seconds + Int64(hour) * Hour.seconds
        guard
            let interval = Interval(
                from: Timestamp(seconds: start),
                to: Timestamp(seconds: start + Hour.seconds)
            )
        else { return [] }
        return (0..<TelemetryGenerator.sensors).map {
            CoverageNote(sensor: SensorNumber(UInt16($0)), interval: interval, claim: .covered)
        }
    }
}

func format(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}
