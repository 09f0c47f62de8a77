public import Addresses
public import Reports
public import Reputation

/// What is searched among registered addresses; what is left out excludes nothing.
public struct AddressQuery: Hashable, Sendable {
    /// Most addresses of a page.
    public static let maximumLimit = 1000
    /// Most addresses looked at for a page: a page may come before it is full, and says where to go on.
    public static let maximumExamined = 50_000

    /// In which order they come.
    public enum Order: Hashable, Sendable {
        /// By key: containers before what they contain.
        case key
        /// By their last change, oldest first.
        case change
    }

    /// They lie in this one, or are it.
    public var within: Address?
    /// They are of these kinds; empty means any.
    public var kinds: Set<AddressKind>
    /// Their category is among these; empty means any.
    public var categories: Set<Category>
    /// A source of this name reports them.
    public var source: String?
    /// This member reports them.
    public var member: Member.ID?
    /// The least score.
    public var minimumScore: Double?
    /// The greatest score.
    public var maximumScore: Double?
    /// Their level is at least this.
    public var minimumLevel: Level?
    /// They were first reported at this moment or later.
    public var firstReportedSince: Timestamp?
    /// They were first reported before this moment.
    public var firstReportedBefore: Timestamp?
    /// They changed after this revision.
    public var changedAfter: Int64?
    /// In which order they come.
    public var order: Order

    /// A query without conditions.
    public init(
        within: Address? = nil,
        kinds: Set<AddressKind> = [],
        categories: Set<Category> = [],
        source: String? = nil,
        member: Member.ID? = nil,
        minimumScore: Double? = nil,
        maximumScore: Double? = nil,
        minimumLevel: Level? = nil,
        firstReportedSince: Timestamp? = nil,
        firstReportedBefore: Timestamp? = nil,
        changedAfter: Int64? = nil,
        order: Order = .key
    ) {
        self.within = within
        self.kinds = kinds
        self.categories = categories
        self.source = source
        self.member = member
        self.minimumScore = minimumScore
        self.maximumScore = maximumScore
        self.minimumLevel = minimumLevel
        self.firstReportedSince = firstReportedSince
        self.firstReportedBefore = firstReportedBefore
        self.changedAfter = changedAfter
        self.order = order
    }

    /// Whether an address with this summary can be meant, as far as reports need not be asked.
    public func admits(_ summary: AddressSummary) -> Bool {
        if let within, !within.contains(summary.address) { return false }
        if !kinds.isEmpty, !kinds.contains(summary.address.kind) { return false }
        if !categories.isEmpty, !categories.contains(summary.category) { return false }
        if let minimumScore, summary.score < minimumScore { return false }
        if let maximumScore, summary.score > maximumScore { return false }
        if let minimumLevel, summary.level.rawValue < minimumLevel.rawValue { return false }
        if let changedAfter, summary.revision <= changedAfter { return false }
        return true
    }

    /// Whether reports must be asked.
    public var asksReports: Bool {
        source != nil || member != nil || firstReportedSince != nil || firstReportedBefore != nil
    }

    /// Whether an address is meant of which the viewer sees these reports.
    public func admits(_ reports: [ReportRecord]) -> Bool {
        let live = reports.filter { $0.state != .retracted && $0.state != .rejected && $0.state != .pending }
        if let source, !live.contains(where: { $0.sourceName == source }) { return false }
        if let member, !live.contains(where: { $0.member == member }) { return false }
        guard firstReportedSince != nil || firstReportedBefore != nil else { return true }
        guard let first = reports.map({ min($0.listedAt, $0.claim.firstSeen ?? $0.listedAt) }).min() else {
            return false
        }
        if let firstReportedSince, first < firstReportedSince { return false }
        if let firstReportedBefore, first >= firstReportedBefore { return false }
        return true
    }
}

/// Where a page of a search begins.
public enum SearchCursor: Hashable, Sendable {
    /// After this key.
    case key(AddressKey)
    /// After this change.
    case change(ChangeCursor)
}

/// A page of a search.
public struct SearchPage: Hashable, Sendable {
    /// The addresses as they are now.
    public var summaries: [AddressSummary]
    /// Where the next page begins; nil after the last.
    public var next: SearchCursor?

    /// A page of these addresses.
    public init(summaries: [AddressSummary], next: SearchCursor?) {
        self.summaries = summaries
        self.next = next
    }
}

/// Where addresses are searched.
public protocol SearchStore: Sendable {
    /// The addresses that `query` means and `viewer` may know of.
    ///
    /// In the order of keys, an address that stays is met once and none is left out, whatever is written meanwhile; in the
    /// order of changes, one that changes comes again.
    /// - Parameters:
    ///   - query: what is searched.
    ///   - cursor: where the page before ended; nil to begin.
    ///   - limit: how many at most, up to ``AddressQuery/maximumLimit``.
    ///   - viewer: for whom.
    /// - Returns: a page.
    /// - Throws: ``StoreError/Code/invalidValue`` for a cursor of another order.
    func search(
        _ query: AddressQuery,
        after cursor: SearchCursor?,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> SearchPage

    /// The last revision before a moment: what came after it changed since then.
    func revision(before moment: Timestamp) throws(StoreError) -> Int64
}
