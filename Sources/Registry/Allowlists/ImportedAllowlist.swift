public import Allowlists
public import Reports

/// A list that was imported into the registry: many rules that share one set of terms.
public struct ImportedAllowlist: Hashable, Sendable {
    /// Most rules of one list.
    public static let maximumRuleCount = 5_000_000
    /// Most lists in a registry.
    public static let maximumCount = 10_000

    /// What its rules say; the list's name is ``EntryTerms/list``.
    public var terms: EntryTerms
    /// How many rules it has.
    public var ruleCount: Int
    /// Who imported it: ``Actor/name``.
    public var importedBy: String
    /// When it was last imported.
    public var importedAt: Timestamp

    /// A list as stored.
    public init(terms: EntryTerms, ruleCount: Int, importedBy: String, importedAt: Timestamp) {
        self.terms = terms
        self.ruleCount = ruleCount
        self.importedBy = importedBy
        self.importedAt = importedAt
    }

    /// Its name, which no other list of the registry has.
    public var name: String { terms.list }
}

/// A list as it is to be.
public struct AllowlistDraft: Hashable, Sendable {
    /// What its rules say; the list's name is ``EntryTerms/list``.
    public var terms: EntryTerms
    /// Its rules.
    public var rules: [AllowlistRule]

    /// A list of `rules` with `terms`.
    public init(_ rules: [AllowlistRule], _ terms: EntryTerms) {
        self.rules = rules
        self.terms = terms
    }

    /// What is wrong with the list, as one sentence; nil when nothing is.
    public var fault: String? {
        if let fault = terms.fault { return fault }
        guard (1...ImportedAllowlist.maximumRuleCount).contains(rules.count) else {
            return "a list has 1 to \(ImportedAllowlist.maximumRuleCount) rules, this one has \(rules.count)"
        }
        let isTaken = terms.list == AllowEntry.list || BuiltInList(rawValue: terms.list) != nil
        return isTaken ? "Marsad itself uses this name; give the list another one" : nil
    }
}

/// What became of a list in an import.
public struct AllowlistReplacement: Hashable, Sendable {
    /// The list as it is now.
    public var list: ImportedAllowlist
    /// How many rules it had; nil when it is new.
    public var ruleCountBefore: Int?

    /// An outcome of these parts.
    public init(list: ImportedAllowlist, ruleCountBefore: Int?) {
        self.list = list
        self.ruleCountBefore = ruleCountBefore
    }
}
