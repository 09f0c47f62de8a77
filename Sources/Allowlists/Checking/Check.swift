internal import Addresses
internal import Reports

/// One check under way: gathers the entries that apply to an address.
struct Check {
    let list: Allowlist
    let context: CheckContext
    private var findings: [Finding] = []
    private var inner = InnerFindings()
    private var labels = EntryLabels()
    private var isReleased = false
    /// The strictest that nobody can release.
    private var firm = Outcome.free
    /// The strictest that a person can release.
    private var soft = Outcome.free

    init(_ list: Allowlist, _ context: CheckContext) {
        self.list = list
        self.context = context
    }

    /// Takes the entries of a place.
    /// - Parameters:
    ///   - table: which table.
    ///   - runs: its entries.
    ///   - place: the place in the table.
    ///   - relation: how the address lies to it.
    ///   - isWhole: whether the address is a network that is all of it.
    mutating func take(
        _ table: Allowlist.Table,
        _ runs: EntryRuns,
        at place: Int,
        _ relation: Relation,
        isWhole: Bool = false
    ) {
        for entry in runs.entries(at: place) {
            take(table, runs.refs[entry], entry, relation, isWhole: isWhole)
        }
    }

    /// Takes the entries that lie inside the address.
    mutating func take(_ stretches: [Stretch]) {
        for stretch in stretches {
            for entry in stretch.entries { take(stretch.table, stretch.runs.refs[entry], entry, .around) }
        }
    }

    /// Takes one entry of a table, if it holds at this moment and for this audience.
    mutating func take(
        _ table: Allowlist.Table,
        _ ref: EntryRef,
        _ entry: Int,
        _ relation: Relation,
        isWhole: Bool = false
    ) {
        let terms = list.outlines[ref.terms]
        guard terms.holds(in: context) else { return }
        let outcome = terms.outcome(relation, isWhole: isWhole, by: context.policy)
        let finding = Finding(
            entry: list.firstEntries[table.rawValue] + entry,
            relation: relation,
            kind: terms.kind,
            label: terms.label,
            outcome: outcome
        )
        if terms.kind == .neverBlock || terms.kind == .informOnly {
            firm = max(firm, outcome)
        } else {
            soft = max(soft, outcome)
        }
        if relation == .around { return inner.add(finding) }
        findings.append(finding)
        guard relation != .served else { return }
        if let label = terms.label { labels.insert(label) }
        if terms.kind == .released { isReleased = true }
    }

    /// What has been found.
    var verdict: Verdict {
        var all = findings
        if inner.count > 0 { all += inner.kept }
        if all.count > 1 {
            all.sort {
                ($1.outcome, $0.relation.rawValue, $0.entry) < ($0.outcome, $1.relation.rawValue, $1.entry)
            }
        }
        return Verdict(
            findings: all,
            innerCount: inner.count,
            outcome: isReleased ? firm : max(firm, soft),
            labels: labels,
            isReleased: isReleased
        )
    }
}

/// The entries inside an address: all are counted, the strictest are kept.
private struct InnerFindings {
    private(set) var kept: [Finding] = []
    private(set) var count = 0

    mutating func add(_ finding: Finding) {
        count += 1
        if kept.count < Allowlist.maximumInnerFindings { return kept.append(finding) }
        guard finding.outcome > .free else { return }
        let weakest = kept.indices.min { kept[$0].outcome < kept[$1].outcome }
        if let weakest, kept[weakest].outcome < finding.outcome { kept[weakest] = finding }
    }
}
