public import Observations

/// Observations of one day and what is said of their completeness: the unit that the archive takes in, all or nothing.
public struct ObservationBatch: Sendable {
    /// Most notes in one batch.
    public static let maximumNotes = 10_000

    /// Its name.
    public let id: BatchID
    /// The day of its observations and notes.
    public let day: Day
    /// Its observations; nil when there are only notes.
    public let observations: SortedObservations?
    /// What is said of the day's completeness.
    public let notes: [CoverageNote]

    /// The batches that what was drained from a tally makes, one for each day, earliest first.
    ///
    /// What the tally dropped is not looked at: ``CoverageNote/notes(of:reading:dropped:)`` makes notes of it.
    /// - Parameters:
    ///   - drained: observations of any days.
    ///   - id: the name of all of them.
    ///   - notes: what is said of any days; a note that crosses midnight is divided.
    /// - Returns: a batch for each day that is spoken of.
    public static func batches(
        of drained: DrainedObservations,
        id: BatchID,
        notes: [CoverageNote]
    ) -> [ObservationBatch] {
        var days = Set(drained.days.map(\.day))
        for note in notes { days.formUnion(note.days) }
        return days.sorted().map { day in
            ObservationBatch(
                id: id,
                day: day,
                observations: drained.days.first { $0.day == day },
                notes: notes.compactMap { $0.part(in: day) }
            )
        }
    }
}

extension CoverageNote {
    /// Longest time one note speaks of, in days; what goes beyond is cut off.
    static let maximumDays = 400

    /// The days it touches.
    fileprivate var days: [Day] {
        guard var day = Day(containing: interval.start) else { return [] }
        var days: [Day] = []
        while days.count < Self.maximumDays, day.start < interval.end {
            days.append(day)
            if day == Day.last { break }
            day = day.advanced(by: 1)
        }
        return days
    }
}
