/// One pass over the fresh listings of the last months: counts all that lineages and reliability are learnt from.
///
/// Listings come in ascending order of their addresses; those of one address in any order. Listings after the day of the
/// sweep, and before its first day, change nothing. Its time grows with the listings, its memory with the sources.
public struct LearningSweep: Sendable {
    /// The day whose knowledge is counted.
    public let day: Day
    private(set) var closeness: ClosenessTally
    private(set) var confirmations: ConfirmationTally
    private var group: [FreshListing] = []
    private var address: Int64?

    init(on day: Day, closeness: ClosenessTally, confirmations: ConfirmationTally) {
        self.day = day
        self.closeness = closeness
        self.confirmations = confirmations
    }

    /// The first day of which listings are needed.
    public var firstDay: Day { min(closeness.firstDay, confirmations.firstDay) }

    /// Takes in a listing.
    /// - Parameter listing: a fresh listing, of the same address as the one before or of a higher one.
    /// - Throws: `order` when its address is lower.
    public mutating func add(_ listing: FreshListing) throws(SourceWorthError) {
        if let address, address != listing.address {
            guard address < listing.address else { throw SourceWorthError(.order) }
            close()
        }
        address = listing.address
        if listing.day <= day { group.append(listing) }
    }

    private mutating func close() {
        if group.count > 1 { group.sort { ($0.day, $0.source) < ($1.day, $1.source) } }
        closeness.add(group)
        confirmations.add(group)
        group.removeAll(keepingCapacity: true)
    }

    /// Closes the last address.
    mutating func finish() {
        close()
        address = nil
    }
}
