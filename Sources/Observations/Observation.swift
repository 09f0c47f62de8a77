public import Addresses
public import Reports

/// That an address was met by an inside host in a sensor's telemetry during one hour: how often, first and last.
public struct Observation: Hashable, Sendable {
    /// The address that was met, suspicious or not.
    public var address: Address
    /// Who met it; nil where the telemetry does not say.
    public var inside: IPAddress?
    /// In whose telemetry.
    public var sensor: SensorNumber
    /// During which hour.
    public var hour: Hour
    /// How often, first and last.
    public var occurrences: Occurrences

    /// An observation of these parts.
    public init(
        address: Address,
        inside: IPAddress?,
        sensor: SensorNumber,
        hour: Hour,
        occurrences: Occurrences
    ) {
        self.address = address
        self.inside = inside
        self.sensor = sensor
        self.hour = hour
        self.occurrences = occurrences
    }

    /// When it was met first.
    public var first: Timestamp {
        Timestamp(seconds: hour.start.seconds + Int64(occurrences.first))
    }

    /// When it was met last.
    public var last: Timestamp {
        Timestamp(seconds: hour.start.seconds + Int64(occurrences.last))
    }
}
