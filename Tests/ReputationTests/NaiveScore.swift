import Addresses
import Foundation
import Reports
import Reputation

/// The formula of the design, written down again as plainly as possible: the oracle of these tests.
struct NaiveScore {
    let model: ReputationModel
    let inputs: ScoreInputs

    /// The unrounded score at `seconds` since the epoch.
    func score(at seconds: Int64) -> Double {
        if let override = inputs.override, seconds < override.until.seconds { return override.score }
        var lineages: [Int64: Double] = [:]
        func add(_ evidence: Evidence, halfLife: Double, share: Double) {
            let probability = share * probability(of: evidence, halfLife: halfLife, at: seconds)
            lineages[evidence.lineage] = max(lineages[evidence.lineage] ?? 0, probability)
        }
        for evidence in inputs.evidence {
            add(
                evidence,
                halfLife: model.halfLives.days(of: inputs.kind, category: evidence.category),
                share: 1
            )
        }
        var independent: [Double] = []
        for network in inputs.networks {
            if let override = network.override, seconds < override.until.seconds {
                independent.append(model.lendingShare * override.score / 100)
                continue
            }
            let left = pow(1 - model.falsePositiveVoteWeight, Double(network.falsePositiveVotes))
            for evidence in network.evidence {
                let halfLife = model.halfLives.days(of: .network, category: evidence.category)
                add(evidence, halfLife: halfLife, share: model.lendingShare * left)
            }
        }
        var members: [Int64: Double] = [:]
        for sightings in inputs.sightings {
            let age = Double(max(0, seconds - sightings.lastAt.seconds)) / 86_400
            let probability =
                model.sightingWeight * (1 - pow(2, -Double(sightings.count)))
                * pow(2, -age / model.halfLives.days(of: inputs.kind))
            members[sightings.member] = max(members[sightings.member] ?? 0, probability)
        }
        independent += lineages.values.sorted() + members.values.sorted()
        let kept = pow(1 - model.falsePositiveVoteWeight, Double(inputs.falsePositiveVotes))
        return 100 * (1 - independent.reduce(1) { $0 * (1 - $1) }) * kept
    }

    /// The score to two decimals.
    func value(at seconds: Int64) -> Double {
        (score(at: seconds) * 100).rounded() / 100
    }

    func level(at seconds: Int64) -> Level {
        let value = value(at: seconds)
        return value >= 80
            ? .critical : value >= 60 ? .high : value >= 40 ? .medium : value >= 20 ? .low : .none
    }

    private func probability(of evidence: Evidence, halfLife: Double, at seconds: Int64) -> Double {
        if let expiry = evidence.expiry, seconds >= expiry.seconds { return 0 }
        func since(_ moment: Timestamp) -> Double { Double(max(0, seconds - moment.seconds)) / 86_400 }
        var ages: [Double] = []
        if let listed = evidence.listedAt { ages.append(since(listed)) }
        if let seen = evidence.reportedLastSeen { ages.append(since(seen)) }
        let half = (evidence.usualStay ?? model.defaultUsualStay).days / 2
        switch evidence.presence {
        case .listed: ages.append(half)
        case .lastSeen(let moment): ages.append(since(moment) + half)
        case .dated: break
        }
        let reliability = evidence.reliability ?? model.defaultReliability
        let confidence = Double(evidence.confidence ?? model.defaultConfidence) / 100
        return reliability * confidence * pow(2, -(ages.min() ?? .infinity) / halfLife)
    }
}
