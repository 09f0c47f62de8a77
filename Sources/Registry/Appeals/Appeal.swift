public import Addresses
public import Reports

/// What somebody says who was blocked, and what became of it. All texts of the appellant are untrusted.
public struct Appeal: Hashable, Sendable, Identifiable {
    /// The number of an appeal in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The appeal with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// Longest ``reference``, in bytes of UTF-8.
    public static let maximumReferenceLength = 64
    /// Longest ``contact``, in bytes of UTF-8.
    public static let maximumContactLength = 200
    /// Longest ``text``, in bytes of UTF-8.
    public static let maximumTextLength = 4000
    /// Most appeals that wait for an answer: beyond that none is taken.
    public static let maximumOpen = 10_000
    /// Seconds until an appeal is due: three days.
    public static let answerTime: Int64 = 3 * Timestamp.secondsPerDay

    /// The number.
    public let id: ID
    /// What the appellant gave as the reference, in capital letters.
    public var reference: String
    /// The address that it stands for; nil when it stands for none that every member may know of.
    public var address: Address?
    /// Whose it is to answer: the member whose report or list it is; nil when any may.
    public var owner: Member.ID?
    /// How to reach the appellant, as they say.
    public var contact: String
    /// What they say.
    public var text: String
    /// When it came.
    public var at: Timestamp
    /// When an answer is due.
    public var due: Timestamp
    /// The answer; nil while it waits.
    public var answer: Answer?

    /// What was decided.
    public struct Answer: Hashable, Sendable {
        /// What was decided. The raw value is stored and never changes.
        public enum Verdict: UInt8, Sendable, CaseIterable {
            /// The address stays where it is.
            case upheld = 1
            /// The appellant was right.
            case accepted = 2

            /// The word used in output and JSON.
            public var name: String {
                switch self {
                case .upheld: "upheld"
                case .accepted: "accepted"
                }
            }
        }

        /// What was decided.
        public var verdict: Verdict
        /// Why.
        public var reason: String
        /// What was done for it, in a word; nil for nothing.
        public var act: String?
        /// Who decided: ``Actor/name``.
        public var who: String
        /// When.
        public var at: Timestamp

        /// An answer of these parts.
        public init(verdict: Verdict, reason: String, act: String?, who: String, at: Timestamp) {
            self.verdict = verdict
            self.reason = reason
            self.act = act
            self.who = who
            self.at = at
        }
    }

    /// An appeal as stored.
    public init(
        id: ID,
        reference: String,
        address: Address?,
        owner: Member.ID?,
        contact: String,
        text: String,
        at: Timestamp,
        due: Timestamp,
        answer: Answer?
    ) {
        self.id = id
        self.reference = reference
        self.address = address
        self.owner = owner
        self.contact = contact
        self.text = text
        self.at = at
        self.due = due
        self.answer = answer
    }

    /// Whether it waits beyond its time.
    public func isOverdue(at now: Timestamp) -> Bool { answer == nil && due <= now }

    /// Whether somebody may read it: those who work for its owner, or for anybody where it has none, and the system's own
    /// people.
    public func isShown(to member: Member.ID?) -> Bool { owner == nil || member == nil || owner == member }
}

/// An appeal before it has a number.
public struct AppealDraft: Hashable, Sendable {
    /// The reference as given.
    public var reference: String
    /// How to reach the appellant.
    public var contact: String
    /// What they say.
    public var text: String

    /// A draft of these parts.
    public init(reference: String, contact: String, text: String) {
        self.reference = reference
        self.contact = contact
        self.text = text
    }

    /// What is wrong with it.
    public enum Fault: Hashable, Sendable {
        /// The reference is empty or too long.
        case reference
        /// The contact is empty or too long.
        case contact
        /// The text is empty or too long.
        case text
    }

    /// What is wrong with it; nil when nothing is.
    public var fault: Fault? {
        if !(1...Appeal.maximumReferenceLength).contains(reference.utf8.count) { return .reference }
        if !(1...Appeal.maximumContactLength).contains(contact.utf8.count) { return .contact }
        if !(1...Appeal.maximumTextLength).contains(text.utf8.count) { return .text }
        return nil
    }
}
