import Reports

/// The days of the scenario, each 24 hours from the hour of the start; the last one ends at the present.
struct ScenarioClock: Sendable {
    /// The number of the last day; the first is 0.
    let lastDay: Int
    /// The present.
    let now: Timestamp

    /// When the scenario begins.
    var start: Timestamp { moment(day: 0, hour: 0) }

    /// A moment of a day, so many hours after its beginning.
    func moment(day: Int, hour: Double) -> Timestamp {
        now.advanced(byDays: Double(day - lastDay - 1) + hour / 24)
    }

    /// So many hours before the present.
    func hoursAgo(_ hours: Double) -> Timestamp { now.advanced(byDays: -hours / 24) }
}
