public import FeedCatalogue
public import Feeds
import Fetching
import Registry

extension Feed {
    /// A feed of the catalogue with the settings it starts with; nil when it wants a key and there is none.
    /// - Parameters:
    ///   - entry: the entry.
    ///   - secret: the file with the operator's key, for feeds that want one.
    public init?(_ entry: CatalogueFeed, secret: String?) {
        var access = WebAccess()
        if let accept = entry.accept { access.headers["Accept"] = accept }
        switch (entry.key, secret) {
        case (nil, _): break
        case (_, nil): return nil
        case (.inAddress, let secret?): access.authentication = .inAddress(SecretFile(secret))
        case (.header(let name), let secret?):
            access.authentication = .header(name: name, secret: SecretFile(secret))
        }
        let resource = WebResource(entry.url, access: access)
        self.init(
            entry.id,
            from: entry.kind == .web ? .web(resource) : .mispFeed(resource),
            format: entry.format,
            source: SourceSettings(
                name: entry.id,
                owner: entry.owner,
                nature: entry.reportsOneByOne ? .reports : .list,
                lineage: entry.lineage,
                category: entry.category,
                confidence: entry.confidence,
                label: entry.label,
                permittedUse: entry.permittedUse,
                expiryDays: entry.expiryDays
            )
        )
        mapping = entry.mapping
        schedule = FeedSchedule(minutes: entry.minutes)
    }
}
