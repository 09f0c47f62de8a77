/// The byte behind an address key, which tells the rows of one address apart and orders them.
///
/// ```
/// address ‖ 02 ‖ hour ‖ sensor ‖ inside [‖ batch]   an observation of an address with few of them in its table
/// address ‖ 03 ‖ hour ‖ sensor ‖ inside [‖ batch]   one of an address with many: a crowd
/// address ‖ 04 [‖ batch]                            what the crowd is by hours, so that it need not be read
/// name    ‖ 05                                      only that something below the name was met
/// ```
/// The batch number, four bytes, tells rows of tables apart that were not yet joined into the day's one table.
enum RowMarker {
    static let single: UInt8 = 0x02
    static let crowd: UInt8 = 0x03
    static let crowdSummary: UInt8 = 0x04
    static let presence: UInt8 = 0x05

    /// Rows of one address in one table from which on they are a crowd.
    static let crowdThreshold = 64
    /// Names of up to this many labels are marked as met when only something below them was.
    static let maximumPresenceLabels = 8
    /// Bytes of a batch number.
    static let batchLength = 4
}
