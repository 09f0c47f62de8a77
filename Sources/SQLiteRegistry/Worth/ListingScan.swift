import Addresses
import GRDB
import Registry
import Reports
import SourceWorth

/// Reads what sources list and listed, address by address, as far as every member may see it: one pass over the reports.
///
/// Memory stays the same whatever their number.
struct ListingScan {
    /// One source's report of the address, and the chains of listings before it.
    struct Listing {
        let source: Int64
        let category: Category
        /// When its chain of listings began; nil when it was there at the first reading.
        let began: Timestamp?
        let isActive: Bool
        /// When it was listed, for the chances of scores.
        let interval: ListingInterval
    }

    /// Most claims remembered; a further one makes it forget and ask the table again.
    static let maximumRemembered = 65_536

    private let sources: [Int64: Source]
    private let reports: RawStatement
    private let past: RawStatement
    private let claim: RawStatement
    private let kind: RawStatement
    private var claims: [Int64: (category: Category?, label: SharingLabel?)] = [:]
    private var lastPast: PastListing?

    private struct PastListing {
        let address: Int64
        let source: Int64
        let listedAt: Timestamp
        let leftAt: Timestamp?
    }

    /// A scan of the reports of these sources.
    init(_ database: Database, sources: [Source]) throws {
        self.sources = Dictionary(sources.map { ($0.id.number, $0) }, uniquingKeysWith: { $1 })
        reports = try RawStatement(
            database,
            """
            SELECT address_id, source_id, claim_id, state, listed_at, listed_since, left_at, expires_at FROM report
            ORDER BY address_id, source_id
            """
        )
        past = try RawStatement(
            database,
            """
            SELECT address_id, source_id, listed_at, left_at FROM past_listing
            ORDER BY address_id, source_id, listed_at
            """
        )
        claim = try RawStatement(database, "SELECT category, label FROM claim WHERE id = ?")
        kind = try RawStatement(database, "SELECT kind FROM address WHERE id = ?")
    }

    /// Gives `sweep` the fresh listings and `tally` what is listed now, and settles `forecasts`.
    mutating func read(
        into sweep: inout LearningSweep,
        _ tally: inout OverlapTally,
        _ forecasts: inout DueForecasts
    ) throws {
        try nextPast()
        var listings: [Listing] = []
        var address: Int64 = 0
        while try reports.step() {
            if reports.int64(0) != address {
                try close(address, listings, &sweep, &tally, &forecasts)
                address = reports.int64(0)
                listings.removeAll(keepingCapacity: true)
            }
            if let listing = try listing() { listings.append(listing) }
        }
        reports.reset()
        try close(address, listings, &sweep, &tally, &forecasts)
        forecasts.finish()
        past.reset()
    }

    /// The report at hand; nil for one that never counted, was taken back, or is not for every member.
    private mutating func listing() throws -> Listing? {
        let state = ReportTable.state(reports.int64(3))
        guard state == .active || state == .expired || state == .delisted,
            let source = sources[reports.int64(1)]
        else { return nil }
        let (category, label) = try facts(ofClaim: reports.int64(2))
        guard (label ?? source.settings.label) != .red else { return nil }
        let chainStart = Timestamp(seconds: reports.optionalInt64(5) ?? reports.int64(4))
        let began = chainStart == source.firstSuccessAt ? nil : chainStart
        return Listing(
            source: source.id.number,
            category: category ?? source.settings.category,
            began: began,
            isActive: state == .active,
            interval: ListingInterval(
                source: source.id.number,
                began: began.map(Day.init),
                left: leftAt(state, source.settings.nature).map(Day.init)
            )
        )
    }

    /// When the listing of the report at hand was over; a dated report is over at once.
    private func leftAt(_ state: ReportRecord.State, _ nature: SourceNature) -> Timestamp? {
        guard nature == .list else { return Timestamp(seconds: reports.int64(4)) }
        let end = reports.optionalInt64(6) ?? (state == .expired ? reports.optionalInt64(7) : nil)
        return end.map(Timestamp.init(seconds:))
    }

    private mutating func facts(ofClaim id: Int64) throws -> (category: Category?, label: SharingLabel?) {
        if let known = claims[id] { return known }
        claim.bind(id, at: 1)
        defer { claim.reset() }
        guard try claim.step() else { return (nil, .red) }
        func code(_ column: Int32) -> UInt8? {
            claim.optionalInt64(column).map(UInt8.init(truncatingIfNeeded:))
        }
        let facts = (code(0).flatMap(Category.init), code(1).flatMap(SharingLabel.init))
        if claims.count >= Self.maximumRemembered { claims.removeAll(keepingCapacity: true) }
        claims[id] = facts
        return facts
    }

    private mutating func close(
        _ address: Int64,
        _ listings: [Listing],
        _ sweep: inout LearningSweep,
        _ tally: inout OverlapTally,
        _ forecasts: inout DueForecasts
    ) throws {
        let areDue = forecasts.areDue(of: address)
        var intervals = areDue ? listings.map(\.interval) : []
        let standing = listings.filter(\.isActive).map { listing in
            StandingListing(source: listing.source, began: listing.began.map(Day.init))
        }
        if !standing.isEmpty { tally.add(standing) }
        var fresh: [(source: Int64, category: Category, day: Day)] = []
        for listing in listings {
            guard let began = listing.began, Day(began) >= sweep.firstDay else { continue }
            fresh.append((listing.source, listing.category, Day(began)))
        }
        while let last = lastPast, last.address <= address {
            if last.address == address, let listing = listings.first(where: { $0.source == last.source }) {
                if areDue { intervals.append(interval(of: last)) }
                if Day(last.listedAt) >= sweep.firstDay {
                    fresh.append((last.source, listing.category, Day(last.listedAt)))
                }
            }
            try nextPast()
        }
        forecasts.settle(address, by: intervals)
        guard !fresh.isEmpty, let kind = try kind(of: address) else { return }
        for (source, category, day) in fresh {
            try sweep.add(
                FreshListing(address: address, source: source, kind: kind, category: category, day: day)
            )
        }
    }

    private func interval(of past: PastListing) -> ListingInterval {
        let source = sources[past.source]
        let isList = source?.settings.nature == .list
        return ListingInterval(
            source: past.source,
            began: past.listedAt == source?.firstSuccessAt ? nil : Day(past.listedAt),
            left: Day(isList ? past.leftAt ?? past.listedAt : past.listedAt)
        )
    }

    private mutating func nextPast() throws {
        guard try past.step() else {
            lastPast = nil
            return
        }
        lastPast = PastListing(
            address: past.int64(0),
            source: past.int64(1),
            listedAt: Timestamp(seconds: past.int64(2)),
            leftAt: past.optionalInt64(3).map(Timestamp.init(seconds:))
        )
    }

    private func kind(of address: Int64) throws -> AddressKind? {
        kind.bind(address, at: 1)
        defer { kind.reset() }
        guard try kind.step() else { return nil }
        return AddressKind(rawValue: UInt8(truncatingIfNeeded: kind.int64(0)))
    }
}
