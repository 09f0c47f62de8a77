import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Scores registered addresses again from what is stored of them, in one revision.
struct Rescorer {
    private let revision: Int64
    private let at: Timestamp
    private let bound: Int64
    private let reports: ReportTable
    private let timeline: TimelineTable
    private var lending: LendingNetworks
    private let find: RawStatement
    private let update: RawStatement
    private let contents: RawStatement
    private let sighted: SightedTable
    private let judgements: JudgementTable
    private var overlays: OverlayTable
    private let open: RawStatement
    private var touchedNumbers: [Int64] = []
    /// Networks that lend otherwise than before.
    private var changedNetworks: [IPNetwork] = []

    /// How many reports ran out.
    private(set) var expired = 0

    /// How many scores the revision touches, those that only some members see among them.
    var count: Int { touchedNumbers.count + overlays.count }

    /// The addresses that the revision touches.
    var touched: IDRuns {
        var runs = IDRuns()
        for number in touchedNumbers.sorted() { runs.append(number) }
        return runs
    }

    /// The IP addresses with keys above ?1 up to ?2.
    static let contentsSQL = "SELECT id FROM address WHERE key > ? AND key <= ? AND kind = 1"

    /// - Parameters:
    ///   - database: a connection inside a transaction.
    ///   - revision: the revision.
    ///   - at: now.
    ///   - reports: the reports.
    ///   - timeline: takes what happens.
    ///   - bound: addresses numbered from here on have been scored already.
    /// - Throws: an error of the database.
    init(
        _ database: Database,
        revision: Int64,
        at: Timestamp,
        reports: ReportTable,
        timeline: TimelineTable,
        below bound: Int64 = .max
    ) throws {
        self.revision = revision
        self.at = at
        self.bound = bound
        self.reports = reports
        self.timeline = timeline
        lending = try LendingNetworks(database, reports: reports)
        contents = try RawStatement(database, Self.contentsSQL)
        sighted = try SightedTable(database)
        judgements = try JudgementTable(database)
        overlays = try OverlayTable(database, revision: revision)
        open = try RawStatement(database, "UPDATE registry SET open_count = open_count + 1")
        find = try RawStatement(
            database,
            """
            SELECT kind, score, level, category, scope, next_crossing, verdict_id, revision, key, is_open
            FROM address WHERE id = ?
            """
        )
        update = try RawStatement(
            database,
            """
            UPDATE address SET score = ?, level = ?, category = ?, scope = ?, next_crossing = ?, verdict_id = ?,
                revision = ?, is_open = ? WHERE id = ?
            """
        )
    }

    /// Why an address is scored again.
    enum Reason {
        /// Reports that every member may see changed: the revision touches it even if its score stays.
        case reportsChanged
        /// RED reports changed: the revision touches it for those who may see them.
        case restrictedReportsChanged
        /// It was sighted: the revision touches it even if its score stays.
        case sighted
        /// Somebody judged it by hand: the revision touches it even if its score stays.
        case judged
        /// Its reports count otherwise than before.
        case weightsChanged
        /// Time passed.
        case timePassed

        /// Whether the revision touches an address whatever its score does.
        var isVisible: Bool { self == .reportsChanged || self == .sighted || self == .judged }
        /// Whether what a network lends is another than before.
        var changesLending: Bool { self != .sighted && self != .timePassed }
    }

    /// An address to score again, and why.
    struct Item {
        let address: Int64
        let reason: Reason
        /// Whether this is its first score: the revision touches it, and its level did not rise from anything.
        var isNew = false
    }

    /// Scores the addresses with these numbers again, and those that lie in networks among them which lend otherwise now.
    /// - Parameters:
    ///   - items: the numbers, ascending.
    ///   - lenders: further networks that lend otherwise now.
    ///   - work: takes what else has to be written.
    /// - Throws: an error of the database.
    mutating func rescore(
        _ items: [Item],
        lenders: [IPNetwork] = [],
        work: inout RevisionWork
    ) throws {
        changedNetworks = lenders
        for item in items { try rescore(item, work: &work) }
        var inside: Set<Int64> = []
        for network in changedNetworks.sorted().withoutNested {
            try insert(contentsOf: network, into: &inside)
        }
        for address in inside.subtracting(items.lazy.map(\.address)).sorted() {
            try rescore(Item(address: address, reason: .weightsChanged), work: &work)
        }
    }

    private func insert(contentsOf network: IPNetwork, into numbers: inout Set<Int64>) throws {
        let address = Address.network(network)
        contents.bind(address.key.bytes, at: 1)
        contents.bind(address.lastContainedKey.bytes, at: 2)
        defer { contents.reset() }
        while try contents.step() {
            if contents.int64(0) < bound { numbers.insert(contents.int64(0)) }
        }
    }

    private mutating func rescore(_ item: Item, work: inout RevisionWork) throws {
        let (address, reason) = (item.address, item.reason)
        find.bind(address, at: 1)
        guard try find.step() else { return find.reset() }
        let old = Stored(find)
        find.reset()
        var facts = AddressFacts(
            kind: old.kind,
            reports: try reports.facts(of: address),
            sightings: try sighted.sightings(of: address),
            judgement: try judgements.judgement(of: address)
        )
        let expired = try expire(address, &facts.reports)
        switch old.address {
        case .network(let network):
            if !expired.isEmpty || reason.changesLending { changedNetworks.append(network) }
        case .ip(let ip): facts.networks = try lending.networks(around: ip)
        default: break
        }
        let openExpired = expired.contains { !work.assessor.isRestricted($0) }
        try overlays.store(
            work.assessor.overlays(facts, at: at),
            of: address,
            isVisible: reason == .restrictedReportsChanged || reason.isVisible || !expired.isEmpty,
            &work.verdicts
        )
        let isOpen = facts.reports.contains { report in
            report.state != .pending && report.state != .rejected && !work.assessor.isRestricted(report)
        }
        try store(
            work.assessor.assess(facts, at: at),
            of: item,
            old,
            isOpen: isOpen,
            hasChanged: reason.isVisible || openExpired,
            &work
        )
    }

    /// Ends the reports that ran out.
    /// - Returns: them.
    private mutating func expire(_ address: Int64, _ facts: inout [ReportFacts]) throws -> [ReportFacts] {
        var ended: [ReportFacts] = []
        for index in facts.indices where facts[index].hasRunOut(by: at) {
            facts[index].state = .expired
            try reports.expire(address, source: facts[index].source)
            try timeline.append(address, .expired, source: facts[index].source)
            expired += 1
            ended.append(facts[index])
        }
        return ended
    }

    private mutating func store(
        _ new: Assessment,
        of item: Item,
        _ old: Stored,
        isOpen: Bool,
        hasChanged: Bool,
        _ work: inout RevisionWork
    ) throws {
        let address = item.address
        let score = Stored.hundredths(new.score)
        let isTouched =
            item.isNew || hasChanged || isOpen && !old.isOpen || score != old.score
            || new.level.rawValue != old.level
            || new.category.rawValue != old.category || new.scope.rawValue != old.scope
        guard isTouched || new.nextCrossing?.seconds != old.nextCrossing else { return }
        if new.level.rawValue != old.level, !item.isNew {
            let before = Level(rawValue: old.level) ?? .none
            try timeline.append(address, .levelChanged, detail: "\(before.name)>\(new.level.name)")
        }
        update.bind(score, at: 1)
        update.bind(Int64(new.level.rawValue), at: 2)
        update.bind(Int64(new.category.rawValue), at: 3)
        update.bind(Int64(new.scope.rawValue), at: 4)
        update.bind(new.nextCrossing?.seconds, at: 5)
        work.verdicts.release(old.verdict)
        update.bind(try work.verdicts.use(new.terms), at: 6)
        update.bind(isTouched ? revision : old.revision, at: 7)
        update.bind(isOpen || old.isOpen, at: 8)
        update.bind(address, at: 9)
        try update.run()
        if isOpen, !old.isOpen { try open.run() }
        if new.nextCrossing?.seconds != old.nextCrossing {
            try work.due.append(address, at: new.nextCrossing)
        }
        if isTouched { touchedNumbers.append(address) }
    }

    /// What is stored of the score.
    struct Stored {
        let kind: AddressKind
        /// The address, where it is an IP address or a network.
        let address: Address?
        let score: Int64
        let level: UInt8
        let category: UInt8
        let scope: UInt8
        let nextCrossing: Int64?
        let verdict: Int64
        let revision: Int64
        /// Whether every member may know of the address.
        let isOpen: Bool

        init(_ row: RawStatement) {
            kind = AddressKind(rawValue: UInt8(truncatingIfNeeded: row.int64(0))) ?? .ip
            address = kind == .ip || kind == .network ? Address(key: AddressKey(bytes: row.bytes(8))) : nil
            score = row.int64(1)
            level = UInt8(truncatingIfNeeded: row.int64(2))
            category = UInt8(truncatingIfNeeded: row.int64(3))
            scope = UInt8(truncatingIfNeeded: row.int64(4))
            nextCrossing = row.optionalInt64(5)
            verdict = row.int64(6)
            revision = row.int64(7)
            isOpen = row.int64(9) != 0
        }

        /// A score as the column `score` keeps it.
        static func hundredths(_ score: Double) -> Int64 { Int64((score * 100).rounded()) }
    }
}

/// What all parts of one revision write to.
struct RevisionWork {
    var assessor: Assessor
    var verdicts: VerdictTable
    var due: DueLog

    mutating func finish() throws {
        try verdicts.finish()
        try due.flush()
    }
}

extension [IPNetwork] {
    /// Sorted networks without those that lie in another one.
    fileprivate var withoutNested: [IPNetwork] {
        var outermost: [IPNetwork] = []
        for network in self where outermost.last?.contains(network) != true { outermost.append(network) }
        return outermost
    }
}
