public import Formats
public import Reports

/// A public feed: facts about it, and the settings it starts with.
public struct CatalogueFeed: Hashable, Sendable, Identifiable {
    /// How it is fetched.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// One resource.
        case web = "web"
        /// A folder with a manifest and events.
        case mispFeed = "misp-feed"
    }

    /// Where the operator's own key goes, for feeds that want one.
    public enum Key: Hashable, Sendable {
        /// In the place of `{secret}` in the address.
        case inAddress
        /// As the value of this header.
        case header(String)
    }

    /// Its name in commands: small letters, digits and dashes.
    public let id: String
    /// Its name for people.
    public let name: String
    /// Who makes it.
    public let owner: String
    /// Where it is.
    public let url: String
    /// How it is fetched.
    public let kind: Kind
    /// Its format.
    public let format: FeedFormat
    /// Which columns or keys hold what, where names do not tell.
    public let mapping: FieldMapping
    /// What answers are asked for (`Accept`), if the server gives several.
    public let accept: String?
    /// Where the operator's key goes; nil when none is needed.
    public let key: Key?
    /// Minutes between two fetches.
    public let minutes: Int
    /// The category of reports that name none.
    public let category: Category
    /// The confidence of reports that name none, 0…100.
    public let confidence: UInt8
    /// The label of its reports.
    public let label: SharingLabel
    /// What may be done with its addresses.
    public let permittedUse: PermittedUse
    /// Whether it reports one by one, so that what it no longer names still stands until it expires.
    public let reportsOneByOne: Bool
    /// Days after which a report ends; nil for never.
    public let expiryDays: Int?
    /// The group of feeds that come of one another and count once.
    public let lineage: String
    /// The terms in a few words.
    public let licence: String
    /// Where the terms are written.
    public let terms: String
    /// What an operator should know.
    public let note: String?
    /// Whether it is on when a hub starts for the first time.
    public let isOnByDefault: Bool

    init(_ entry: CatalogueFile.Entry) throws(CatalogueError) {
        func fail(_ detail: String) -> CatalogueError { CatalogueError(entry: entry.id, detail: detail) }
        guard let kind = Kind(rawValue: entry.kind ?? Kind.web.rawValue) else { throw fail("no such kind") }
        guard let format = FeedFormat(rawValue: entry.format) else { throw fail("no format \(entry.format)") }
        guard let category = Category.allCases.first(where: { $0.name == entry.category }) else {
            throw fail("no category \(entry.category)")
        }
        guard let label = SharingLabel(entry.label) else { throw fail("no label \(entry.label)") }
        guard let use = [PermittedUse.inform, .block].first(where: { $0.name == entry.use }) else {
            throw fail("no use \(entry.use)")
        }
        var mapping = FieldMapping()
        for rule in entry.map ?? [] where !mapping.add(rule) { throw fail("no mapping \(rule)") }
        guard (5...525_600).contains(entry.minutes) else {
            throw fail("fetched every 5 minutes to once a year")
        }
        guard entry.confidence <= 100 else { throw fail("a confidence lies between 0 and 100") }
        guard entry.nature ?? "list" == "list" || entry.nature == "reports" else {
            throw fail("no such nature")
        }
        (id, name, owner, url) = (entry.id, entry.name, entry.owner, entry.url)
        (self.kind, self.format, self.mapping, accept) = (kind, format, mapping, entry.accept)
        (minutes, self.category, confidence, self.label) = (entry.minutes, category, entry.confidence, label)
        (permittedUse, reportsOneByOne) = (use, entry.nature == "reports")
        (expiryDays, lineage, licence, terms) = (entry.expiryDays, entry.lineage, entry.licence, entry.terms)
        (note, isOnByDefault) = (entry.note, entry.on ?? false)
        key = try Self.key(entry)
    }

    private static func key(_ entry: CatalogueFile.Entry) throws(CatalogueError) -> Key? {
        guard let text = entry.key else { return nil }
        if text == "address" { return .inAddress }
        guard text.hasPrefix("header ") else {
            throw CatalogueError(entry: entry.id, detail: "no key \(text)")
        }
        return .header(String(text.dropFirst("header ".count)))
    }
}

/// `feeds.json` as it is written.
struct CatalogueFile: Decodable {
    struct Entry: Decodable {
        let id, name, owner, url, format, category, label, use, lineage, licence, terms: String
        let kind, nature, key, accept, note: String?
        let map: [String]?
        let minutes: Int
        let confidence: UInt8
        let expiryDays: Int?
        let on: Bool?
    }

    let feeds: [Entry]
}
