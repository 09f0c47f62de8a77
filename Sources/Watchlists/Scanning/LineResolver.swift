import Addresses
import Reports

/// Finds every hit of one line, exactly as README.md says.
///
/// This is the careful half of the scanner: it runs on lines that the fast half could not rule out.
struct LineResolver {
    /// How many layers of encoding are undone.
    static let maximumDepth = 3

    let tables: Tables
    private let line: UnsafeBufferPointer<UInt8>
    private let stopsAtFirst: Bool
    private var pending: [PendingHit] = []

    /// A hit before hits are put in order.
    struct PendingHit {
        /// Where the host of what was seen begins in the line.
        let order: Int
        let seen: Range<Int>
        /// The canonical text of what was seen.
        let text: String
        let finding: Finding
    }

    init(_ line: UnsafeBufferPointer<UInt8>, tables: Tables, stopsAtFirst: Bool) {
        self.line = line
        self.tables = tables
        self.stopsAtFirst = stopsAtFirst
    }

    /// Whether nothing more needs to be looked for.
    var isDone: Bool { stopsAtFirst && !pending.isEmpty }

    /// Whether some address of the line matches some entry.
    mutating func hasHit() -> Bool {
        resolveLayers()
        return !pending.isEmpty
    }

    /// All distinct pairs of an address seen and an entry matched, in order of appearance, most specific entry first.
    mutating func hits() -> [Hit] {
        resolveLayers()
        guard !pending.isEmpty else { return [] }
        struct Pair: Hashable {
            let text: String
            let place: Finding.Place
        }
        var known: Set<Pair> = []
        let ordered = pending.indices.sorted { (pending[$0].order, $0) < (pending[$1].order, $1) }
        return ordered.compactMap { index in
            let hit = pending[index]
            guard known.insert(Pair(text: hit.text, place: hit.finding.place)).inserted else { return nil }
            return Hit(
                seen: hit.seen,
                canonical: line[hit.seen].elementsEqual(hit.text.utf8) ? nil : hit.text,
                matched: tables.text(of: hit.finding),
                kind: hit.finding.kind,
                scope: hit.finding.scope,
                score: hit.finding.meta.score,
                category: hit.finding.meta.category
            )
        }
    }

    mutating func add(_ finding: Finding, seen: Range<Int>, order: Int, text: String) {
        pending.append(PendingHit(order: order, seen: seen, text: text, finding: finding))
    }

    /// The line as it is, then with one layer of escapes undone after another.
    private mutating func resolveLayers() {
        var escapes = LineDecoder(line).escapes()
        resolve(LineLayer(bytes: line, decoded: nil, escapes: escapes.map(\.range)))
        guard !escapes.isEmpty, !isDone else { return }
        var decoded = LineDecoder(line).decoded(escapes, origin: nil)
        for _ in 0..<Self.maximumDepth {
            escapes = decoded.bytes.withUnsafeBufferPointer { bytes in
                let escapes = LineDecoder(bytes).escapes()
                resolve(LineLayer(bytes: bytes, decoded: decoded, escapes: escapes.map(\.range)))
                return escapes
            }
            if escapes.isEmpty || isDone { return }
            decoded = decoded.bytes.withUnsafeBufferPointer {
                LineDecoder($0).decoded(escapes, origin: decoded)
            }
        }
    }

    private mutating func resolve(_ layer: LineLayer) {
        var position = 0
        while let run = layer.nextNameRun(from: position) {
            if layer.isConcerned(run) { resolveNames(in: run, of: layer) }
            if isDone { return }
            position = run.upperBound
        }
        position = 0
        while let colon = layer.nextDoubleColonRun(from: position) {
            let reader = IPv6Reader(layer.bytes, around: colon)
            if layer.isConcerned(reader.bounds), let (address, range) = reader.read() {
                resolve(address, at: range, of: layer)
            }
            if isDone { return }
            position = reader.bounds.upperBound
        }
    }
}

/// A line, or a line with layers of escapes undone, and which parts of it are looked at.
struct LineLayer {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the bytes came from; nil for the line itself.
    let decoded: DecodedText?
    /// The escapes still in it, left to the next layer with all that touches them.
    let escapes: [Range<Int>]

    /// Whether an address at `range` is looked at in this layer: it touches no escape, and, unless this is the line
    /// itself, touches something that came out of one.
    func isConcerned(_ range: Range<Int>) -> Bool {
        if Self.touches(escapes, range) { return false }
        guard let decoded else { return true }
        return Self.touches(decoded.produced, range)
    }

    private static func touches(_ ranges: [Range<Int>], _ range: Range<Int>) -> Bool {
        var lower = 0
        var upper = ranges.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if ranges[middle].upperBound < range.lowerBound { lower = middle + 1 } else { upper = middle }
        }
        return lower < ranges.count && ranges[lower].lowerBound <= range.upperBound
    }

    /// Where `range` of this layer stands in the line.
    func lineRange(_ range: Range<Int>) -> Range<Int> {
        guard let decoded, !range.isEmpty else { return range }
        return Int(decoded.starts[range.lowerBound])..<Int(decoded.ends[range.upperBound - 1])
    }

    /// The next run of name bytes that holds a dot or a byte of another script.
    func nextNameRun(from start: Int) -> Range<Int>? {
        var position = start
        while position < bytes.count {
            guard bytes[position].isNameByte else {
                position += 1
                continue
            }
            let runStart = position
            var isOfInterest = false
            while position < bytes.count, bytes[position].isNameByte {
                if bytes[position] == UInt8(ascii: ".") || bytes[position] >= 0x80 { isOfInterest = true }
                position += 1
            }
            if isOfInterest { return runStart..<position }
        }
        return nil
    }

    /// The next colon that another one follows within the length of a group.
    func nextDoubleColonRun(from start: Int) -> Int? {
        var last: Int?
        for position in start..<max(bytes.count, start) where bytes[position] == UInt8(ascii: ":") {
            if let last, position - last <= 5 { return last }
            last = position
        }
        return nil
    }
}
