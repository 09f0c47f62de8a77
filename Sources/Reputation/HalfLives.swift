public import Addresses
public import Reports

/// After how many days a report weighs half, by kind of address and, where set, by category.
///
/// The defaults are 14 days for IP addresses, 30 for domains, 7 for URLs, 60 for networks and AS numbers.
public struct HalfLives: Hashable, Sendable {
    /// The shortest half-life, in days: a quarter of an hour.
    public static let minimumDays = 0.01
    /// The longest half-life, in days: about a century.
    public static let maximumDays = 36_500.0

    private struct Place: Hashable {
        let kind: AddressKind
        let category: Category
    }

    private var base: [AddressKind: TenThousandths]
    private var special: [Place: TenThousandths] = [:]
    /// Every answer, by kind and category, so that scoring looks up by index.
    private var table: [TenThousandths] = []

    /// The defaults.
    public init() {
        base = Dictionary(
            uniqueKeysWithValues: AddressKind.allCases.map { ($0, Self.standard(of: $0)) }
        )
        fill()
    }

    private static func standard(of kind: AddressKind) -> TenThousandths {
        switch kind {
        case .ip: TenThousandths(count: 140_000)
        case .domain: TenThousandths(count: 300_000)
        case .url: TenThousandths(count: 70_000)
        case .network, .asn: TenThousandths(count: 600_000)
        }
    }

    /// Sets the half-life of a kind, or of one category of that kind.
    /// - Parameters:
    ///   - days: the half-life, kept to four decimals.
    ///   - kind: the kind of address it is for.
    ///   - category: the category it is for; nil sets it for all categories that have none of their own.
    /// - Throws: `halfLife` when `days` is below ``minimumDays`` or above ``maximumDays``.
    public mutating func set(
        _ days: Double,
        for kind: AddressKind,
        category: Category? = nil
    ) throws(ReputationError) {
        guard days >= Self.minimumDays, days <= Self.maximumDays else { throw ReputationError(.halfLife) }
        if let category {
            special[Place(kind: kind, category: category)] = TenThousandths(rounding: days)
        } else {
            base[kind] = TenThousandths(rounding: days)
        }
        fill()
    }

    /// The half-life in days of reports of `category` about addresses of `kind`.
    public func days(of kind: AddressKind, category: Category) -> Double {
        steps(of: kind, category: category).value
    }

    /// The half-life in days of what has no category, such as a sighting of an address of `kind`.
    public func days(of kind: AddressKind) -> Double {
        steps(of: kind).value
    }

    func steps(of kind: AddressKind, category: Category) -> TenThousandths {
        table[(Int(kind.rawValue) - 1) * Category.allCases.count + Int(category.rawValue)]
    }

    func steps(of kind: AddressKind) -> TenThousandths {
        base[kind] ?? Self.standard(of: kind)
    }

    /// Lays the table out in the order of the raw values, which ``steps(of:category:)`` counts on.
    private mutating func fill() {
        table = AddressKind.allCases.flatMap { kind in
            Category.allCases.map { special[Place(kind: kind, category: $0)] ?? steps(of: kind) }
        }
    }
}
