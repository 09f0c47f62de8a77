public import Allowlists

/// The formats of lists of what should not be blocked. The raw value is the name in summaries.
public enum AllowlistFormat: String, Sendable, Hashable, CaseIterable {
    /// One list of the MISP warninglists project, as JSON.
    case warninglist = "misp-warninglist"
    /// Names by their popularity: rank and name, as Tranco, Umbrella, Majestic, Cloudflare and Alexa publish them.
    case popularity = "popularity"
    /// The public suffix list.
    case publicSuffixes = "public-suffix-list"
    /// Any format of feeds: each address of the feed is an entry.
    case feed = "feed"
}

/// How the entries of a list are taken.
public struct ListTreatment: Hashable, Sendable {
    /// What they ask for.
    public var kind: EntryKind
    /// What their addresses are known as.
    public var label: EntryLabel?
    /// How far names reach; nil as the list writes them.
    public var reach: Reach?

    /// A treatment with the facts given.
    public init(_ kind: EntryKind, _ label: EntryLabel? = nil, reach: Reach? = nil) {
        self.kind = kind
        self.label = label
        self.reach = reach
    }
}
