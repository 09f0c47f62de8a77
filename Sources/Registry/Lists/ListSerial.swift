public import Addresses
public import Reports

/// One published state of a list.
public struct ListSerial: Hashable, Sendable {
    /// Why it was published. The raw value is stored and never changes.
    public enum Cause: UInt8, Sendable, CaseIterable {
        /// The registry changed.
        case changed = 1
        /// Entries ended.
        case ended = 2
        /// A person released what was held.
        case released = 3
        /// A person went back to an earlier serial.
        case rolledBack = 4

        /// The word used in output and JSON.
        public var name: String {
            switch self {
            case .changed: "changed"
            case .ended: "ended"
            case .released: "released"
            case .rolledBack: "rolled-back"
            }
        }
    }

    /// Its number, from 1, each higher than the one before.
    public var number: Int64
    /// When it was published.
    public var at: Timestamp
    /// Why.
    public var cause: Cause
    /// By whom: ``Actor/name``.
    public var who: String
    /// How it differs from the one before.
    public var difference: ListDifference
    /// How many entries it has.
    public var entryCount: Int
    /// What is to be said of it; nil for nothing.
    public var note: String?

    /// A serial as stored.
    public init(
        number: Int64,
        at: Timestamp,
        cause: Cause,
        who: String,
        difference: ListDifference,
        entryCount: Int,
        note: String?
    ) {
        self.number = number
        self.at = at
        self.cause = cause
        self.who = who
        self.difference = difference
        self.entryCount = entryCount
        self.note = note
    }
}

/// An address in which two states of a list differ.
public struct ListChange: Hashable, Sendable {
    /// The address.
    public var address: Address
    /// What stood there; nil when it comes.
    public var before: ListedAddress?
    /// What stands there; nil when it goes.
    public var after: ListedAddress?
    /// What was lately seen behind it; nil when nothing was, or when it was not asked.
    public var exposure: ListExposure?

    /// A change of these parts.
    public init(
        address: Address,
        before: ListedAddress?,
        after: ListedAddress?,
        exposure: ListExposure? = nil
    ) {
        self.address = address
        self.before = before
        self.after = after
        self.exposure = exposure
    }
}

/// An address that a list's criteria take and allowlists do not let pass.
public struct WithheldAddress: Hashable, Sendable {
    /// The address.
    public var address: Address
    /// Why, for a person.
    public var reason: String
    /// Whether it stops the list until a person has seen it.
    public var stops: Bool
    /// Since when.
    public var since: Timestamp
    /// Who has seen it and let the rest pass; nil while nobody has.
    public var seenBy: String?

    /// A withheld address as stored.
    public init(address: Address, reason: String, stops: Bool, since: Timestamp, seenBy: String?) {
        self.address = address
        self.reason = reason
        self.stops = stops
        self.since = since
        self.seenBy = seenBy
    }
}
