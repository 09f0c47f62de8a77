public import Lists
internal import Reports

/// What an administrator says of a list that is published.
public struct ListSettings: Hashable, Sendable {
    /// Longest ``purpose``, in bytes of UTF-8.
    public static let maximumPurposeLength = 500
    /// Longest ``interval``, in seconds: a week.
    public static let maximumInterval = 604_800

    /// Its name, unique, as it stands in its address.
    public var name: ListName
    /// What it is for, in a sentence.
    public var purpose: String
    /// Which addresses it takes.
    public var criteria: ListCriteria
    /// For whom it is.
    public var audience: ListAudience
    /// The formats in which it may be pulled; empty for all.
    public var formats: Set<ListFormat>
    /// Most entries, those of higher scores first; nil for the format's own limit.
    public var maximumEntries: Int?
    /// How much it may change by itself.
    public var bounds: ListBounds
    /// Seconds between two serials at least; nil publishes on every change.
    public var interval: Int?

    /// Settings of the list called `name`.
    public init(
        name: ListName,
        purpose: String,
        criteria: ListCriteria,
        audience: ListAudience = .community,
        formats: Set<ListFormat> = [],
        maximumEntries: Int? = nil,
        bounds: ListBounds = ListBounds(),
        interval: Int? = nil
    ) {
        self.name = name
        self.purpose = purpose
        self.criteria = criteria
        self.audience = audience
        self.formats = formats
        self.maximumEntries = maximumEntries
        self.bounds = bounds
        self.interval = interval
    }

    /// What is wrong with the settings, as one sentence; nil when nothing is.
    public var fault: String? {
        if purpose.utf8.count > Self.maximumPurposeLength {
            return "a purpose has at most \(Self.maximumPurposeLength) bytes"
        }
        if criteria.maximumLabel > audience.maximumLabel {
            return "a list for \(audience.name) is made of nothing above \(audience.maximumLabel.name)"
        }
        if !(0...100).contains(criteria.minimumScore) { return "a score lies between 0 and 100" }
        if max(criteria.sources.count, criteria.members.count) > ListCriteria.maximumNamed {
            return "a list names at most \(ListCriteria.maximumNamed) sources and members"
        }
        if let odd = criteria.countries.sorted().first(where: { !Self.isCountry($0) }) {
            return "a country has two capital letters, as SA, and '\(odd)' has not"
        }
        if let days = criteria.maximumAgeDays, !(1...ListCriteria.longestAgeDays).contains(days) {
            return "an age lies between 1 and \(ListCriteria.longestAgeDays) days"
        }
        if let maximumEntries, maximumEntries < 1 { return "a list has room for 1 entry or more" }
        if let interval, !(1...Self.maximumInterval).contains(interval) {
            return "an interval lies between 1 and \(Self.maximumInterval) seconds"
        }
        return bounds.fault
    }

    private static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    /// Whether it may be pulled in a format.
    public func allows(_ format: ListFormat) -> Bool { formats.isEmpty || formats.contains(format) }
}
