import Foundation
import NIOCore
import Reports

/// Brings the mirror of a TAXII 2.1 collection up to date: page by page what was added since, merged with what was there.
struct TAXIIFetch {
    /// The only media type of TAXII 2.1 (§1.6.8).
    static let mediaType = "application/taxii+json;version=2.1"

    private let session: WebSession
    private let collection: TAXIICollection

    init(_ session: WebSession, _ collection: TAXIICollection) {
        self.session = session
        self.collection = collection
    }

    func run(_ feed: String, knowing known: FeedValidators) async throws(FetchFailure) -> FetchOutcome {
        guard (1...100_000).contains(collection.pageSize), collection.daysBetweenFullFetches > 0 else {
            throw FetchFailure(
                .settings,
                "a page has 1 to 100000 objects, and full fetches are a day apart or more"
            )
        }
        let mirror = STIXMirror(folder: try session.context.spool.mirror(of: feed), source: identity)
        let now = session.context.now()
        let state = mirror.state(now: now, days: collection.daysBetweenFullFetches)
        let pages = try session.context.spool.newFolder(hint: "taxii")
        defer { SpoolFolder.remove(pages) }
        let news = try await fetchPages(into: pages, since: state?.cursor)
        let merged = try mirror.merge(news.files, isFull: state == nil)
        let cursor = news.cursor ?? state?.cursor
        try mirror.keep(
            STIXMirror.State(source: identity, cursor: cursor, fullAt: state?.fullAt ?? now.seconds)
        )
        if merged.stamp == known.stamp { return .notModified }
        let validators = FeedValidators(stamp: merged.stamp)
        var fetched = FetchedFeed(
            path: merged.path,
            isPassing: false,
            validators: validators,
            byteCount: news.byteCount
        )
        fetched.contentType = "application/taxii+json"
        return .fetched(fetched)
    }

    /// What the mirror is a mirror of.
    private var identity: String { "\(collection.url) \(collection.types.sorted().joined(separator: ","))" }

    private func objects() throws(FetchFailure) -> WebPlace {
        let place = try session.place(collection.url)
        return place.url.path.hasSuffix("/objects")
            ? try place.sibling("objects/") : try place.appending("objects/")
    }

    private struct News {
        var files: [String] = []
        var cursor: String?
        var byteCount: Int64 = 0
    }

    private func fetchPages(into folder: String, since start: String?) async throws(FetchFailure) -> News {
        let objects = try objects()
        var news = News()
        var (addedAfter, next) = (start, String?.none)
        for number in 1...session.access.bounds.maximumAnswers {
            let place = try objects.appending("", query: query(addedAfter: addedAfter, next: next))
            let (page, file, count) = try await fetchPage(place, at: "\(folder)/page-\(number).json")
            news.byteCount += count
            if page.objectCount > 0 { news.files.append(file) }
            var last = page.lastAdded
            if last == nil, page.objectCount > 0, !page.hasMore || page.next == nil {
                last = try await lastAddedByManifest(objects, addedAfter: addedAfter)
            }
            news.cursor = last ?? news.cursor
            guard page.hasMore else { return news }
            guard news.byteCount <= session.access.bounds.maximumTotalBytes else {
                throw FetchFailure(
                    .tooLarge,
                    "\(objects): the pages are larger together than the bounds allow"
                )
            }
            // Without `next` the way on is by date; either must move, or the same page comes for ever.
            let onward = page.next == nil ? last : addedAfter
            guard page.next != next || onward != addedAfter else {
                throw FetchFailure(
                    .malformed,
                    "\(objects): the server promises more and gives the same page again"
                )
            }
            (addedAfter, next) = (onward, page.next)
        }
        throw FetchFailure(.tooLarge, "\(objects): more than \(session.access.bounds.maximumAnswers) pages")
    }

    /// The same filters on every page (§3.4, §3.5).
    private func query(addedAfter: String?, next: String?) -> [(String, String)] {
        var query = [("limit", "\(collection.pageSize)")]
        if let addedAfter { query.append(("added_after", addedAfter)) }
        if !collection.types.isEmpty {
            query.append(("match[type]", collection.types.joined(separator: ",")))
        }
        if let next { query.append(("next", next)) }
        return query
    }

    private func fetchPage(
        _ place: WebPlace,
        at path: String
    ) async throws(FetchFailure) -> (TAXIIPage, String, Int64) {
        let question = WebSession.Question(place: place, headers: [("Accept", Self.mediaType)])
        let answer = try await session.askPatiently(question)
        var reader = JSONArrayReader(path: ["objects"])
        let file = try SpoolFile(path)
        var isReadable = true
        try await answer.read(upTo: session.access.bounds.maximumBytes) { (piece) throws(FetchFailure) in
            isReadable = try reader.read(piece.readableBytesView) { _ throws(FetchFailure) in }
            guard isReadable else { throw FetchFailure(.malformed, "\(place): no envelope of TAXII 2.1") }
            try file.write(piece)
        }
        guard reader.isWhole else {
            throw FetchFailure(.malformed, "\(place): no whole envelope of TAXII 2.1")
        }
        try file.finish()
        return (TAXIIPage(reader, answer), path, file.byteCount)
    }

    /// The last `date_added` that the manifest (§5.3) tells, for servers that send no header.
    private func lastAddedByManifest(_ objects: WebPlace, addedAfter: String?) async throws(FetchFailure)
        -> String?
    {
        let manifest = try objects.sibling("manifest/")
        var question = WebSession.Question(place: manifest, headers: [("Accept", Self.mediaType)])
        question.place = try manifest.appending("", query: query(addedAfter: addedAfter, next: nil))
        let answer: WebAnswer
        do { answer = try await session.askPatiently(question) } catch {
            if error.kind == .missing || error.kind == .denied { return nil }
            throw error
        }
        var last: String?
        var reader = JSONArrayReader(path: ["objects"])
        try await answer.read(upTo: session.access.bounds.maximumBytes) { (piece) throws(FetchFailure) in
            _ = try reader.read(piece.readableBytesView) { element throws(FetchFailure) in
                let entry = try? JSONDecoder().decode(ManifestEntry.self, from: Data(element))
                guard let date = entry.flatMap({ TAXIIPage.date($0.dateAdded) }) else { return }
                last = last.map { max($0, date) } ?? date
            }
        }
        return last
    }

    private struct ManifestEntry: Decodable {
        let dateAdded: String

        enum CodingKeys: String, CodingKey {
            case dateAdded = "date_added"
        }
    }
}
