public import Reports

/// How long somebody stays signed in.
public enum Session {
    /// The longest session, in seconds: a day's work.
    public static let longestSeconds: Int64 = 12 * 3600
    /// How long a session may lie idle, in seconds.
    public static let idleSeconds: Int64 = 3600
    /// To within how many seconds its use is noted.
    public static let useResolution: Int64 = 60
}

/// A session that goes on.
public struct OpenSession: Sendable {
    /// Who signed in.
    public let user: User
    /// When it ends unless it is used before.
    public let endsAt: Timestamp

    /// A session of these facts.
    public init(user: User, endsAt: Timestamp) {
        self.user = user
        self.endsAt = endsAt
    }
}
