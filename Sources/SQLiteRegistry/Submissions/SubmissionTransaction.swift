import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Adds, lets through and takes back a member's own reports: one revision, inside one transaction.
struct SubmissionTransaction {
    private let database: Database
    private let source: Source
    private let at: Timestamp
    let revision: Int64
    private let reports: ReportTable
    private let proposals: ProposalTable
    private let timeline: TimelineTable
    private let find: RawStatement
    private let insert: RawStatement
    private var claims: ClaimTable
    private var work: RevisionWork
    private var history: HistoryLog
    private var touched: [Rescorer.Item] = []
    private var nextAddress: Int64
    private var receipt = SubmissionReceipt()
    /// By how many addresses the source lists more, of those that every member may know of.
    private var listedMore = 0

    init(
        _ database: Database,
        source: Source,
        at: Timestamp,
        model: ReputationModel,
        key: HashKey
    ) throws {
        self.database = database
        self.source = source
        self.at = at
        revision = try RevisionTable(database: database).last() + 1
        reports = try ReportTable(database)
        proposals = try ProposalTable(database)
        timeline = try TimelineTable(database, revision: revision)
        claims = try ClaimTable(database, key: key)
        history = try HistoryLog(database, source: source, at: at)
        let sources = try SourceTable(database: database).all()
        work = RevisionWork(
            assessor: Assessor(
                model: model,
                sources: sources,
                worth: try LearntTable(database).worth(of: sources)
            ),
            verdicts: try VerdictTable(database, at: at),
            due: try DueLog(database)
        )
        nextAddress = try (Int64.fetchOne(database, sql: "SELECT max(id) FROM address") ?? 0) + 1
        find = try RawStatement(database, "SELECT id FROM address WHERE key = ?")
        insert = try RawStatement(
            database,
            """
            INSERT INTO address (id, key, kind, score, level, category, scope, next_crossing, verdict_id, revision, is_open)
            VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, 0)
            """
        )
    }

    /// Takes a report; with an author, it waits for a second person.
    mutating func take(_ item: Submission.Item, waitingFor author: ProposalTable.Author?) throws {
        let (address, isNew) = try number(of: item.address)
        let claimID = try claims.id(of: item.claim)
        guard let author else {
            let change = try store(
                item,
                of: address,
                claimID: claimID,
                listedAt: at,
                isNew: isNew
            )
            if change { receipt.added += 1 } else { receipt.updated += 1 }
            return
        }
        try proposals.add(item, of: address, source: source.id, claimID: claimID, by: author, at: at)
        let standing = try reports.standing(of: address, by: source.id)
        // What the member reported before stands until somebody decides.
        if standing == nil || standing?.state == .rejected {
            var facts = ReportFacts(item.claim, by: source, listedAt: at, now: at, naming: item.named)
            facts.state = .pending
            try write(address, claimID: claimID, facts: facts, claim: item.claim, isKnown: standing != nil)
        }
        try timeline.append(address, .submitted, source: source.id.number)
        touched.append(Rescorer.Item(address: address, reason: .timePassed, isNew: isNew))
        receipt.waiting += 1
    }

    /// Lets a report through, or turns it down.
    mutating func decide(
        _ proposal: Proposal,
        of address: Int64,
        isApproved: Bool,
        note: String,
        by name: String
    ) throws {
        try proposals.decide(proposal.id, isApproved: isApproved, by: name, note: note, at: at)
        try timeline.append(address, isApproved ? .approved : .rejected, source: source.id.number)
        if isApproved {
            let item = Submission.Item(proposal.address, proposal.claim, naming: proposal.named)
            _ = try store(
                item,
                of: address,
                claimID: try claims.id(of: proposal.claim),
                listedAt: proposal.at,
                isNew: false
            )
            return
        }
        if try reports.standing(of: address, by: source.id)?.state == .pending {
            try reports.settle(address, source: source.id, as: .rejected)
        }
        touched.append(Rescorer.Item(address: address, reason: .timePassed))
    }

    /// Takes back what the source reports of an address, and what waits.
    /// - Returns: whether there was anything.
    mutating func retract(_ address: Address, note: String, by name: String) throws -> Bool {
        find.bind(address.key.bytes, at: 1)
        let id = try find.step() ? find.int64(0) : nil
        find.reset()
        guard let id else { return false }
        let isWithdrawn = try proposals.withdraw(id, source: source.id, by: name, note: note, at: at)
        let standing = try reports.standing(of: id, by: source.id)
        switch standing?.state {
        case .active, .expired, .delisted:
            try reports.settle(id, source: source.id, as: .retracted)
            try timeline.append(id, .retracted, source: source.id.number)
            let label = standing?.label
            if isOpen(label), standing?.state.counts == true { listedMore -= 1 }
            touched.append(Rescorer.Item(address: id, reason: reason(label, label)))
        case .pending:
            try reports.settle(id, source: source.id, as: .rejected)
            try timeline.append(id, .rejected, source: source.id.number)
            touched.append(Rescorer.Item(address: id, reason: .timePassed))
        case .retracted, .rejected, nil:
            guard isWithdrawn else { return false }
            try timeline.append(id, .rejected, source: source.id.number)
            touched.append(Rescorer.Item(address: id, reason: .timePassed))
        }
        return true
    }

    /// Scores what was touched and closes the revision.
    mutating func finish() throws -> SubmissionReceipt {
        var rescorer = try Rescorer(
            database,
            revision: revision,
            at: at,
            reports: reports,
            timeline: timeline
        )
        touched.sort { $0.address < $1.address }
        try rescorer.rescore(touched, work: &work)
        try work.finish()
        try history.store()
        try ChangeLog(database, revision: revision).store(rescorer.touched)
        try database.execute(
            sql: "UPDATE source SET listed = max(0, listed + ?) WHERE id = ?",
            arguments: [listedMore, source.id.number]
        )
        try RevisionTable(database: database).store(
            revision,
            at: at,
            cause: .submitted,
            source: source.id,
            outcome: ImportOutcome(added: receipt.added, changed: receipt.updated),
            rescored: rescorer.count
        )
        receipt.revision = revision
        return receipt
    }

    /// Stores a report that counts from now on.
    /// - Returns: whether the source did not report the address before.
    private mutating func store(
        _ item: Submission.Item,
        of address: Int64,
        claimID: Int64,
        listedAt: Timestamp,
        isNew: Bool
    ) throws -> Bool {
        let standing = isNew ? nil : try reports.standing(of: address, by: source.id)
        var facts = ReportFacts(item.claim, by: source, listedAt: listedAt, now: at, naming: item.named)
        let label = item.claim.label
        if let standing, standing.state != .pending, standing.state != .rejected {
            facts.listedSince = try history.relisted(address, standing, as: label, at: listedAt)
        } else if history.isOpen(label) {
            history.listed()
        }
        let event: TimelineEntry.Event =
            switch standing?.state {
            case nil, .pending, .rejected:
                try !isNew && reports.hasOthers(address, than: source.id) ? .confirmed : .reported
            case .active: .updated
            case .expired, .delisted, .retracted: .reappeared
            }
        try write(address, claimID: claimID, facts: facts, claim: item.claim, isKnown: standing != nil)
        try timeline.append(address, event, source: source.id.number)
        let wasSeen = standing.map { $0.state != .pending && $0.state != .rejected } ?? false
        if wasSeen, standing?.state.counts == true, isOpen(standing?.label) { listedMore -= 1 }
        if facts.state.counts, isOpen(item.claim.label) { listedMore += 1 }
        touched.append(
            Rescorer.Item(
                address: address,
                reason: reason(wasSeen ? standing?.label : item.claim.label, item.claim.label),
                isNew: isNew
            )
        )
        return !wasSeen
    }

    private func write(
        _ address: Int64,
        claimID: Int64,
        facts: ReportFacts,
        claim: Claim,
        isKnown: Bool
    ) throws {
        if isKnown {
            try reports.update(address, claimID: claimID, facts: facts, claim: claim)
        } else {
            try reports.insert(address, claimID: claimID, facts: facts, claim: claim)
        }
    }

    private func isOpen(_ label: SharingLabel?) -> Bool { history.isOpen(label) }

    private func reason(_ before: SharingLabel?, _ after: SharingLabel?) -> Rescorer.Reason {
        isOpen(before) || isOpen(after) ? .reportsChanged : .restrictedReportsChanged
    }

    /// The number of an address, registered where it is not, without a score.
    private mutating func number(of address: Address) throws -> (id: Int64, isNew: Bool) {
        let key = address.key.bytes
        find.bind(key, at: 1)
        let known = try find.step() ? find.int64(0) : nil
        find.reset()
        if let known { return (known, false) }
        let id = nextAddress
        nextAddress += 1
        let none = work.assessor.assess(AddressFacts(kind: address.kind, reports: []), at: at)
        insert.bind(id, at: 1)
        insert.bind(key, at: 2)
        insert.bind(address.kind.rawValue, at: 3)
        insert.bind(Rescorer.Stored.hundredths(none.score), at: 4)
        insert.bind(none.level.rawValue, at: 5)
        insert.bind(none.category.rawValue, at: 6)
        insert.bind(none.scope.rawValue, at: 7)
        insert.bind(try work.verdicts.use(none.terms), at: 8)
        insert.bind(revision, at: 9)
        try insert.run()
        return (id, true)
    }
}
