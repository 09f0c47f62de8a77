public import Reports

/// One thing that happened to an address.
public struct TimelineEntry: Hashable, Sendable {
    /// What happened. The raw value is stored, never changes, and orders what happened in one revision.
    public enum Event: UInt8, Sendable, CaseIterable {
        /// A source reported it while no other did.
        case reported = 1
        /// A source reported it that others report, too, as every member may know.
        case confirmed = 2
        /// A source that had delisted it lists it again.
        case reappeared = 3
        /// A source changed its report.
        case updated = 4
        /// A source no longer lists it.
        case delisted = 5
        /// A report ran out.
        case expired = 6
        /// A member's sensors met it for the first time; ``TimelineEntry/detail`` names the member by its code.
        case sighted = 7
        /// Somebody reported it, and the report waits for a second person.
        case submitted = 8
        /// A second person let a report through.
        case approved = 9
        /// A second person turned a report down.
        case rejected = 10
        /// A source took its report back.
        case retracted = 11
        /// A member says that it is a false positive; ``TimelineEntry/detail`` names the member by its code.
        case disputed = 12
        /// A member took that back.
        case undisputed = 13
        /// An analyst set its score; ``TimelineEntry/detail`` says to what.
        case overridden = 14
        /// The score is reckoned again.
        case overrideEnded = 15
        /// Its level rose or fell; ``TimelineEntry/detail`` names both, for example `low>high`.
        case levelChanged = 100

        /// The word used in output, JSON and SQL.
        public var name: String {
            switch self {
            case .reported: "reported"
            case .confirmed: "confirmed"
            case .reappeared: "reappeared"
            case .updated: "updated"
            case .delisted: "delisted"
            case .expired: "expired"
            case .sighted: "sighted"
            case .submitted: "submitted"
            case .approved: "approved"
            case .rejected: "rejected"
            case .retracted: "retracted"
            case .disputed: "disputed"
            case .undisputed: "undisputed"
            case .overridden: "overridden"
            case .overrideEnded: "override-ended"
            case .levelChanged: "level-changed"
            }
        }
    }

    /// The revision in which it happened.
    public var revision: Int64
    /// When it happened.
    public var at: Timestamp
    /// What happened.
    public var event: Event
    /// The source that caused it; nil when none did.
    public var sourceName: String?
    /// More about it, in a form that depends on the event.
    public var detail: String?

    /// An entry as stored.
    public init(revision: Int64, at: Timestamp, event: Event, sourceName: String?, detail: String?) {
        self.revision = revision
        self.at = at
        self.event = event
        self.sourceName = sourceName
        self.detail = detail
    }
}
