import Foundation

/// The public feeds that Marsad knows of, with where they are, how they read and on which terms.
///
/// The entries are facts in `feeds.json` beside this file; nothing of the feeds themselves is shipped.
public enum FeedCatalogue {
    /// All feeds, in the order of the file.
    /// - Throws: ``CatalogueError`` when an entry says what no feed can be.
    public static func feeds() throws(CatalogueError) -> [CatalogueFeed] {
        let file: CatalogueFile
        do {
            file = try JSONDecoder().decode(CatalogueFile.self, from: Data(PackageResources.feeds_json))
        } catch { throw CatalogueError(entry: nil, detail: "\(error)") }
        var feeds: [CatalogueFeed] = []
        for entry in file.feeds { feeds.append(try CatalogueFeed(entry)) }
        return feeds
    }

    /// The feed called `id`; nil when there is none.
    /// - Throws: ``CatalogueError`` when an entry says what no feed can be.
    public static func feed(_ id: String) throws(CatalogueError) -> CatalogueFeed? {
        try feeds().first { $0.id == id }
    }
}

/// What is wrong with the catalogue, and with which entry.
public struct CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The entry; nil when the file as a whole cannot be read.
    public let entry: String?
    /// What is wrong.
    public let detail: String

    /// The entry and what is wrong with it.
    public var description: String { "the catalogue of feeds\(entry.map { ", \($0)" } ?? ""): \(detail)" }
}
