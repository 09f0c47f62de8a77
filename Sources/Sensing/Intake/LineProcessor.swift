import Addresses
import LogFormats
import LogInputs
import Observations
import Reports
import Watchlists

/// Makes of lines what a sensor keeps of them: the listed addresses that were seen, and everything that was met.
final class LineProcessor {
    /// Longest text of what was seen that is kept, in bytes.
    static let maximumSeenLength = 2048
    /// How far ahead of its receipt a line may claim to be, in seconds; a clock that is further ahead is not believed.
    static let maximumLead: Int64 = 24 * 3600

    /// How the lines fared.
    struct Counts: Sendable {
        /// Lines taken.
        var lines: Int64 = 0
        /// Lines in which something listed was seen.
        var hits: Int64 = 0
        /// Events that lines told of.
        var events: Int64 = 0
        /// Lines that no format explains.
        var unparsed: Int64 = 0
    }

    private(set) var counts = Counts()
    private let rule: InsideRule
    private var readers: StreamReaders
    private var watching: Watching?
    private var tally = ObservationTally(capacity: 1 << 16, keyCapacity: 8 << 20)

    /// The one sensor that a spool's observations belong to.
    private static let sensor = SensorNumber(0)

    /// A processor whose inside is `rule`'s and which reads what logs leave unsaid by `options`.
    init(rule: InsideRule, options: @escaping @Sendable () -> LogOptions) {
        self.rule = rule
        readers = StreamReaders(options: options)
    }

    /// Looks for what is on `watchlist` from now on.
    func watch(_ watchlist: Watchlist) {
        watching = Watching(watchlist)
    }

    /// What came of a batch.
    func take(_ batch: LineBatch) -> TakenLines {
        var taken = TakenLines(position: batch.position)
        let found = watching?.hits(in: batch.lines) ?? []
        let received = batch.origin.receivedAt.milliseconds / 1000
        var observed: [UInt8] = []
        var seen: [SeenRow.Place: SeenRow] = [:]
        readers.withReader(of: batch) { reader in
            var next = 0
            var start = 0
            while start < batch.lines.count {
                let end = batch.lines[start...].firstIndex(of: UInt8(ascii: "\n")) ?? batch.lines.count
                let hits = next < found.count && found[next].line.lowerBound == start ? found[next].hits : []
                if !hits.isEmpty { next += 1 }
                let context = read(batch.lines, start..<end, received, &reader, &observed)
                note(hits, in: batch.lines[start..<end], context, received, &seen)
                start = end + 1
            }
        }
        counts.lines += Int64(batch.lineCount)
        counts.hits += Int64(found.count)
        observed += ObservedBlock.bytes(tally.drain())
        taken.observed = observed
        taken.seen = Array(seen.values)
        return taken
    }

    /// What the first event of a line says of its time and its inside host.
    private struct Context {
        var inside: IPAddress?
        var seconds: Int64?
    }

    private func read(
        _ lines: [UInt8],
        _ range: Range<Int>,
        _ received: Int64,
        _ reader: inout LogReader,
        _ observed: inout [UInt8]
    ) -> Context {
        var context: Context?
        let line = lines.span.extracting(range)
        let outcome = reader.read(line) { event in
            let contact = rule.contact(event)
            let stated = event.time?.seconds
            let seconds =
                stated.map { $0 > received + Self.maximumLead || $0 < 0 ? received : $0 } ?? received
            if context == nil { context = Context(inside: contact.inside, seconds: seconds) }
            for address in contact.outside {
                let outcome = tally.add(address, inside: contact.inside, sensor: Self.sensor, at: seconds)
                guard outcome == .full else { continue }
                observed += ObservedBlock.bytes(tally.drain())
                _ = tally.add(address, inside: contact.inside, sensor: Self.sensor, at: seconds)
            }
        }
        switch outcome {
        case .events(let count): counts.events += Int64(count)
        case .unparsed: counts.unparsed += 1
        case .skipped: break
        }
        return context ?? Context()
    }

    /// Counts each listed address that a line shows once for each thing that was seen.
    private func note(
        _ hits: [Hit],
        in line: ArraySlice<UInt8>,
        _ context: Context,
        _ received: Int64,
        _ seen: inout [SeenRow.Place: SeenRow]
    ) {
        var noted: Set<SeenRow.Place> = []
        for hit in hits {
            guard let matched = hit.matchedAddress else { continue }
            let text = hit.seenAddress(in: line).map { "\($0)" }
            let row = SeenRow(
                address: matched.key,
                seen: text == hit.matched || text.map { $0.utf8.count > Self.maximumSeenLength } ?? true
                    ? nil : text,
                inside: context.inside,
                at: context.seconds ?? received
            )
            guard noted.insert(row.place).inserted else { continue }
            if seen[row.place]?.join(row) == nil { seen[row.place] = row }
        }
    }
}

/// A watchlist and the scanner that looks for it.
private struct Watching: ~Copyable {
    private let watchlist: Watchlist
    private var scanner: LineScanner

    init(_ watchlist: Watchlist) {
        self.watchlist = watchlist
        scanner = LineScanner(watchlist)
    }

    /// The lines that show something listed, in order.
    mutating func hits(in lines: [UInt8]) -> [(line: Range<Int>, hits: [Hit])] {
        var found: [(line: Range<Int>, hits: [Hit])] = []
        _ = scanner.scanLines(lines.span) { line, _, hits in found.append((line, hits)) }
        return found
    }
}
