import Addresses
import Lists
import Publication
import Registry
import Reports
import Reputation

/// A list in the reader's words: how it stands, why, and what it takes.
struct ListWords {
    /// Most addresses that a reason names.
    private static let maximumNamed = 5

    let facts: ListFacts
    let visit: Visit
    private var list: PublishedList { facts.list }
    private var reading: Reading { visit.reading }

    init(_ facts: ListFacts, _ visit: Visit) {
        self.facts = facts
        self.visit = visit
    }

    /// The one sentence to read first.
    var status: TablesContent.Status {
        let serial = Sentence.Value.code("\(list.serial)")
        guard let hold = list.hold else {
            guard let publishedAt = list.publishedAt else {
                return .init(.caution, Sentence(reading(.listNotYetNote)))
            }
            return .init(
                list.pending.isEmpty ? .good : .caution,
                reading(
                    list.pending.isEmpty ? .listServingNote : .listIntervalNote,
                    ["serial": serial, "ago": .words(reading.ago(publishedAt))]
                )
            )
        }
        let values: [String: Sentence.Value] = [
            "serial": serial, "who": .foreign(hold.who), "reason": .foreign(hold.reason),
            "ago": .words(reading.ago(hold.at)),
        ]
        switch hold.cause {
        case .guarded: return .init(.bad, reading(.listGuardNote, values))
        case .person: return .init(.caution, reading(.listPersonNote, values))
        case .rolledBack: return .init(.caution, reading(.listRolledBackNote, values))
        }
    }

    /// What the guard finds, each in a sentence.
    static func sentences(_ objections: [ListObjection], _ reading: Reading) -> [Sentence] {
        objections.map { objection in
            switch objection {
            case .unblockable(let addresses, let count):
                let named = addresses.prefix(maximumNamed).map(\.address.description)
                return reading(
                    .listUnblockable,
                    ["n": .code("\(count)"), "addresses": .code(named.joined(separator: " "))]
                )
            case .loss(let lost, let entries):
                return reading(.listLoss, ["n": .code("\(lost)"), "entries": .code("\(entries)")])
            case .gain(let added, let entries):
                return reading(.listGain, ["n": .code("\(added)"), "entries": .code("\(entries)")])
            }
        }
    }

    /// How many entries come, go and change, as values of a sentence.
    static func counts(_ difference: ListDifference) -> [String: Sentence.Value] {
        [
            "added": .code("\(difference.added)"), "removed": .code("\(difference.removed)"),
            "changed": .code("\(difference.changed)"),
        ]
    }

    /// What it takes, for whom, and how much it may change by itself.
    var selection: [TablesContent.Fact] {
        let (settings, criteria) = (list.settings, list.settings.criteria)
        var cells: [(Phrase, Cell)] = [
            (.listPurpose, .foreign(settings.purpose.isEmpty ? nil : settings.purpose)),
            (.permittedUse, .words(reading(criteria.use.phrase), output: criteria.use.name)),
            (.kind, words(AddressKind.allCases.filter(criteria.kinds.contains)) { ($0.phrase, $0.name) }),
            (.listFromLevel, .level(criteria.minimumLevel, score: 0)),
        ]
        if criteria.minimumScore > 0 {
            cells.append((.listFromScore, .number(criteria.minimumScore, decimals: 0)))
        }
        cells.append(
            (
                .category,
                words(Category.allCases.filter(criteria.categories.contains)) { ($0.phrase, $0.name) }
            )
        )
        if !criteria.sources.isEmpty {
            cells.append((.source, .list(criteria.sources.sorted().map { .foreign($0) })))
        }
        if !criteria.members.isEmpty {
            cells.append((.member, .list(criteria.members.sorted().map { visit.member($0) })))
        }
        cells.append((.listUpToLabel, .label(criteria.maximumLabel)))
        if let days = criteria.maximumAgeDays { cells.append((.listMaximumAge, .count(days))) }
        return (cells + publication).map {
            TablesContent.Fact(name: reading($0.0), value: CellView($0.1, in: reading))
        }
    }

    /// For whom it is, how it is pulled and how much may change at once.
    private var publication: [(Phrase, Cell)] {
        let settings = list.settings
        let bounds = settings.bounds
        let formats = settings.formats.map(\.rawValue).sorted()
        var cells: [(Phrase, Cell)] = [
            (.listAudience, settings.audience.cell(for: visit)),
            (
                .listFormats,
                formats.isEmpty
                    ? .words(reading(.watchAny), output: "any") : .list(formats.map { .code($0) })
            ),
        ]
        if let most = settings.maximumEntries { cells.append((.listMaximumEntries, .count(most))) }
        let loss = Int((bounds.maximumLoss * 100).rounded())
        let gain = Int(min(bounds.maximumGain * 100, 1e9).rounded())
        cells.append(
            (
                .listBounds,
                .list([.code("−\(loss)% (\(bounds.freeLoss))"), .code("+\(gain)% (\(bounds.freeGain))")])
            )
        )
        if let seconds = settings.interval { cells.append((.listInterval, .count(seconds))) }
        return cells
    }

    /// Words side by side; none for all.
    private func words<Value>(_ values: [Value], _ text: (Value) -> (Phrase, String)) -> Cell {
        guard !values.isEmpty else { return .words(reading(.watchAny), output: "any") }
        let texts = values.map(text)
        return .words(
            texts.map { reading($0.0) }.joined(separator: reading(.listComma)),
            output: texts.map(\.1).joined(separator: " ")
        )
    }
}

extension ListAudience {
    /// For whom a list is, in words.
    func cell(for visit: Visit) -> Cell {
        switch self {
        case .everyone: .words(visit.reading(.audienceEveryone), output: name)
        case .community: .words(visit.reading(.audienceCommunity), output: name)
        case .staff: .words(visit.reading(.audienceStaff), output: name)
        case .member(let member): visit.member(member)
        }
    }
}

extension PublishedList {
    /// How it stands as a badge.
    func badge(in reading: Reading) -> Badge {
        switch hold?.cause {
        case .guarded: Badge(reading(.listStateGuarded), output: "guard", .bad)
        case .person: Badge(reading(.listStatePerson), output: "person", .caution)
        case .rolledBack: Badge(reading(.listStateRolledBack), output: "rolled-back", .caution)
        case nil where serial == 0: Badge(reading(.listStateNotYet), output: "not-published")
        case nil where !pending.isEmpty: Badge(reading(.listStateWaiting), output: "waiting", .caution)
        case nil: Badge(reading(.listStateServing), output: "serving", .good)
        }
    }
}

extension ListSerial.Cause {
    /// The cause in words.
    var phrase: Phrase {
        switch self {
        case .changed: .serialChanged
        case .ended: .serialEnded
        case .released: .serialReleased
        case .rolledBack: .serialRolledBack
        }
    }
}

extension ListReceipt.State {
    /// The state as a badge.
    func badge(in reading: Reading) -> Badge {
        switch self {
        case .silent: Badge(reading(.consumerSilent), output: rawValue, .bad)
        case .behind: Badge(reading(.consumerBehind), output: rawValue, .caution)
        case .given: Badge(reading(.consumerGiven), output: rawValue)
        case .applied: Badge(reading(.consumerApplied), output: rawValue, .good)
        }
    }
}
