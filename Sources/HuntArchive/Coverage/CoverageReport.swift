public import Observations
public import Reports

/// How complete the archive is for a period.
public struct CoverageReport: Hashable, Sendable {
    /// A time for which something is missing.
    public struct Gap: Hashable, Sendable {
        /// Which time.
        public let interval: Interval
        /// Why.
        public let reason: GapReason
        /// How many observations are known to be lost.
        public let lost: UInt64
    }

    /// What is known of one sensor.
    public struct Sensor: Hashable, Sendable {
        /// Its number.
        public let number: SensorNumber
        /// Its name.
        public let name: String
        /// Whether nothing is missing.
        public var isComplete: Bool { gaps.isEmpty && unnamedGaps == 0 }
        /// What is missing, earliest first, at most ``CoverageReport/maximumGaps``.
        public let gaps: [Gap]
        /// How many gaps more there are.
        public let unnamedGaps: Int
        /// The end of the last time that the sensor covered in the period; nil when it covered nothing of it.
        public let coveredUntil: Timestamp?
    }

    /// Most gaps named for one sensor.
    public static let maximumGaps = 100

    /// The period.
    public let period: Interval
    /// The sensors that the archive expects telemetry of, by number.
    public let sensors: [Sensor]

    /// Whether the archive holds everything that any sensor met in the period. An archive that expects no sensor is not.
    public var isComplete: Bool { !sensors.isEmpty && sensors.allSatisfy(\.isComplete) }
}

extension CoverageReport.Sensor {
    /// What `notes`, in any order, tell of a sensor in `period`, where nothing is kept from before `expired`.
    init(number: SensorNumber, name: String, notes: [CoverageNote], period: Interval, expired: Timestamp) {
        let covered = notes.compactMap { $0.claim == .covered ? $0.interval.intersection(period) : nil }
            .joined
        var gaps = notes.compactMap { note -> CoverageReport.Gap? in
            guard case .gap(let reason, let lost) = note.claim, let part = note.interval.intersection(period)
            else { return nil }
            return CoverageReport.Gap(interval: part, reason: reason, lost: lost)
        }
        for missing in covered.missing(from: period) {
            let explained = gaps.map(\.interval).joined
            for part in explained.missing(from: missing) {
                gaps += Self.unexplained(part, expired: expired)
            }
        }
        gaps = Self.joined(gaps)
        self.number = number
        self.name = name
        self.gaps = Array(gaps.prefix(CoverageReport.maximumGaps))
        unnamedGaps = max(0, gaps.count - CoverageReport.maximumGaps)
        coveredUntil = covered.last?.end
    }

    private static func unexplained(_ interval: Interval, expired: Timestamp) -> [CoverageReport.Gap] {
        let parts = [
            (Interval(from: interval.start, to: min(interval.end, expired)), GapReason.expired),
            (Interval(from: max(interval.start, expired), to: interval.end), GapReason.unrecorded),
        ]
        return parts.compactMap { part, reason in
            part.map { CoverageReport.Gap(interval: $0, reason: reason, lost: 0) }
        }
    }

    /// Gaps in order; those of one reason that touch are one, their losses added.
    private static func joined(_ gaps: [CoverageReport.Gap]) -> [CoverageReport.Gap] {
        var result: [CoverageReport.Gap] = []
        let ordered = gaps.sorted {
            ($0.interval.start, $0.interval.end, $0.reason.rawValue)
                < ($1.interval.start, $1.interval.end, $1.reason.rawValue)
        }
        for gap in ordered {
            guard
                let index = result.lastIndex(where: {
                    $0.reason == gap.reason && gap.interval.start <= $0.interval.end
                }),
                let interval = Interval(
                    from: result[index].interval.start,
                    to: max(result[index].interval.end, gap.interval.end)
                )
            else {
                result.append(gap)
                continue
            }
            let (lost, overflow) = result[index].lost.addingReportingOverflow(gap.lost)
            result[index] = CoverageReport.Gap(
                interval: interval,
                reason: gap.reason,
                lost: overflow ? .max : lost
            )
        }
        return result
    }
}
