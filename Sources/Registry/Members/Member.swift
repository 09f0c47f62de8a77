public import Addresses
public import Reports

/// A national CERT that takes part: it owns reports, users, sensors and lists, and answers for a constituency.
public struct Member: Hashable, Sendable, Identifiable {
    /// The number of a member in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The member with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// Its number.
    public let id: ID
    /// What it is called and answers for.
    public var settings: MemberSettings
    /// When it joined.
    public var createdAt: Timestamp

    /// A member as stored.
    public init(id: ID, settings: MemberSettings, createdAt: Timestamp) {
        self.id = id
        self.settings = settings
        self.createdAt = createdAt
    }
}

/// What an administrator says of a member.
public struct MemberSettings: Hashable, Sendable {
    /// Longest ``code``, in characters.
    public static let maximumCodeLength = 20
    /// Longest ``name`` and ``arabicName``, in bytes of UTF-8.
    public static let maximumNameLength = 200
    /// Most entries of a ``constituency``.
    public static let maximumConstituency = 100_000

    /// The short word for it in addresses, commands and files: lower-case letters, digits and hyphens, for example `sa`.
    public var code: String
    /// Its name in English.
    public var name: String
    /// Its name in Arabic.
    public var arabicName: String
    /// What it answers for: addresses, networks, AS numbers and names with all below them.
    public var constituency: [Address]

    /// Settings of these parts.
    public init(code: String, name: String, arabicName: String, constituency: [Address] = []) {
        self.code = code
        self.name = name
        self.arabicName = arabicName
        self.constituency = constituency
    }

    /// What is wrong with the settings, as one sentence; nil when nothing is.
    public var fault: String? {
        let isWord = code.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isWord, (1...Self.maximumCodeLength).contains(code.utf8.count) else {
            return "a code is 1 to \(Self.maximumCodeLength) lower-case letters, digits and hyphens"
        }
        for text in [name, arabicName] where text.isEmpty || text.utf8.count > Self.maximumNameLength {
            return "names have 1 to \(Self.maximumNameLength) bytes"
        }
        if constituency.count > Self.maximumConstituency {
            return "a constituency has at most \(Self.maximumConstituency) entries"
        }
        if let url = constituency.first(where: { $0.kind == .url }) {
            return "a constituency holds networks, AS numbers and names, not the URL \(url)"
        }
        return nil
    }
}
