internal import Observations

/// The name of a day's family: the day and how often its tables were joined into one before, `2026-11-23.0`.
struct FamilyName: Hashable {
    let day: Day
    let generation: Int

    var text: String { "\(day).\(generation)" }

    init(day: Day, generation: Int) {
        self.day = day
        self.generation = generation
    }

    /// Nil when `text` names no day's family.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(parts[0]), let generation = Int(parts[1]), generation >= 0,
            "\(generation)" == parts[1]
        else { return nil }
        self.init(day: day, generation: generation)
    }
}
