internal import Addresses

/// How much one hunt reads and keeps. What lies beyond is told in the answer.
public struct HuntLimits: Hashable, Sendable {
    /// Most rows read for one address, which is answered within 50 ms.
    public static let rowsOfOneAddress = 25_000
    /// Most rows read for a network, a domain or the URLs of a host, which is answered within a second.
    public static let rowsOfRange = 1_000_000
    /// Most rows read for one of many targets in a bulk hunt.
    public static let rowsOfBulkTarget = 20_000
    /// Most meetings kept: an address, inside host and sensor each.
    public static let defaultMeetings = 50_000

    /// Most rows read. Of an address with a crowd of rows the totals are exact whether its rows are read or not.
    public var rows: Int
    /// Most meetings kept.
    public var meetings: Int

    /// Limits of these numbers.
    public init(rows: Int, meetings: Int = Self.defaultMeetings) {
        self.rows = max(0, rows)
        self.meetings = max(0, meetings)
    }

    /// No limits: everything is read and kept, however long that takes and whatever memory.
    public static let unlimited = HuntLimits(rows: .max, meetings: .max)

    /// The usual limits of a hunt for `target`.
    public init(for target: HuntTarget) {
        switch (target.address.kind, target.reach) {
        case (.network, _), (.domain, .inside), (.domain, .pathPrefix), (.domain, .host), (.url, .host),
            (.url, .pathPrefix):
            self.init(rows: Self.rowsOfRange)
        default: self.init(rows: Self.rowsOfOneAddress)
        }
    }
}
