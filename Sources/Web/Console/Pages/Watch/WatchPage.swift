import Addresses
import Hummingbird
import Registry
import Reports
import Reputation

/// `/watch`: what concerns the reader's member: what changed since they last looked, then everything that is watched.
struct WatchPage {
    /// Rows of each table.
    static let pageSize = 50
    /// How far back somebody looks who looks for the first time, in days.
    static let firstLook = 7.0

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/watch", for: .read) { try await page($0) }
        console.act(router, "/watch", for: .submit) { try await add($0, $1) }
        console.act(router, "/watch/end", for: .submit) { try await end($0, $1) }
        console.act(router, "/watch/seen", for: .read) { form, visit in
            guard let user = visit.identity.user, let seen = Int64(form["revision"]), seen >= 0 else {
                throw Problem(.badRequest, "revision: a number")
            }
            try await console.desk.ask { store in
                // Nobody has seen what has not happened yet.
                try store.noteWatched(min(seen, try store.revision()), by: user.id)
            }
            return .done("/watch?done=saved")
        }
    }

    /// What the page says, as of one moment.
    private struct Facts: Sendable {
        let changes: WatchChanges
        let standings: [WatchStanding]
        let hasMore: Bool
        /// The revision up to which the reader has looked.
        let seen: Int64?
        let revision: Int64
    }

    private func facts(_ visit: Visit) async throws -> Facts? {
        guard let member = visit.identity.actor.member, let user = visit.identity.user else { return nil }
        let (viewer, now) = (visit.identity.viewer, visit.reading.now)
        let cursor = visit.query["after"].flatMap { ChangeCursor(text: $0) }
        let skipped = max(0, Int(visit.query["from"] ?? "") ?? 0)
        return try await console.desk.ask { store in
            let revision = try store.revision()
            let targets = try WatchedTargets(of: member, in: store)
            let seen = try store.watchedRevision(of: user.id)
            let start = try seen ?? store.revision(before: now.advanced(byDays: -Self.firstLook))
            let changes = try WatchChanges(
                after: cursor ?? ChangeCursor(after: start),
                limit: Self.pageSize,
                of: targets,
                in: store,
                for: viewer
            )
            let shown = targets.all.dropFirst(skipped).prefix(Self.pageSize)
            return Facts(
                changes: changes,
                standings: try shown.map { try WatchStanding($0, in: store, for: viewer) },
                hasMore: skipped + shown.count < targets.all.count,
                seen: seen,
                revision: revision
            )
        }
    }

    private func page(
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil,
        faults: FieldFaults = FieldFaults()
    ) async throws -> Page {
        let reading = visit.reading
        var content = TablesContent()
        guard let facts = try await facts(visit) else {
            content.status = .init(.caution, Sentence(reading(.watchMember)))
            return Page(template: "tables-page", area: .watch, title: .watch, content: content)
        }
        var changes = WatchTables.changes(facts.changes.changes, visit)
        changes.note = facts.seen == nil ? Sentence(reading(.watchFirstLook)) : nil
        changes.next = facts.changes.next.map { visit.link(["after": $0.text]) }
        var standings = WatchTables.standings(facts.standings, visit)
        if facts.hasMore {
            let skipped = max(0, Int(visit.query["from"] ?? "") ?? 0) + facts.standings.count
            standings.next = visit.link(["from": "\(skipped)"])
        }
        content.tables = [TableView(changes, of: visit), TableView(standings, of: visit)]
        if !facts.changes.changes.isEmpty, facts.changes.next == nil {
            content.question = WatchForms.seen(facts.revision, visit)
        }
        if visit.identity.permissions.contains(.submit) {
            content.forms = [
                WatchForms.asset(
                    filled,
                    filled?["do"] == "asset" ? error : nil,
                    filled?["do"] == "asset" ? faults : FieldFaults(),
                    visit
                ),
                WatchForms.search(
                    filled,
                    filled?["do"] == "search" ? error : nil,
                    filled?["do"] == "search" ? faults : FieldFaults(),
                    visit
                ),
            ]
        }
        return Page(
            template: "tables-page",
            area: .watch,
            title: .watch,
            content: content,
            tables: [changes, standings],
            isLive: true,
            revision: facts.revision
        )
    }

    private func add(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let (settings, faults) = WatchForms.settings(form)
        func refused() async throws -> Console.Outcome {
            let error = Sentence(visit.reading(faults.isEmpty ? .watchFault : .checkFields))
            let page = try await page(visit, form, error: error, faults: faults)
            return .shown(page, .unprocessableContent)
        }
        guard visit.identity.actor.member != nil, let settings else {
            return try await refused()
        }
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        do {
            _ = try await console.desk.ask { try $0.addWatchRule(settings, by: actor, at: now) }
            return .done("/watch?done=added")
        } catch let error as StoreError {
            guard error.code == .invalidValue else { throw error }
            return try await refused()
        }
    }

    private func end(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let id = WatchRule.ID(Int64(form["id"]) ?? 0)
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        guard actor.member != nil else { throw Problem(.notFound, "there is no such rule") }
        _ = try await console.desk.ask { try $0.removeWatchRule(id, by: actor, at: now) }
        return .done("/watch?done=saved")
    }
}
