import GRDB
import Registry
import Reports
import Reputation
import SourceWorth

/// Puts together what a viewer is told of a source's worth.
struct ReviewQuery {
    private let database: Database
    private let sources: [Source]
    private let visible: [Int64: Source]
    private let state: LearntTable.State
    private let worth: Worth

    init(_ database: Database, sources: [Source], viewer: Viewer) throws {
        self.database = database
        self.sources = sources
        visible = Dictionary(
            sources.filter { $0.isVisible(to: viewer) }.map { ($0.id.number, $0) },
            uniquingKeysWith: { $1 }
        )
        let table = LearntTable(database)
        state = try table.state()
        worth = try table.worth(of: sources)
    }

    func review(of source: Source, at now: Timestamp) throws -> SourceReview {
        var histories: [Int64: HistoryTable.Row] = [:]
        // Histories that cannot be read are told anew when it is learnt from them next.
        do { histories = try HistoryTable(database: database).all() } catch is SourceWorthError {}
        let profiles = Measurement.profiles(of: sources, histories)
        let learning = SourceLearning(state, histories, of: profiles)
        let number = source.id.number
        let stay = worth.stays[number]
        return SourceReview(
            source: source,
            learntAt: state.at,
            stay: learning.stay(of: number, on: Day(now)),
            usualStay: source.settings.usualStayDays.flatMap { try? UsualStay(days: $0) } ?? stay?.usualStay,
            isFlapping: stay?.isFlapping ?? false,
            relatives: try relatives(of: source),
            reliabilities: reliabilities(of: source, learning, profiles, at: now),
            comparison: try ComparisonTable(database: database).comparison(of: source.id, naming: visible)
        )
    }

    private func relatives(of source: Source) throws -> [SourceReview.Relative] {
        let rulings = Dictionary(
            try RulingTable(database: database).all(among: sources).map { ($0.ruling.pair, $0) },
            uniquingKeysWith: { $1 }
        )
        let number = source.id.number
        return visible.values.sorted { $0.settings.name < $1.settings.name }.compactMap { other in
            guard let pair = SourcePair(number, other.id.number) else { return nil }
            let closeness = state.lineages.bonds[pair]?.closeness ?? state.lineages.questions[pair]
            let isOne = worth.lineages[number] == worth.lineages[other.id.number]
            guard isOne || closeness != nil || rulings[pair] != nil else { return nil }
            let lineage = source.settings.lineage
            return SourceReview.Relative(
                name: other.settings.name,
                isOneLineage: isOne,
                closeness: closeness.map { closeness in
                    pair.first == number
                        ? .init(follows: closeness.first, isFollowed: closeness.second)
                        : .init(follows: closeness.second, isFollowed: closeness.first)
                },
                isDeclared: lineage != nil && lineage == other.settings.lineage,
                ruling: rulings[pair]
            )
        }
    }

    private func reliabilities(
        of source: Source,
        _ learning: SourceLearning,
        _ profiles: [SourceProfile],
        at now: Timestamp
    ) -> [SourceReview.GroupReliability] {
        let learnt = learning.reliabilities(on: Day(now), sources: profiles)
        return learnt.groups(of: source.id.number).compactMap { group in
            let key = ReliabilityKey(source: source.id.number, group: group)
            guard let measured = learnt[key] else { return nil }
            return SourceReview.GroupReliability(
                group: group,
                measured: measured,
                used: source.settings.reliability ?? worth.reliabilities[key]
            )
        }
    }
}
