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

    /// One row of categories per kind, in the order of their raw values, and the kind's own half-life at the end of it.
    /// A category without one of its own is nil. One array only, since models are copied often.
    private var table: [TenThousandths?]
    private static let width = Category.allCases.count + 1

    /// The defaults.
    public init() {
        table = AddressKind.allCases.flatMap { kind in
            Array(repeating: nil, count: Self.width - 1) + [Self.standard(of: kind)]
        }
    }

    private static func standard(of kind: AddressKind) -> TenThousandths {
        switch kind {
        case .ip: TenThousandths(count: 140_000)
        case .domain: TenThousandths(count: 300_000)
        case .url: TenThousandths(count: 70_000)
        case .network, .asn: TenThousandths(count: 600_000)
        }
    }

    private static func place(_ kind: AddressKind, column: Int) -> Int {
        (Int(kind.rawValue) - 1) * width + column
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
        let column = category.map { Int($0.rawValue) } ?? Self.width - 1
        table[Self.place(kind, column: column)] = TenThousandths(rounding: days)
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
        table[Self.place(kind, column: Int(category.rawValue))] ?? steps(of: kind)
    }

    func steps(of kind: AddressKind) -> TenThousandths {
        table[Self.place(kind, column: Self.width - 1)] ?? Self.standard(of: kind)
    }
}
