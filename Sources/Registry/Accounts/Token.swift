public import Reports

/// A key that a program presents instead of a person's password.
public struct Token: Hashable, Sendable, Identifiable {
    /// The number of a token in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The token with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// The number.
    public let id: ID
    /// What it is for.
    public var settings: TokenSettings
    /// When it was made.
    public var createdAt: Timestamp
    /// When it was withdrawn.
    public var revokedAt: Timestamp?
    /// When it was last presented, to within a minute.
    public var lastUsedAt: Timestamp?

    /// A token as stored.
    public init(
        id: ID,
        settings: TokenSettings,
        createdAt: Timestamp,
        revokedAt: Timestamp?,
        lastUsedAt: Timestamp?
    ) {
        self.id = id
        self.settings = settings
        self.createdAt = createdAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
    }

    /// Whether it opens anything at this moment.
    public func isValid(at moment: Timestamp) -> Bool {
        revokedAt == nil && moment < settings.expiresAt
    }
}

/// What an administrator says of a token.
public struct TokenSettings: Hashable, Sendable {
    /// Longest ``name``, in bytes of UTF-8.
    public static let maximumNameLength = 200
    /// Longest life, in days.
    public static let maximumDays = 3653.0

    /// What it is called: the sensor, firewall or script that holds it. Unique within its member.
    public var name: String
    /// Whom it works for; nil for the system itself.
    public var member: Member.ID?
    /// What it may do.
    public var scopes: Permissions
    /// When it ends.
    public var expiresAt: Timestamp

    /// Settings of these parts.
    public init(name: String, member: Member.ID?, scopes: Permissions, expiresAt: Timestamp) {
        self.name = name
        self.member = member
        self.scopes = scopes
        self.expiresAt = expiresAt
    }

    /// What is wrong with the settings at the moment they are made, as one sentence; nil when nothing is.
    public func fault(at moment: Timestamp) -> String? {
        if name.isEmpty || name.utf8.count > Self.maximumNameLength {
            return "a name has 1 to \(Self.maximumNameLength) bytes"
        }
        if scopes.isEmpty { return "a token needs a scope: read, submit, consume, sense or admin" }
        if !scopes.isDisjoint(with: [.approve, .audit]) { return "approving and auditing are for people" }
        if member == nil, !scopes.isDisjoint(with: [.sense, .submit]) {
            return "a token that reports or senses belongs to a member"
        }
        if expiresAt <= moment || expiresAt.days(since: moment) > Self.maximumDays {
            return "a token ends within \(Int(Self.maximumDays)) days"
        }
        return nil
    }
}
