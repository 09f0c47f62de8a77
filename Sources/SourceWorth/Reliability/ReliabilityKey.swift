public import Addresses
public import Reports

/// What sources are compared in: a kind of address and a category. Confirmation by lists of another purpose says nothing.
public struct ReportGroup: Hashable, Sendable, Comparable {
    /// The kind of address.
    public let kind: AddressKind
    /// What is reported of it.
    public let category: Category

    /// The reports of this category about addresses of this kind.
    public init(kind: AddressKind, category: Category) {
        self.kind = kind
        self.category = category
    }

    /// By kind, then by category.
    public static func < (left: ReportGroup, right: ReportGroup) -> Bool {
        (left.kind.rawValue, left.category.rawValue) < (right.kind.rawValue, right.category.rawValue)
    }
}

/// One source's reports in one group.
public struct ReliabilityKey: Hashable, Sendable, Comparable {
    /// The source.
    public let source: Int64
    /// The group.
    public let group: ReportGroup

    /// The reports of this source in this group.
    public init(source: Int64, group: ReportGroup) {
        self.source = source
        self.group = group
    }

    /// By source, then by group.
    public static func < (left: ReliabilityKey, right: ReliabilityKey) -> Bool {
        left.source != right.source ? left.source < right.source : left.group < right.group
    }
}

/// How many fresh listings had their time to be confirmed, and how many were; old ones weigh less.
public struct ConfirmationCounts: Hashable, Sendable {
    /// Fresh listings that turned ``ReliabilityRules/confirmationDays`` old, weighted.
    public internal(set) var listings: Double
    /// Those of them that another lineage confirmed, weighted.
    public internal(set) var confirmed: Double

    /// Counts as given, `confirmed` being at most `listings`.
    public init(listings: Double = 0, confirmed: Double = 0) {
        self.listings = listings
        self.confirmed = min(confirmed, listings)
    }

    static func + (left: ConfirmationCounts, right: ConfirmationCounts) -> ConfirmationCounts {
        ConfirmationCounts(
            listings: left.listings + right.listings,
            confirmed: left.confirmed + right.confirmed
        )
    }

    static func * (left: ConfirmationCounts, weight: Double) -> ConfirmationCounts {
        ConfirmationCounts(listings: left.listings * weight, confirmed: left.confirmed * weight)
    }

    /// The share confirmed when `strength` further listings of the rate `base` are mixed in.
    func share(shrunkTo base: Double, strength: Double) -> Double {
        (confirmed + strength * base) / (listings + strength)
    }
}
