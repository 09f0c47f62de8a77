import Lists
import Registry
import Reports

/// The first page as its template reads it.
struct SituationContent: Sendable {
    /// Something that waits for the reader, and where it is.
    struct Need: Sendable {
        let tone: String
        let sentence: Sentence
        let href: String
    }

    /// A number that says that the system is awake.
    struct Figure: Sendable {
        let name: String
        let value: String
        let href: String
        let tone: String
    }

    /// One bar of the chart: a share of its height.
    struct Bar: Sendable {
        let x: String
        let y: String
        let height: String
        let title: String
    }

    let needs: [Need]
    let hasNeeds: Bool
    let figures: [Figure]
    let tables: [TableView]
    let bars: [Bar]
    let hasBars: Bool
    let total: String
    let from: CellView
    let to: CellView

    init(_ facts: SituationFacts, _ tables: [TableView], _ visit: Visit) {
        self.tables = tables
        needs = Self.needs(facts, visit)
        hasNeeds = !needs.isEmpty
        figures = Self.figures(facts, visit)
        let peak = max(1, facts.hours.max() ?? 1)
        let start = facts.moment.seconds / Sighting.secondsPerHour - 23
        bars = facts.hours.enumerated().map { index, count in
            let height = count == 0 ? 0 : max(2, count * 96 / peak)
            let hour = CellView.Moment(Timestamp(seconds: (start + Int64(index)) * 3600), in: visit.reading)
                .text
            return Bar(
                x: "\(index * 20 + 2)",
                y: "\(100 - height)",
                height: "\(height)",
                title: "\(hour): \(count)"
            )
        }
        let sum = facts.hours.reduce(0, +)
        hasBars = sum > 0
        total = visit.reading.count(.sightings, sum)
        from = CellView(.moment(Timestamp(seconds: start * 3600)), in: visit.reading)
        to = CellView(.moment(facts.moment), in: visit.reading)
    }

    private static func needs(_ facts: SituationFacts, _ visit: Visit) -> [Need] {
        let reading = visit.reading
        var needs: [Need] = []
        func need(_ tone: Badge.Tone, _ sentence: Sentence, _ href: String) {
            needs.append(Need(tone: tone.rawValue, sentence: sentence, href: href))
        }
        if visit.identity.permissions.contains(.administer) {
            if facts.members == 0 { need(.caution, Sentence(reading(.needMembers)), "/admin/members#add") }
            if facts.sources.isEmpty { need(.caution, Sentence(reading(.needSources)), "/feeds") }
            if facts.members > 0, facts.sensors.isEmpty {
                need(.caution, Sentence(reading(.needSensors)), "/admin/tokens#add")
            }
        }
        if facts.waiting > 0, visit.identity.permissions.contains(.submit) {
            need(.caution, reading(.needApprovals, ["n": .code("\(facts.waiting)")]), "/approvals")
        }
        if facts.appeals.open > 0, visit.identity.permissions.contains(.submit) {
            let isLate = facts.appeals.overdue > 0
            let values: [String: Sentence.Value] = [
                "n": .code("\(facts.appeals.open)"), "m": .code("\(facts.appeals.overdue)"),
            ]
            need(
                isLate ? .bad : .caution,
                reading(isLate ? .needAppealsOverdue : .needAppeals, values),
                Area.appeals.path
            )
        }
        for list in facts.heldLists {
            let name = list.settings.name
            need(.bad, reading(.needLists, ["name": .code(name.text)]), ListPages.href(name))
        }
        let silent = facts.sensors.filter { !$0.isAwake }
        if !silent.isEmpty {
            let values: [String: Sentence.Value] = [
                "n": .code("\(silent.count)"), "m": .code("\(facts.sensors.count)"),
            ]
            let canSee = visit.identity.permissions.contains(.administer)
            need(.caution, reading(.sensorsSilent, values), canSee ? "/admin/tokens" : "/")
        }
        for source in facts.lateSources.prefix(5) {
            need(
                .bad,
                reading(.sourceLate, ["name": .foreign(source.settings.name)]),
                FeedPages.href(source)
            )
        }
        return needs
    }

    private static func figures(_ facts: SituationFacts, _ visit: Visit) -> [Figure] {
        let reading = visit.reading
        let awake = facts.sensors.count(where: \.isAwake)
        func figure(_ phrase: Phrase, _ value: String, _ href: String, isWhole: Bool = true) -> Figure {
            Figure(name: reading(phrase), value: value, href: href, tone: isWhole ? "plain" : "caution")
        }
        return [
            figure(.addresses, "\(facts.counts.addresses)", "/search"),
            figure(.listedNow, "\(facts.counts.listed)", "/feeds"),
            figure(
                .freshSources,
                "\(facts.sources.count - facts.lateSources.count)/\(facts.sources.count)",
                "/feeds",
                isWhole: facts.lateSources.isEmpty
            ),
            figure(
                .awakeSensors,
                "\(awake)/\(facts.sensors.count)",
                visit.identity.permissions.contains(.administer) ? "/admin/tokens" : "/",
                isWhole: awake == facts.sensors.count
            ),
            figure(
                .upToDateConsumers,
                "\(facts.consumers.upToDate)/\(facts.consumers.all)",
                Area.lists.path,
                isWhole: facts.consumers.upToDate == facts.consumers.all
            ),
            figure(.revision, "\(facts.counts.revision)", "#changes"),
        ]
    }
}
