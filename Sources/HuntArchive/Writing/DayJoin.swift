internal import Observations

/// Reads a day's tables in the order of their keys and writes them as one: observations of the same thing joined, crowds
/// told anew, coverage without seams.
struct DayJoin: ~Copyable {
    private let family: RocksFamily
    private let day: Day
    private let lastBatch: UInt32

    init(_ family: RocksFamily, day: Day, lastBatch: UInt32) {
        self.family = family
        self.day = day
        self.lastBatch = lastBatch
    }

    func write(to path: String) throws(RocksError) {
        let iterator = RocksIterator(family, .wholeOrder, fillsCache: false)
        iterator.seek([])
        var rows = JoinedRows(
            into: RowWriter(into: try TableFile(at: path, settings: family.database.settings), batch: nil)
        )
        try copyRecords(iterator, into: &rows.writer)
        while iterator.isValid {
            guard try rows.add(key: iterator.key, value: iterator.value) else {
                throw RocksError(message: "Corruption: a row of \(family.name) is malformed")
            }
            iterator.next()
        }
        try iterator.check()
        try rows.finish()
    }

    /// Batches as they are, notes joined, and how far this reaches.
    private func copyRecords(_ iterator: RocksIterator, into writer: inout RowWriter) throws(RocksError) {
        var notes: [CoverageNote] = []
        while iterator.isValid, iterator.key.first == 0 {
            let key = iterator.key
            if key.starts(with: DayRecord.batches) {
                try writer.record(Array(key), Array(iterator.value))
            } else if let note = DayRecord.note(key: key, value: iterator.value, in: day) {
                notes.append(note)
            } else if !key.elementsEqual(DayRecord.seal) {
                throw RocksError(message: "Corruption: a record of \(family.name) is malformed")
            }
            iterator.next()
        }
        try iterator.check()
        for (index, note) in CoverageNote.joined(notes).enumerated() {
            try writer.record(
                DayRecord.coverage(note, number: 0, index: UInt32(index)),
                DayRecord.value(of: note, in: day)
            )
        }
        try writer.record(DayRecord.seal, DayRecord.number(lastBatch))
    }
}

extension CoverageNote {
    /// The same said in fewer notes, by sensor: covered time without seams, gaps of one time and reason added up.
    static func joined(_ notes: [CoverageNote]) -> [CoverageNote] {
        let sensors = Dictionary(grouping: notes, by: \.sensor).sorted { $0.key < $1.key }
        return sensors.flatMap { sensor, notes in
            let covered = notes.compactMap { $0.claim == .covered ? $0.interval : nil }.joined
            var gaps: [(Interval, GapReason, UInt64)] = []
            for note in notes {
                guard case .gap(let reason, let lost) = note.claim else { continue }
                if let index = gaps.firstIndex(where: { $0.0 == note.interval && $0.1 == reason }) {
                    let (sum, overflow) = gaps[index].2.addingReportingOverflow(lost)
                    gaps[index].2 = overflow ? .max : sum
                } else {
                    gaps.append((note.interval, reason, lost))
                }
            }
            return covered.map { CoverageNote(sensor: sensor, interval: $0, claim: .covered) }
                + gaps.map { CoverageNote(sensor: sensor, interval: $0, claim: .gap($1, lost: $2)) }
        }
    }
}
