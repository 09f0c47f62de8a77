internal import Addresses

/// What must not be blocked, or only with care: a frozen table of entries that any number of threads may ask.
///
/// ```swift
/// var builder = AllowlistBuilder()
/// builder.addBuiltIns()
/// builder.add(AllowlistEntry(.address(try Address("github.com"), .below), terms))
/// let allowlist = builder.freeze()
/// allowlist.check(try Address("https://GitHub.com/"), in: CheckContext(now: now)).outcome   // .neverBlock
/// ```
public final class Allowlist: Sendable {
    /// Most entries inside an address that a verdict names; it counts them all.
    public static let maximumInnerFindings = 64

    struct Tables: Sendable {
        let names: NameTable
        let ipv4: NetworkTable
        let ipv6: NetworkTable
        let systems: SystemTable
        let urls: URLTable
        let patterns: PatternTable
        let widths: RuleTable
        let suffixes: RuleTable

        /// The entries of all tables in the order of their numbers.
        var runs: [EntryRuns] {
            [
                names.runs, ipv4.runs, ipv6.runs, systems.runs, urls.runs, patterns.runs, widths.runs,
                suffixes.runs,
            ]
        }
    }

    /// The tables, in the order in which their entries are numbered. The raw value is the place in ``firstEntries``.
    enum Table: Int, CaseIterable {
        case names, ipv4, ipv6, systems, urls, patterns, widths, suffixes
    }

    let tables: Tables
    /// The terms that entries share.
    let terms: [EntryTerms]
    /// What decides of each of the terms.
    let outlines: [TermsOutline]
    /// Asked for public suffixes; nil when the names know them.
    let suffixes: PublicSuffixes?
    /// The number of the first entry of each table, and of the one after the last.
    let firstEntries: [Int]

    init(tables: Tables, terms: [EntryTerms], suffixes: PublicSuffixes?) {
        self.tables = tables
        self.terms = terms
        outlines = terms.map(TermsOutline.init)
        self.suffixes = suffixes
        firstEntries = tables.runs.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.refs.count) }
    }

    /// How many entries there are.
    public var count: Int { firstEntries[Table.allCases.count] }

    /// The entry that a finding speaks of.
    /// - Parameter finding: a finding of this allowlist.
    public subscript(finding: Finding) -> AllowlistEntry {
        entry(finding.entry)
    }

    /// The entry of a number.
    func entry(_ number: Int) -> AllowlistEntry {
        let table = Table.allCases.last { firstEntries[$0.rawValue] <= number } ?? .names
        let offset = number - firstEntries[table.rawValue]
        let runs = tables.runs[table.rawValue]
        let ref = runs.refs[offset]
        let rule = rule(in: table, at: runs.place(of: offset), reach: ref.reach)
        return AllowlistEntry(rule, terms[ref.terms])
    }

    private func rule(in table: Table, at place: Int, reach: Reach) -> AllowlistRule {
        switch table {
        case .names: name(at: place, reach: reach)
        case .ipv4: network(tables.ipv4.network(at: place), reach: reach)
        case .ipv6: network(tables.ipv6.network(at: place), reach: reach)
        case .systems: tables.systems.rule(at: place, reach: reach)
        case .urls: .address(.url(tables.urls.url(at: place)), reach)
        case .patterns: .pattern(tables.patterns.patterns[place])
        case .widths: tables.widths.rules[place]
        case .suffixes: tables.suffixes.rules[place]
        }
    }

    private func name(at place: Int, reach: Reach) -> AllowlistRule {
        let text = tables.names.index.name(of: UInt32(place))
        if let suffix = try? NameSuffix(text) { return suffix.rule(reach) }
        preconditionFailure("a name that was read is not one: \(text)")
    }

    private func network(_ network: IPNetwork?, reach: Reach) -> AllowlistRule {
        guard let network else { preconditionFailure("a network that was read is not one") }
        return .address(Address(network), reach)
    }
}
