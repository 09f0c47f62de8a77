public import Observations
internal import Synchronization

extension HuntArchive {
    /// A day in the archive.
    public struct DayStatus: Hashable, Sendable {
        /// The day.
        public let day: Day
        /// Bytes on disk.
        public let byteCount: UInt64
    }

    /// A sensor that the archive knows.
    public struct SensorStatus: Hashable, Sendable {
        /// Its number.
        public let number: SensorNumber
        /// Its name.
        public let name: String
        /// Whether no more telemetry is expected of it.
        public let isRetired: Bool
    }

    /// The days that it holds something of, earliest first.
    public var days: [Day] { contents.withLock { $0.days.keys.sorted() } }

    /// The days with their sizes, earliest first.
    public var dayStatus: [DayStatus] {
        contents.withLock(\.days).sorted { $0.key < $1.key }
            .map { DayStatus(day: $0.key, byteCount: $0.value.byteCount) }
    }

    /// The sensors, by number.
    public var sensors: [SensorStatus] {
        contents.withLock(\.register).sensors.enumerated().map { number, sensor in
            SensorStatus(
                number: SensorNumber(UInt16(number)),
                name: sensor.name,
                isRetired: sensor.isRetired
            )
        }
    }

    /// The number of the sensor called `name`; nil when there is none.
    public func sensorNumber(of name: String) -> SensorNumber? {
        contents.withLock { $0.register.numbers[name] }
    }

    /// The name of a sensor; its number where there is none.
    public func sensorName(of number: SensorNumber) -> String {
        contents.withLock { $0.register[number]?.name } ?? "\(number.rawValue)"
    }

    /// Bytes of blocks, indexes and filters in memory now.
    public var cacheUsage: Int { contents.withLock { $0.root.database.settings.cacheUsage } }
}
