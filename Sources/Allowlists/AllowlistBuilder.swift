public import Addresses

/// Gathers entries and freezes them into an ``Allowlist``.
public struct AllowlistBuilder: Sendable {
    private var terms: [EntryTerms] = []
    private var termNumbers: [EntryTerms: Int] = [:]
    private var names: LabelIndex
    private var nameEntries: [(place: UInt32, ref: EntryRef)] = []
    private var networks: [(network: IPNetwork, ref: EntryRef)] = []
    private var systems: [(range: ClosedRange<ASN>, ref: EntryRef)] = []
    private var urls: [URLTable.Rule] = []
    private var patterns: [(pattern: TextPattern, ref: EntryRef)] = []
    private var widths: [(rule: AllowlistRule, ref: EntryRef)] = []
    private var suffixes: [(rule: AllowlistRule, ref: EntryRef)] = []
    private var suffixRuleCount = 0

    /// Gathers nothing yet; ``addBuiltIns(_:)`` adds what every hub should have.
    public init() {
        var generator = SystemRandomNumberGenerator()
        names = LabelIndex(seed: generator.next())
    }

    /// Adds an entry. The same entry twice is one.
    ///
    /// A URL of a host's root, without a query, is its host.
    public mutating func add(_ entry: AllowlistEntry) {
        add(entry.rule, terms: number(of: entry.terms))
    }

    /// Adds many rules with the same terms.
    public mutating func add(_ rules: some Sequence<AllowlistRule>, terms: EntryTerms) {
        let number = number(of: terms)
        for rule in rules { add(rule, terms: number) }
    }

    /// Adds entries.
    public mutating func add(_ entries: some Sequence<AllowlistEntry>) {
        for entry in entries { add(entry) }
    }

    private mutating func number(of terms: EntryTerms) -> Int {
        if let number = termNumbers[terms] { return number }
        precondition(self.terms.count < EntryRef.maximumTermsCount, "too many different terms")
        termNumbers[terms] = self.terms.count
        self.terms.append(terms)
        return self.terms.count - 1
    }

    private mutating func add(_ rule: AllowlistRule, terms: Int) {
        let ref = EntryRef(terms: terms, reach: rule.reach)
        switch rule {
        case .address(let address, _): add(address, ref)
        case .topLevelDomain(let label): nameEntries.append((names.insert(label.text), ref))
        case .systems(let range): systems.append((range, ref))
        case .pattern(let pattern): patterns.append((pattern, ref))
        case .wider: widths.append((rule, ref))
        case .publicSuffixes: suffixes.append((rule, ref))
        }
    }

    private mutating func add(_ address: Address, _ ref: EntryRef) {
        switch address {
        case .ip(let ip): networks.append((IPNetwork(ip), ref))
        case .network(let network): networks.append((network, ref))
        case .asn(let system): systems.append((system...system, ref))
        case .domain(let name): nameEntries.append((names.insert(name.text), ref))
        case .url(let url):
            let isRoot = PathText.isRoot(url.pathAndQuery)
            let path = PathText(url.pathAndQuery)
            switch url.host {
            case .domain(let name):
                if isRoot { return add(.domain(name), ref) }
                urls.append(.init(host: .name(names.insert(name.text)), path: path, url: url, ref: ref))
            case .ip(let ip):
                if isRoot { return add(.ip(ip), ref) }
                urls.append(.init(host: .init(ip), path: path, url: url, ref: ref))
            }
        }
    }

    /// Adds rules of the public suffix list. An allowlist with such rules finds public suffixes by them, without
    /// asking ``PublicSuffixes``, which is younger or older and costs ten times as much.
    public mutating func add(_ rules: some Sequence<SuffixRule>) {
        for rule in rules {
            suffixRuleCount += 1
            names.mark(names.insert(rule.name), rule.marks)
        }
    }

    /// What has been gathered so far, ready to be asked by any number of threads.
    /// - Parameter suffixes: the public suffix list to ask where no rules of one were added.
    /// - Returns: the frozen allowlist.
    public consuming func freeze(suffixes: PublicSuffixes = .system) -> Allowlist {
        let (index, numbers, ends) = names.inOrder()
        for entry in nameEntries.indices {
            nameEntries[entry].place = numbers[Int(nameEntries[entry].place)]
        }
        urls = urls.map { rule in
            guard case .name(let node) = rule.host else { return rule }
            return .init(host: .name(numbers[Int(node)]), path: rule.path, url: rule.url, ref: rule.ref)
        }
        let tables = Allowlist.Tables(
            names: NameTable(index: index, ends: ends, entries: nameEntries),
            ipv4: NetworkTable(networks.filter(\.network.isIPv4), isIPv4: true),
            ipv6: NetworkTable(networks.filter { !$0.network.isIPv4 }, isIPv4: false),
            systems: SystemTable(systems),
            urls: URLTable(urls),
            patterns: PatternTable(patterns),
            widths: RuleTable(widths),
            suffixes: RuleTable(self.suffixes)
        )
        return Allowlist(tables: tables, terms: terms, suffixes: suffixRuleCount > 0 ? nil : suffixes)
    }
}
