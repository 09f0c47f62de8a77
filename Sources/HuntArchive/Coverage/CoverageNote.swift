public import Observations
internal import Reports

/// What an ingester says of the completeness of a sensor's telemetry.
public struct CoverageNote: Hashable, Sendable {
    /// What is said of the time.
    public enum Claim: Hashable, Sendable {
        /// Everything the sensor met then is in the archive, gaps apart.
        case covered
        /// Something is missing, whatever else is said of that time; how many observations, as far as known.
        case gap(GapReason, lost: UInt64)
    }

    /// Whose telemetry.
    public var sensor: SensorNumber
    /// Which time.
    public var interval: Interval
    /// What is said.
    public var claim: Claim

    /// A note of these parts.
    public init(sensor: SensorNumber, interval: Interval, claim: Claim) {
        self.sensor = sensor
        self.interval = interval
        self.claim = claim
    }

    /// The notes of an ingester that read a sensor's telemetry of `interval` into a tally: covered, with a gap where
    /// the tally had no room. What could not be counted for what it was, is no gap.
    public static func notes(
        of sensor: SensorNumber,
        reading interval: Interval,
        dropped: ObservationDrops
    ) -> [CoverageNote] {
        let covered = CoverageNote(sensor: sensor, interval: interval, claim: .covered)
        let lost = dropped[.noRoom]
        guard lost > 0 else { return [covered] }
        return [
            covered, CoverageNote(sensor: sensor, interval: interval, claim: .gap(.overload, lost: lost)),
        ]
    }

    /// The same for the part that lies in `day`; nil when none does. What was lost is told with the first part.
    func part(in day: Day) -> CoverageNote? {
        guard let part = interval.intersection(Interval(unchecked: day.start, day.end)) else { return nil }
        var note = CoverageNote(sensor: sensor, interval: part, claim: claim)
        if case .gap(let reason, _) = claim, part.start > interval.start {
            note.claim = .gap(reason, lost: 0)
        }
        return note
    }
}

/// Why observations are missing. The raw value is stored and never changes.
public enum GapReason: UInt8, Sendable, Hashable, CaseIterable {
    /// Nobody said anything of that time.
    case unrecorded = 0
    /// More came in than could be kept.
    case overload = 1
    /// The sensor was stopped.
    case stopped = 2
    /// Input was gone before it was read: rotated away, lost on the way.
    case inputLost = 3
    /// Input could not be read.
    case unreadable = 4
    /// The archive no longer keeps it.
    case expired = 5
    /// Any other reason.
    case other = 255

    /// The word used in output and JSON.
    public var name: String {
        switch self {
        case .unrecorded: "unrecorded"
        case .overload: "overload"
        case .stopped: "stopped"
        case .inputLost: "input-lost"
        case .unreadable: "unreadable"
        case .expired: "expired"
        case .other: "other"
        }
    }

    /// The reason called `name`; nil when there is none.
    public init?(name: some StringProtocol) {
        guard let reason = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = reason
    }
}
