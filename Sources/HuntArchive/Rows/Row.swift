internal import Addresses
internal import Observations

/// An observation of a known address on a known day.
struct Row {
    let hourOfDay: UInt8
    let sensor: SensorNumber
    let inside: IPAddress?
    var occurrences: Occurrences

    /// Whether both count the same thing.
    func isSame(as other: Row) -> Bool {
        hourOfDay == other.hourOfDay && sensor == other.sensor && inside == other.inside
    }

    /// In the order of keys.
    func precedes(_ other: Row) -> Bool {
        if hourOfDay != other.hourOfDay { return hourOfDay < other.hourOfDay }
        if sensor != other.sensor { return sensor < other.sensor }
        return InsideRank(inside) < InsideRank(other.inside)
    }
}
