public import Addresses
public import Reports

/// A report that waits for a second person.
public struct Proposal: Hashable, Sendable, Identifiable {
    /// The number of a proposal in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The proposal with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// Its number.
    public let id: ID
    /// The address it is about.
    public var address: Address
    /// Whose report it is.
    public var member: Member.ID
    /// What is claimed.
    public var claim: Claim
    /// The members that it names.
    public var named: [Member.ID]
    /// The person who made it; nil for a program.
    public var user: User.ID?
    /// The name of that person or program at the time.
    public var who: String
    /// When it was made.
    public var at: Timestamp

    /// A proposal as stored.
    public init(
        id: ID,
        address: Address,
        member: Member.ID,
        claim: Claim,
        named: [Member.ID],
        user: User.ID?,
        who: String,
        at: Timestamp
    ) {
        self.id = id
        self.address = address
        self.member = member
        self.claim = claim
        self.named = named
        self.user = user
        self.who = who
        self.at = at
    }
}
