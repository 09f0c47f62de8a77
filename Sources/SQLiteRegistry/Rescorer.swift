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
    private var touchedNumbers: [Int64] = []
    /// Networks that lend otherwise than before.
    private var changedNetworks: [IPNetwork] = []

    /// How many reports ran out.
    private(set) var expired = 0

    /// How many addresses the revision touches.
    var count: Int { touchedNumbers.count }

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
        find = try RawStatement(
            database,
            """
            SELECT kind, score, level, category, scope, next_crossing, verdict_id, revision, key
            FROM address WHERE id = ?
            """
        )
        update = try RawStatement(
            database,
            """
            UPDATE address SET score = ?, level = ?, category = ?, scope = ?, next_crossing = ?, verdict_id = ?,
                revision = ? WHERE id = ?
            """
        )
    }

    /// Why addresses are scored again.
    enum Reason {
        /// Their reports changed: the revision touches them even if their scores stay.
        case reportsChanged
        /// They were sighted: the revision touches them even if their scores stay.
        case sighted
        /// Their reports count otherwise than before.
        case weightsChanged
        /// Time passed.
        case timePassed

        /// Whether the revision touches an address whatever its score does.
        var isVisible: Bool { self == .reportsChanged || self == .sighted }
        /// Whether what a network lends is another than before.
        var changesLending: Bool { self == .reportsChanged || self == .weightsChanged }
    }

    /// Scores the addresses with these numbers again, and those that lie in networks among them which lend otherwise now.
    /// - Parameters:
    ///   - addresses: the numbers, ascending.
    ///   - reason: why.
    ///   - lenders: further networks that lend otherwise now.
    ///   - work: takes what else has to be written.
    /// - Throws: an error of the database.
    mutating func rescore(
        _ addresses: [Int64],
        _ reason: Reason,
        lenders: [IPNetwork] = [],
        work: inout RevisionWork
    ) throws {
        changedNetworks = lenders
        for address in addresses { try rescore(address, reason, work: &work) }
        var inside: Set<Int64> = []
        for network in changedNetworks.sorted().withoutNested {
            try insert(contentsOf: network, into: &inside)
        }
        for address in inside.subtracting(addresses).sorted() {
            try rescore(address, .weightsChanged, work: &work)
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

    private mutating func rescore(_ address: Int64, _ reason: Reason, work: inout RevisionWork) throws {
        find.bind(address, at: 1)
        guard try find.step() else { return find.reset() }
        let old = Stored(find)
        find.reset()
        var facts = AddressFacts(
            kind: old.kind,
            reports: try reports.facts(of: address),
            sightings: try sighted.sightings(of: address)
        )
        let hasExpired = try expire(address, &facts.reports)
        switch old.address {
        case .network(let network):
            if hasExpired || reason.changesLending { changedNetworks.append(network) }
        case .ip(let ip): facts.networks = try lending.networks(around: ip)
        default: break
        }
        try store(
            work.assessor.assess(facts, at: at),
            of: address,
            old,
            reason.isVisible || hasExpired,
            &work
        )
    }

    /// Ends the reports that ran out.
    /// - Returns: whether there were any.
    private mutating func expire(_ address: Int64, _ facts: inout [ReportFacts]) throws -> Bool {
        var hasExpired = false
        for index in facts.indices where facts[index].hasRunOut(by: at) {
            facts[index].state = .expired
            try reports.expire(address, source: facts[index].source)
            try timeline.append(address, .expired, source: facts[index].source)
            expired += 1
            hasExpired = true
        }
        return hasExpired
    }

    private mutating func store(
        _ new: Assessment,
        of address: Int64,
        _ old: Stored,
        _ hasChanged: Bool,
        _ work: inout RevisionWork
    ) throws {
        let score = Stored.hundredths(new.score)
        let isTouched =
            hasChanged || score != old.score || new.level.rawValue != old.level
            || new.category.rawValue != old.category || new.scope.rawValue != old.scope
        guard isTouched || new.nextCrossing?.seconds != old.nextCrossing else { return }
        if new.level.rawValue != old.level {
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
        update.bind(address, at: 8)
        try update.run()
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

extension ReportFacts {
    /// Whether it counts still but should not.
    fileprivate func hasRunOut(by moment: Timestamp) -> Bool {
        state == .active && expiresAt.map { $0 <= moment } == true
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
