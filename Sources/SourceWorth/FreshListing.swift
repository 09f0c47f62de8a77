public import Addresses
public import Reports

/// That a source newly listed an address, or reported it with a date: the event from which sources are compared.
///
/// A listing is fresh when its first day is known (it is not of the source's first reading) and the same source did not
/// list the address in the ``returnDays`` before. A flap's return is therefore no fresh listing, of any source.
public struct FreshListing: Hashable, Sendable {
    /// An address that returns within so many days after it was found to have left never really left.
    public static let returnDays = 7

    /// The address, by its number in the registry.
    public var address: Int64
    /// The source, by its number in the registry.
    public var source: Int64
    /// The kind of the address.
    public var kind: AddressKind
    /// What the source suspects it of; its default category when the report names none.
    public var category: Category
    /// The day on which the listing was found, or the date of a dated report.
    public var day: Day

    /// A listing of these facts.
    public init(
        address: Int64,
        source: Int64,
        kind: AddressKind,
        category: Category = .undetermined,
        day: Day
    ) {
        self.address = address
        self.source = source
        self.kind = kind
        self.category = category
        self.day = day
    }

    /// Whether a listing that begins on `day` is fresh, the one before it having ended on `left`.
    /// - Parameters:
    ///   - day: the day on which the address was found on the list, or reported.
    ///   - left: the day on which it was found to have left before, or the date of the report before; nil when the source
    ///     never listed it.
    /// - Returns: false for a return.
    public static func isFresh(on day: Day, after left: Day?) -> Bool {
        left.map { day - $0 > returnDays } ?? true
    }
}
