import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Inserts addresses that were never registered, with their first reports, in the order of their keys.
///
/// This is the path of a first import: rows go to the end of every table but the key index, and there in order.
struct NewAddresses {
    private let database: Database
    private let source: Source
    private let at: Timestamp
    private let revision: Int64
    private var surroundings: Surroundings
    private var outcomes: [Case: Outcome] = [:]
    private var overlays: [(address: Int64, overlays: [Overlay])] = []
    private var openCount: Int64 = 0
    /// The networks among them, in key order.
    private(set) var networks: [IPNetwork] = []

    /// Most assessments remembered; a further one makes it forget and assess again.
    private static let maximumRemembered = 16_384

    /// What decides the score of an address that has one report, listed now.
    private struct Case: Hashable {
        let kind: AddressKind
        let claim: Int
        let surroundings: Int
    }

    /// What a case comes to.
    private struct Outcome {
        let assessment: Assessment
        let overlays: [Overlay]
        /// Whether every member may know of the address.
        let isOpen: Bool
    }

    /// - Parameters:
    ///   - database: a connection inside a transaction.
    ///   - source: who lists them.
    ///   - at: when it was read.
    ///   - revision: the revision of the import.
    ///   - registered: the networks that were there before.
    init(
        _ database: Database,
        source: Source,
        at: Timestamp,
        revision: Int64,
        registered: LendingNetworks
    ) {
        self.database = database
        self.source = source
        self.at = at
        self.revision = revision
        surroundings = Surroundings(registered: registered)
    }

    /// Inserts the `additions` with numbers from `first` on.
    mutating func insert(
        _ additions: [SnapshotDiff.Addition],
        of snapshot: SortedSnapshot,
        first: Int64,
        claims: inout ClaimNumbers,
        work: inout RevisionWork
    ) throws {
        guard !additions.isEmpty else { return }
        try insertAddresses(additions, of: snapshot, first: first, work: &work)
        try insertOverlays(work: &work)
        try insertReports(additions, of: snapshot, first: first, claims: &claims)
        let last = first + Int64(additions.count) - 1
        try TimelineTable(database, revision: revision).append(
            first...last,
            .reported,
            source: source.id.number
        )
    }

    private mutating func insertAddresses(
        _ additions: [SnapshotDiff.Addition],
        of snapshot: SortedSnapshot,
        first: Int64,
        work: inout RevisionWork
    ) throws {
        let insert = try BulkInsert(
            database,
            into: "address",
            columns: [
                "id", "key", "kind", "score", "level", "category", "scope", "next_crossing", "verdict_id",
                "is_open",
            ],
            constants: ["revision": revision]
        )
        let keys = snapshot.keyBytes
        try keys.withUnsafeBytes { bytes in
            try insert.run(count: additions.count) { statement, parameter, row in
                let addition = additions[row]
                let key = UnsafeRawBufferPointer(rebasing: bytes[addition.keyRange])
                let id = first + Int64(row)
                let result = try outcome(addition, id: id, key: key, of: snapshot, work: &work)
                let outcome = result.assessment
                statement.bind(id, at: parameter)
                statement.bind(unmoved: key, at: parameter + 1)
                statement.bind(Int64(addition.kind.rawValue), at: parameter + 2)
                statement.bind(Rescorer.Stored.hundredths(outcome.score), at: parameter + 3)
                statement.bind(Int64(outcome.level.rawValue), at: parameter + 4)
                statement.bind(Int64(outcome.category.rawValue), at: parameter + 5)
                statement.bind(Int64(outcome.scope.rawValue), at: parameter + 6)
                statement.bind(outcome.nextCrossing?.seconds, at: parameter + 7)
                statement.bind(try work.verdicts.use(outcome.terms), at: parameter + 8)
                statement.bind(result.isOpen, at: parameter + 9)
                try work.due.append(id, at: outcome.nextCrossing)
                if result.isOpen { openCount += 1 }
                if !result.overlays.isEmpty { overlays.append((id, result.overlays)) }
            }
        }
    }

    /// Stores what members see that see more than others, and how many addresses every member may know of.
    private mutating func insertOverlays(work: inout RevisionWork) throws {
        var table = try OverlayTable(database, revision: revision)
        for (address, overlays) in overlays {
            try table.store(overlays, of: address, isVisible: true, &work.verdicts)
        }
        overlays = []
        try database.execute(sql: "UPDATE registry SET open_count = open_count + ?", arguments: [openCount])
    }

    private mutating func outcome(
        _ addition: SnapshotDiff.Addition,
        id: Int64,
        key: UnsafeRawBufferPointer,
        of snapshot: SortedSnapshot,
        work: inout RevisionWork
    ) throws -> Outcome {
        let number = Int(addition.claim)
        switch addition.kind {
        case .ip: try surroundings.enter(AddressKey(bytes: Array(key)))
        case .network:
            guard case .network(let network) = Address(key: AddressKey(bytes: Array(key))) else { break }
            let facts = ReportFacts(snapshot.claims[number], by: source, listedAt: at, now: at)
            surroundings.open(network, NetworkFacts(id: id, reports: [facts]))
            networks.append(network)
            surroundings.leave()
        case .asn, .domain, .url: surroundings.leave()
        }
        let place = Case(kind: addition.kind, claim: number, surroundings: surroundings.number)
        if let known = outcomes[place] { return known }
        if outcomes.count >= Self.maximumRemembered { outcomes.removeAll(keepingCapacity: true) }
        let facts = AddressFacts(
            kind: addition.kind,
            reports: [ReportFacts(snapshot.claims[number], by: source, listedAt: at, now: at)],
            networks: surroundings.networks
        )
        let outcome = Outcome(
            assessment: work.assessor.assess(facts, at: at),
            overlays: work.assessor.overlays(facts, at: at),
            isOpen: facts.reports.contains { !work.assessor.isRestricted($0) }
        )
        outcomes[place] = outcome
        return outcome
    }

    private func insertReports(
        _ additions: [SnapshotDiff.Addition],
        of snapshot: SortedSnapshot,
        first: Int64,
        claims: inout ClaimNumbers
    ) throws {
        if source.settings.expiryDays == nil, snapshot.claims.allSatisfy(\.isPlain) {
            let insert = try BulkInsert(
                database,
                into: "report",
                columns: ["address_id", "claim_id"],
                constants: [
                    "source_id": source.id.number, "state": Int64(ReportRecord.State.active.rawValue),
                    "listed_at": at.seconds,
                ]
            )
            return try insert.run(count: additions.count) { statement, parameter, row in
                statement.bind(first + Int64(row), at: parameter)
                statement.bind(try claims.id(of: Int(additions[row].claim), in: snapshot), at: parameter + 1)
            }
        }
        let insert = try BulkInsert(database, into: "report", columns: ReportTable.columns)
        try insert.run(count: additions.count) { statement, parameter, row in
            let number = Int(additions[row].claim)
            let claim = snapshot.claims[number]
            let facts = ReportFacts(claim, by: source, listedAt: at, now: at)
            statement.bind(first + Int64(row), at: parameter)
            statement.bind(source.id.number, at: parameter + 1)
            ReportTable.bind(
                statement,
                at: parameter + 2,
                claimID: try claims.id(of: number, in: snapshot),
                facts: facts,
                claim: claim
            )
        }
    }
}

extension Claim {
    /// Whether a report with this claim differs from others of its source in its claim number alone.
    fileprivate var isPlain: Bool {
        firstSeen == nil && lastSeen == nil && expiry == nil && reference == nil
    }
}

/// The rows of `claim` for the claims of one snapshot, looked up as they are met.
struct ClaimNumbers {
    private var table: ClaimTable
    private var ids: [Int64]

    init(_ table: ClaimTable, of snapshot: SortedSnapshot) {
        self.table = table
        ids = Array(repeating: 0, count: snapshot.claims.count)
    }

    mutating func id(of number: Int, in snapshot: SortedSnapshot) throws -> Int64 {
        if ids[number] == 0 { ids[number] = try table.id(of: snapshot.claims[number]) }
        return ids[number]
    }
}
