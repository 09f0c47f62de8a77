public import Reports

/// A person who signs in.
public struct User: Hashable, Sendable, Identifiable {
    /// The number of a user in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The user with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// The number.
    public let id: ID
    /// What an administrator says of the user.
    public var settings: UserSettings
    /// How the user likes to read.
    public var preferences: Preferences
    /// Whether a one-time code is asked for.
    public var hasOneTimeCode: Bool
    /// When the account was made.
    public var createdAt: Timestamp
    /// When the user last signed in.
    public var lastSignInAt: Timestamp?
    /// Until when nobody can sign in as this user, after too many wrong passwords.
    public var lockedUntil: Timestamp?
    /// Whom a provider means by this user; nil for one who signs in with the password alone.
    public var link: ProviderLink?

    /// A user as stored.
    public init(
        id: ID,
        settings: UserSettings,
        preferences: Preferences,
        hasOneTimeCode: Bool,
        createdAt: Timestamp,
        lastSignInAt: Timestamp?,
        lockedUntil: Timestamp?,
        link: ProviderLink? = nil
    ) {
        self.id = id
        self.settings = settings
        self.preferences = preferences
        self.hasOneTimeCode = hasOneTimeCode
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
        self.lockedUntil = lockedUntil
        self.link = link
    }
}

/// What an administrator says of a user.
public struct UserSettings: Hashable, Sendable {
    /// Longest ``name`` and ``displayName``, in bytes of UTF-8.
    public static let maximumNameLength = 200

    /// What the user types to sign in, unique.
    public var name: String
    /// What others read.
    public var displayName: String
    /// Whom the user works for; nil for the system's own administrators and auditors.
    public var member: Member.ID?
    /// What the user is there for.
    public var role: Role
    /// Whether the user can no longer sign in.
    public var isDisabled: Bool

    /// Settings of these parts.
    public init(name: String, displayName: String, member: Member.ID?, role: Role, isDisabled: Bool = false) {
        self.name = name
        self.displayName = displayName
        self.member = member
        self.role = role
        self.isDisabled = isDisabled
    }

    /// What is wrong with the settings, as one sentence; nil when nothing is.
    public var fault: String? {
        for text in [name, displayName] where text.isEmpty || text.utf8.count > Self.maximumNameLength {
            return "names have 1 to \(Self.maximumNameLength) bytes"
        }
        if name.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) {
            return "a user name holds no spaces"
        }
        switch (role, member) {
        case (.consumer, _), (.sensor, _): return "consumers and sensors have tokens, not user accounts"
        case (.administrator, nil), (.auditor, nil): return nil
        case (_, nil): return "a \(role.name) belongs to a member"
        default: return nil
        }
    }
}

/// How a user likes to read.
public struct Preferences: Hashable, Sendable {
    /// A language of the console. The raw value is stored and never changes.
    public enum Language: String, Sendable, CaseIterable {
        case arabic = "ar"
        case english = "en"
    }
    /// Digits in Arabic text. The raw value is stored and never changes.
    public enum Digits: String, Sendable, CaseIterable {
        /// 0–9.
        case western = "latn"
        /// ٠–٩.
        case arabic = "arab"
    }
    /// The colours. The raw value is stored and never changes.
    public enum Theme: String, Sendable, CaseIterable {
        /// As the system says.
        case system
        case light
        case dark
    }

    /// nil takes the browser's.
    public var language: Language?
    /// The digits of Arabic text.
    public var digits: Digits
    /// Whether the Hijri date stands beside the Gregorian one.
    public var showsHijri: Bool
    /// The colours.
    public var theme: Theme
    /// Minutes east of UTC in which times are shown.
    public var timeZoneMinutes: Int

    /// The Gulf's time zone, in minutes east of UTC.
    public static let gulfMinutes = 180

    /// Preferences of these parts.
    public init(
        language: Language? = nil,
        digits: Digits = .western,
        showsHijri: Bool = false,
        theme: Theme = .system,
        timeZoneMinutes: Int = gulfMinutes
    ) {
        self.language = language
        self.digits = digits
        self.showsHijri = showsHijri
        self.theme = theme
        self.timeZoneMinutes = timeZoneMinutes
    }
}
