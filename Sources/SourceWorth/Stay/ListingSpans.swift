/// How many listings began on each day, and how many of them ended on each.
struct ListingSpans: Hashable {
    struct Span: Hashable, Comparable {
        let begun: Day
        let left: Day

        static func < (one: Span, other: Span) -> Bool {
            (one.begun, one.left) < (other.begun, other.left)
        }
    }

    private(set) var begun: [Day: Int] = [:]
    private(set) var ended: [Span: Int] = [:]

    mutating func begin(_ count: Int, on day: Day) {
        begun[day, default: 0] += count
    }

    /// Undoes beginnings. Takes back no more than there are.
    mutating func withdraw(_ count: Int, begun day: Day) {
        guard let known = begun[day] else { return }
        begun[day] = known > count ? known - count : nil
    }

    mutating func end(_ count: Int, begun day: Day, left: Day) {
        ended[Span(begun: day, left: left), default: 0] += count
    }

    /// Undoes endings: the listings go on. Takes back no more than there are.
    mutating func resume(_ count: Int, begun day: Day, left: Day) {
        let span = Span(begun: day, left: left)
        guard let known = ended[span] else { return }
        ended[span] = known > count ? known - count : nil
    }

    /// Forgets listings that began before `first` as running ones, and endings before it altogether.
    mutating func forget(before first: Day) {
        if begun.keys.contains(where: { $0 < first }) { begun = begun.filter { $0.key >= first } }
        if ended.keys.contains(where: { $0.left < first }) { ended = ended.filter { $0.key.left >= first } }
    }

    /// The durations of the listings that began on the days `days`, as known at the end of `last`.
    func durations(begunOn days: ClosedRange<Day>, knownOn last: Day) -> KaplanMeier {
        var estimate = KaplanMeier()
        var running = begun.filter { days.contains($0.key) && $0.key <= last }
        for (span, count) in ended where span.left <= last {
            guard let known = running[span.begun] else { continue }
            let counted = min(count, known)
            running[span.begun] = known - counted
            estimate.add(counted, lasting: span.left - span.begun, hasEnded: true)
        }
        for (day, count) in running {
            estimate.add(count, lasting: last - day, hasEnded: false)
        }
        return estimate
    }
}

extension ListingSpans {
    func write(to writer: inout NumberWriter) {
        writer.write(begun.count)
        for (day, count) in begun.sorted(by: { $0.key < $1.key }) {
            writer.write(day)
            writer.write(count)
        }
        writer.write(ended.count)
        for (span, count) in ended.sorted(by: { $0.key < $1.key }) {
            writer.write(span.begun)
            writer.write(span.left - span.begun)
            writer.write(count)
        }
    }

    init(from reader: inout NumberReader) throws(SourceWorthError) {
        for _ in 0..<(try reader.count()) {
            begun[try reader.day()] = try reader.number(in: 0...Int(Int32.max))
        }
        for _ in 0..<(try reader.count()) {
            let day = try reader.day()
            let span = Span(begun: day, left: day.advanced(by: try reader.number(in: 0...Int(Int32.max))))
            ended[span] = try reader.number(in: 1...Int(Int32.max))
        }
    }
}
