import Addresses
import Reports
import Reputation
import SourceWorth

/// What a replay found of its sources by its last day, to be printed.
struct Findings: Encodable {
    struct Stay: Encodable {
        let source: String
        let basis: String
        let usualStay: Double?
        let listings: Int
        let ended: Int
        let isFlapping: Bool
        let removals: Int
        let returns: Int
        let windowDays: Int?
    }

    struct Pair: Encodable {
        let sources: [String]
        let listings: [Int]
        let near: [Int]
    }

    struct Reliability: Encodable {
        let source: String
        let kind: String
        let category: String
        let listings: Double
        let confirmed: Double
        let chance: Double
        let score: Double?
    }

    var stays: [Stay] = []
    var bonds: [Pair] = []
    var questions: [Pair] = []
    var lineages: [[String]] = []
    var reliabilities: [Reliability] = []

    init(_ replay: Replay) {
        guard let today = replay.today else { return }
        let history = replay.history
        let day = history.day(Int32(today))
        let profiles = replay.profiles(on: Int32(today))
        func name(_ source: Int64) -> String { history.sources[Int(source)].name }
        func pair(_ closeness: Closeness) -> Pair {
            Pair(
                sources: [name(closeness.pair.first), name(closeness.pair.second)],
                listings: [closeness.first.listings, closeness.second.listings],
                near: [closeness.first.near, closeness.second.near]
            )
        }
        for profile in profiles {
            guard let stay = replay.learning.stay(of: profile.source, on: day) else { continue }
            stays.append(
                Stay(
                    source: name(profile.source),
                    basis: stay.basis.rawValue,
                    usualStay: stay.usualStay.flatMap { $0.isEndless ? nil : $0.days },
                    listings: stay.listings,
                    ended: stay.ended,
                    isFlapping: stay.isFlapping,
                    removals: stay.removals,
                    returns: stay.returns,
                    windowDays: stay.window?.days
                )
            )
        }
        bonds = replay.learning.lineages.bonds.sorted { $0.key < $1.key }.map { pair($0.value.closeness) }
        questions = replay.learning.lineages.questions.sorted { $0.key < $1.key }.map { pair($0.value) }
        lineages = replay.learning.lineages(of: profiles).groups.map { $0.map(name) }
        let learnt = replay.learning.reliabilities(on: day, sources: profiles)
        for profile in profiles {
            for group in learnt.groups(of: profile.source) {
                guard let found = learnt[ReliabilityKey(source: profile.source, group: group)] else {
                    continue
                }
                reliabilities.append(
                    Reliability(
                        source: name(profile.source),
                        kind: group.kind.name,
                        category: group.category.name,
                        listings: found.counts.listings,
                        confirmed: found.counts.confirmed,
                        chance: found.chance,
                        score: found.score
                    )
                )
            }
        }
    }
}
