public import Reports

/// Who reports: a feed, an analyst, a sensor, a peer.
public struct Source: Hashable, Sendable, Identifiable {
    /// The number of a source in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The source with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool {
            left.number < right.number
        }
    }

    /// Its number.
    public let id: ID
    /// What is known or set about it.
    public var settings: SourceSettings
    /// When it was last asked, whatever came of it.
    public var fetchedAt: Timestamp?
    /// When it was first read. What it listed then had been listed for an unknown time.
    public var firstSuccessAt: Timestamp?
    /// When it was last read completely: what it lists was last seen there then.
    public var succeededAt: Timestamp?
    /// What was read then.
    public var digest: ContentDigest?
    /// What reading it came to then.
    public var lastRead: ReadCounts?
    /// How many addresses it lists.
    public var listedCount: Int

    /// A source as stored.
    public init(
        id: ID,
        settings: SourceSettings,
        fetchedAt: Timestamp? = nil,
        firstSuccessAt: Timestamp? = nil,
        succeededAt: Timestamp? = nil,
        digest: ContentDigest? = nil,
        lastRead: ReadCounts? = nil,
        listedCount: Int = 0
    ) {
        self.id = id
        self.settings = settings
        self.fetchedAt = fetchedAt
        self.firstSuccessAt = firstSuccessAt
        self.succeededAt = succeededAt
        self.digest = digest
        self.lastRead = lastRead
        self.listedCount = listedCount
    }
}

/// What an operator sets about a source, and what holds for its reports that say nothing themselves.
public struct SourceSettings: Hashable, Sendable {
    /// Longest ``name``, ``owner`` and ``lineage``, in bytes of UTF-8.
    public static let maximumNameLength = 200
    /// Longest ``expiryDays``: a hundred years.
    public static let maximumExpiryDays = 36_525

    /// Its name, unique.
    public var name: String
    /// Who answers for it.
    public var owner: String?
    /// The member whose it is; nil when it is nobody's in particular.
    public var member: Member.ID?
    /// How it reports.
    public var nature: SourceNature
    /// How often it is right, 0…1; nil takes the reputation's default.
    public var reliability: Double?
    /// The group of sources that republish each other, and count once; nil when it stands alone.
    public var lineage: String?
    /// The category of reports that name none.
    public var category: Category
    /// The confidence of reports that name none, 0…100; nil takes the reputation's default.
    public var confidence: UInt8?
    /// The label of reports that bear none.
    public var label: SharingLabel
    /// What may be done with the addresses of reports that do not say.
    public var permittedUse: PermittedUse
    /// Days after its listing at which a report ends that names no end; nil for never. Holds for reports to come.
    public var expiryDays: Int?
    /// How many days addresses usually stay on its list, infinite for lists that never remove; nil takes the
    /// reputation's default.
    public var usualStayDays: Double?

    /// Settings of the source called `name`: the rest has defaults, GREEN and `block` among them.
    public init(
        name: String,
        owner: String? = nil,
        member: Member.ID? = nil,
        nature: SourceNature = .list,
        reliability: Double? = nil,
        lineage: String? = nil,
        category: Category = .undetermined,
        confidence: UInt8? = nil,
        label: SharingLabel = .green,
        permittedUse: PermittedUse = .block,
        expiryDays: Int? = nil,
        usualStayDays: Double? = nil
    ) {
        self.name = name
        self.owner = owner
        self.member = member
        self.nature = nature
        self.reliability = reliability
        self.lineage = lineage
        self.category = category
        self.confidence = confidence
        self.label = label
        self.permittedUse = permittedUse
        self.expiryDays = expiryDays
        self.usualStayDays = usualStayDays
    }

    /// What is wrong with the settings, as one sentence; nil when nothing is.
    public var fault: String? {
        let texts = [name, owner, lineage].compactMap(\.self)
        if texts.contains(where: { $0.isEmpty || $0.utf8.count > Self.maximumNameLength }) {
            return "names have 1 to \(Self.maximumNameLength) bytes"
        }
        if let reliability, !(0...1).contains(reliability) { return "a reliability lies between 0 and 1" }
        if let confidence, confidence > 100 { return "a confidence lies between 0 and 100" }
        if let expiryDays, !(1...Self.maximumExpiryDays).contains(expiryDays) {
            return "an expiry lies between 1 and \(Self.maximumExpiryDays) days"
        }
        if let usualStayDays, !(usualStayDays >= 0) { return "a usual stay is zero days or more" }
        return nil
    }
}

/// How a source reports. The raw value is stored and never changes.
public enum SourceNature: UInt8, Sendable, CaseIterable {
    /// It has a list: what it no longer lists has left it.
    case list = 1
    /// It reports one by one: each report has its date, and stands until it ends or is retracted.
    case reports = 2

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .list: "list"
        case .reports: "reports"
        }
    }
}
