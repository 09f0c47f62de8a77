/// One listing of one address by one source, or one dated report, as the histories keep them.
struct ListingRow {
    /// The number of the address.
    let address: Int32
    /// The number of the source.
    let source: Int32
    /// The first day, counted from the history's own first; nil when it was there at the source's first reading.
    let begun: Int32?
    /// The day on which it was found to have left; nil while it is there. A dated report "leaves" on its own day.
    let left: Int32?
    let isDated: Bool
    /// The first day of its chain of listings, each of which returned within a week; nil when not known.
    var since: Int32?
    /// The day on which the listing before it ended, if this one is a return.
    var returnsFrom: Int32?

    /// Days at or below this are "not known".
    private static let unknownDay: Int32 = -1000
    private static let stillListed: Int32 = -1
    private static let dated: Int32 = -2

    /// A row of the exported form: address, source, first day, last day.
    init(_ numbers: some RandomAccessCollection<Int32>) {
        let fields = Array(numbers)
        (address, source) = (fields[0], fields[1])
        begun = fields[2] > Self.unknownDay ? fields[2] : nil
        isDated = fields[3] == Self.dated
        left = isDated ? begun : fields[3] == Self.stillListed ? nil : fields[3]
        since = begun
    }

    var isFresh: Bool { begun != nil && returnsFrom == nil }
}
