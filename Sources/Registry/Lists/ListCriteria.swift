public import Addresses
public import Reports
public import Reputation

/// Which addresses a list takes. An empty set of anything takes all.
///
/// All of it is judged by those reports alone that the list may be made of: visible by their label and permitted for the
/// list's use, one of which at least still stands: what every source has taken off its list is on no list either. What other reports say makes no difference, neither to whether an address is there nor to its score.
public struct ListCriteria: Hashable, Sendable {
    /// Most sources, and most members, that are named.
    public static let maximumNamed = 1000
    /// Longest ``maximumAgeDays``: a hundred years.
    public static let longestAgeDays = 36_525

    /// What the list is for: one that blocks takes no report that is to inform only.
    public var use: PermittedUse
    /// Only these kinds.
    public var kinds: Set<AddressKind>
    /// The least level.
    public var minimumLevel: Level
    /// The least score, as it was last computed, 0…100.
    public var minimumScore: Double
    /// Only these categories.
    public var categories: Set<Category>
    /// Only what one of these sources reports, by name.
    public var sources: Set<String>
    /// Only what a source of one of these members reports.
    public var members: Set<Member.ID>
    /// The most restrictive label that a report may bear.
    public var maximumLabel: SharingLabel
    /// Only IP addresses and networks that lie in one of these countries, by two capital letters (ISO 3166-1); what is not
    /// known to lie anywhere is not taken.
    public var countries: Set<String>
    /// Only what came onto some source's list within so many days.
    public var maximumAgeDays: Int?

    /// Criteria; what is left out takes everything, except reports above GREEN.
    public init(
        use: PermittedUse,
        kinds: Set<AddressKind> = [],
        minimumLevel: Level = .low,
        minimumScore: Double = 0,
        categories: Set<Category> = [],
        sources: Set<String> = [],
        members: Set<Member.ID> = [],
        maximumLabel: SharingLabel = .green,
        countries: Set<String> = [],
        maximumAgeDays: Int? = nil
    ) {
        self.use = use
        self.kinds = kinds
        self.minimumLevel = minimumLevel
        self.minimumScore = minimumScore
        self.categories = categories
        self.sources = sources
        self.members = members
        self.maximumLabel = maximumLabel
        self.countries = countries
        self.maximumAgeDays = maximumAgeDays
    }
}
