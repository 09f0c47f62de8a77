import GRDB
public import Registry
public import Reports
import Reputation
import SourceWorth

extension SQLiteStore {
    /// See ``WorthStore/worth(ofSourceNamed:for:at:)``.
    public func worth(
        ofSourceNamed name: String,
        for viewer: Viewer,
        at now: Timestamp
    ) throws(StoreError) -> SourceReview? {
        try read { database in
            let sources = try SourceTable(database: database).all()
            let source = sources.first { $0.settings.name == name && $0.isVisible(to: viewer) }
            guard let source else { return nil }
            return try ReviewQuery(database, sources: sources, viewer: viewer).review(of: source, at: now)
        }
    }

    /// See ``WorthStore/overrule(sourceNamed:_:by:for:at:)``.
    @discardableResult
    public func overrule(
        sourceNamed name: String,
        _ overruling: SourceOverruling,
        by actor: Actor,
        for viewer: Viewer,
        at now: Timestamp
    ) throws(StoreError) -> Source {
        try Self.check(overruling.why, for: name)
        return try write { database in
            let source = try Self.source(named: name, for: viewer, in: database)
            var settings = source.settings
            settings.reliability = overruling.reliability
            settings.usualStayDays = overruling.usualStayDays
            try settings.check()
            let reliability = overruling.reliability.map { "\($0)" } ?? "as learnt"
            let stay = overruling.usualStayDays.map { "\($0) days" } ?? "as learnt"
            try self.auditTable(database).append(
                AuditRecord(
                    .sourceOverruled,
                    name,
                    detail: "reliability \(reliability), usual stay \(stay): \(overruling.why)",
                    by: actor
                ),
                at: now
            )
            return try self.configure(settings, in: database, at: now)
        }
    }

    /// See ``WorthStore/rule(_:and:areOneLineage:why:by:for:at:)``.
    public func rule(
        _ name: String,
        and other: String,
        areOneLineage: Bool?,
        why: String,
        by actor: Actor,
        for viewer: Viewer,
        at now: Timestamp
    ) throws(StoreError) {
        try Self.check(why, for: name)
        try write { database in
            let pair = try Self.pair(name, other, for: viewer, in: database)
            let sources = try SourceTable(database: database).all()
            let (table, rulings) = (LearntTable(database), RulingTable(database: database))
            let present = try table.worth(of: sources)
            if let areOneLineage {
                let ruling = LineageRuling(pair, isOneLineage: areOneLineage)
                try rulings.store(KeptRuling(ruling: ruling, who: actor.name, why: why, at: now))
            } else if try !rulings.remove(pair) {
                throw StoreError(.notFound, "\(name) and \(other): nothing was decided of their lineage")
            }
            try table.reweigh(try table.worth(of: sources).changedSources(since: present))
            let word = areOneLineage.map { $0 ? "one lineage: " : "apart: " } ?? ""
            let action: AuditAction = areOneLineage == nil ? .lineageRulingWithdrawn : .lineageRuled
            try self.auditTable(database).append(
                AuditRecord(action, "\(name), \(other)", detail: word + why, by: actor),
                at: now
            )
        }
    }

    private static func check(_ why: String, for name: String) throws(StoreError) {
        let limit = SourceOverruling.maximumTextLength
        guard (1...limit).contains(why.utf8.count) else {
            throw StoreError(.invalidValue, "\(name): a reason has 1 to \(limit) bytes")
        }
    }

    private static func source(
        named name: String,
        for viewer: Viewer,
        in database: Database
    ) throws -> Source {
        guard let source = try SourceTable(database: database).source(named: name),
            source.isVisible(to: viewer)
        else { throw StoreError(.unknownSource, name) }
        return source
    }

    private static func pair(
        _ name: String,
        _ other: String,
        for viewer: Viewer,
        in database: Database
    ) throws -> SourcePair {
        let (one, two) = (
            try source(named: name, for: viewer, in: database),
            try source(named: other, for: viewer, in: database)
        )
        for source in [one, two] where source.settings.label == .red {
            throw StoreError(
                .invalidValue,
                "\(source.settings.name): its reports are RED, so that it has a lineage by declaration alone"
            )
        }
        guard let pair = SourcePair(one.id.number, two.id.number) else {
            throw StoreError(.invalidValue, "\(name): a source is of one lineage with itself")
        }
        return pair
    }
}
