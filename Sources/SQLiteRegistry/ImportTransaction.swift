import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Makes a source list what a snapshot says: one revision, inside one transaction.
struct ImportTransaction {
    private let database: Database
    /// The source as it will be: a first reading gives its first success.
    private let source: Source
    private let at: Timestamp
    private let revision: Int64
    private var diff: SnapshotDiff
    private let reports: ReportTable
    private let timeline: TimelineTable
    private var claims: ClaimNumbers
    private var work: RevisionWork
    private var history: HistoryLog
    /// Registered addresses whose reports change, and whether every member may see it.
    private var known: [Rescorer.Item] = []
    private var newAddresses: ClosedRange<Int64>?

    /// Compares what `source` lists now with what is stored, and stores the difference.
    /// - Returns: what changed; nothing but the source's row is written when nothing did.
    static func run(
        _ database: Database,
        snapshot: SortedSnapshot,
        source: Source,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?,
        model: ReputationModel,
        key: HashKey
    ) throws -> ImportOutcome {
        var diff = SnapshotDiff(snapshot)
        try SnapshotTable(database: database, source: source.id).forEachPart { diff.compare(part: $0) }
        diff.finish()
        var outcome = ImportOutcome(
            added: diff.added.count,
            changed: diff.changed.count,
            unchanged: diff.unchangedCount,
            retired: diff.retired.count
        )
        if !diff.isEmpty {
            var transaction = try ImportTransaction(
                database,
                diff: diff,
                source: source,
                at: at,
                model: model,
                key: key
            )
            outcome.revision = transaction.revision
            try transaction.store(outcome)
        }
        try SourceTable(database: database).recordSuccess(
            source.id,
            at: at,
            digest: digest,
            listed: snapshot.count,
            read: read
        )
        return outcome
    }

    private init(
        _ database: Database,
        diff: SnapshotDiff,
        source: Source,
        at: Timestamp,
        model: ReputationModel,
        key: HashKey
    ) throws {
        self.database = database
        self.diff = diff
        self.at = at
        var read = source
        read.firstSuccessAt = source.firstSuccessAt ?? at
        self.source = read
        revision = try RevisionTable(database: database).last() + 1
        reports = try ReportTable(database)
        timeline = try TimelineTable(database, revision: revision)
        history = try HistoryLog(database, source: source, at: at)
        claims = ClaimNumbers(try ClaimTable(database, key: key), of: diff.snapshot)
        let sources = try SourceTable(database: database).all().filter { $0.id != source.id } + [read]
        work = RevisionWork(
            assessor: Assessor(
                model: model,
                sources: sources,
                worth: try LearntTable(database).worth(of: sources)
            ),
            verdicts: try VerdictTable(database, at: at),
            due: try DueLog(database)
        )
    }

    private mutating func store(_ outcome: ImportOutcome) throws {
        try storeChanged()
        try storeRetired()
        // New addresses come last: what networks lend them is by then what they have to lend.
        let newNetworks = try storeAdded()
        var rescorer = try Rescorer(
            database,
            revision: revision,
            at: at,
            reports: reports,
            timeline: timeline,
            below: newAddresses?.lowerBound ?? .max
        )
        known.sort { $0.address < $1.address }
        try rescorer.rescore(known, lenders: newNetworks, work: &work)
        try work.finish()
        try history.store()
        try SnapshotTable(database: database, source: source.id).store(diff)
        // New numbers are higher than all others, so their run comes last.
        try ChangeLog(database, revision: revision).store(rescorer.touched.appending(newAddresses))
        try RevisionTable(database: database).store(
            revision,
            at: at,
            cause: .imported,
            source: source.id,
            outcome: outcome,
            rescored: rescorer.count
        )
    }

    /// Reports of addresses that the source did not list: of registered ones one by one, of others in bulk.
    /// - Returns: the networks that were not registered before.
    private mutating func storeAdded() throws -> [IPNetwork] {
        let additions = diff.addedInKeyOrder()
        let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM address") ?? 0
        let unregistered = last == 0 ? additions : try storeRegistered(additions)
        guard !unregistered.isEmpty else { return [] }
        history.listed(openCount(of: unregistered))
        var bulk = NewAddresses(
            database,
            source: source,
            at: at,
            revision: revision,
            registered: try LendingNetworks(database, reports: reports, below: last + 1)
        )
        try bulk.insert(unregistered, of: diff.snapshot, first: last + 1, claims: &claims, work: &work)
        for (offset, addition) in unregistered.enumerated() {
            diff.setAddress(last + 1 + Int64(offset), at: Int(addition.position))
        }
        newAddresses = (last + 1)...(last + Int64(unregistered.count))
        return bulk.networks
    }

    /// How many of them every member may see.
    private func openCount(of additions: [SnapshotDiff.Addition]) -> Int {
        let isOpen = diff.snapshot.claims.map { history.isOpen($0.label) }
        return isOpen.allSatisfy(\.self) ? additions.count : additions.count { isOpen[Int($0.claim)] }
    }

    /// Stores the reports of those addresses that are registered.
    /// - Returns: the others.
    private mutating func storeRegistered(
        _ additions: [SnapshotDiff.Addition]
    ) throws -> [SnapshotDiff.Addition] {
        var unregistered: [SnapshotDiff.Addition] = []
        let find = try RawStatement(database, "SELECT id FROM address WHERE key = ?")
        let keys = diff.snapshot.keyBytes
        try keys.withUnsafeBytes { bytes in
            for addition in additions {
                find.bind(unmoved: UnsafeRawBufferPointer(rebasing: bytes[addition.keyRange]), at: 1)
                let address = try find.step() ? find.int64(0) : nil
                find.reset()
                guard let address else {
                    unregistered.append(addition)
                    continue
                }
                diff.setAddress(address, at: Int(addition.position))
                try storeAddedReport(of: address, claim: Int(addition.claim))
            }
        }
        return unregistered
    }

    private mutating func storeAddedReport(of address: Int64, claim number: Int) throws {
        let claim = diff.snapshot.claims[number]
        let claimID = try claims.id(of: number, in: diff.snapshot)
        var facts = ReportFacts(claim, by: source, listedAt: at, now: at)
        let standing = try reports.standing(of: address, by: source.id)
        note(address, before: standing?.label, after: claim.label, isNew: standing == nil)
        if let standing {
            facts.listedSince = try history.relisted(address, standing, as: claim.label, at: at)
            try reports.update(address, claimID: claimID, facts: facts, claim: claim)
            try timeline.append(address, .reappeared, source: source.id.number)
            return
        }
        if history.isOpen(claim.label) { history.listed() }
        let isConfirmed = try reports.hasOthers(address, than: source.id)
        try reports.insert(address, claimID: claimID, facts: facts, claim: claim)
        try timeline.append(address, isConfirmed ? .confirmed : .reported, source: source.id.number)
    }

    /// A changed claim keeps the time of its listing, unless the report had run out: then it is listed anew.
    private mutating func storeChanged() throws {
        for position in diff.changed {
            let address = diff.addresses[Int(position)]
            let number = diff.snapshot.claimNumber(at: Int(position))
            let claim = diff.snapshot.claims[number]
            let standing = try reports.standing(of: address, by: source.id)
            let isRunning = standing?.state == .active
            let listedAt = isRunning ? standing?.listedAt ?? at : at
            var facts = ReportFacts(claim, by: source, listedAt: listedAt, now: at)
            facts.listedSince =
                isRunning
                ? standing?.listedSince : standing.flatMap { history.renewed($0, as: claim.label) }
            note(address, before: standing?.label, after: claim.label, isNew: standing == nil)
            try reports.update(
                address,
                claimID: try claims.id(of: number, in: diff.snapshot),
                facts: facts,
                claim: claim
            )
            try timeline.append(address, .updated, source: source.id.number)
        }
    }

    private mutating func storeRetired() throws {
        for address in diff.retired {
            try reports.leave(address, source: source.id, at: at, lastListedAt: source.succeededAt)
            try timeline.append(address, .delisted, source: source.id.number)
            let standing = try reports.standing(of: address, by: source.id)
            if let standing { history.left(standing) }
            note(address, before: standing?.label, after: standing?.label, isNew: false)
        }
    }

    /// Notes that the report of a registered address changed, and whether every member may see that.
    private mutating func note(
        _ address: Int64,
        before: SharingLabel?,
        after: SharingLabel?,
        isNew: Bool
    ) {
        let usual = source.settings.label
        let isOpen = (after ?? usual) != .red || !isNew && (before ?? usual) != .red
        known.append(
            Rescorer.Item(address: address, reason: isOpen ? .reportsChanged : .restrictedReportsChanged)
        )
    }
}

extension IDRuns {
    /// These runs, then `run`, whose numbers are higher.
    fileprivate func appending(_ run: ClosedRange<Int64>?) -> IDRuns {
        guard let run else { return self }
        var runs = self
        runs.append(run)
        return runs
    }
}
