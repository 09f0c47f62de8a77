import Foundation
import JSONOutput
import NIOCore

/// Asks a MISP server for its attributes (`attributes/restSearch`), page by page.
struct MISPServerFetch {
    /// Kinds of attributes that hold addresses.
    static let types = [
        "ip-src", "ip-dst", "ip-src|port", "ip-dst|port", "domain", "hostname", "hostname|port", "domain|ip",
        "url",
        "AS",
    ]

    private let session: WebSession
    private let server: MISPServer

    init(_ session: WebSession, _ server: MISPServer) {
        self.session = session
        self.server = server
    }

    /// All pages as a folder of files.
    func run() async throws(FetchFailure) -> FetchOutcome {
        guard (1...100_000).contains(server.pageSize) else {
            throw FetchFailure(.settings, "a page has 1 to 100000 attributes")
        }
        let place = try session.place(server.url).appending("attributes/restSearch")
        let folder = try session.context.spool.newFolder(hint: "misp")
        do throws(FetchFailure) {
            let count = try await fetchPages(place, into: folder)
            var fetched = FetchedFeed(
                path: folder,
                isPassing: true,
                validators: FeedValidators(),
                byteCount: count
            )
            fetched.contentType = "application/json"
            return .fetched(fetched)
        } catch {
            SpoolFolder.remove(folder)
            throw error
        }
    }

    private func fetchPages(_ place: WebPlace, into folder: String) async throws(FetchFailure) -> Int64 {
        var byteCount: Int64 = 0
        for page in 1...session.access.bounds.maximumAnswers {
            let (attributes, bytes) = try await fetchPage(page, place, into: folder)
            byteCount += bytes
            guard byteCount <= session.access.bounds.maximumTotalBytes else {
                throw FetchFailure(.tooLarge, "\(place): the pages are larger together than the bounds allow")
            }
            if attributes < server.pageSize { return byteCount }
        }
        throw FetchFailure(.tooLarge, "\(place): more than \(session.access.bounds.maximumAnswers) pages")
    }

    private func fetchPage(
        _ page: Int,
        _ place: WebPlace,
        into folder: String
    ) async throws(FetchFailure) -> (attributes: Int, bytes: Int64) {
        let question = WebSession.Question(
            place: place,
            headers: [("Accept", "application/json"), ("Content-Type", "application/json")],
            body: body(page: page)
        )
        let answer = try await session.askPatiently(question)
        let file = try SpoolFile("\(folder)/page-\(String(1_000_000 + page).dropFirst()).json")
        var reader = JSONArrayReader(path: ["response", "Attribute"])
        try await answer.read(upTo: session.access.bounds.maximumBytes) { (piece) throws(FetchFailure) in
            guard try reader.read(piece.readableBytesView, { _ throws(FetchFailure) in }) else {
                throw FetchFailure(.malformed, "\(place): no answer of a MISP server")
            }
            try file.write(piece)
        }
        guard reader.isWhole else {
            throw FetchFailure(.malformed, "\(place): no whole answer of a MISP server")
        }
        try file.finish()
        return (reader.count, file.byteCount)
    }

    private func body(page: Int) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("returnFormat", "json")
            json.field("page", page)
            json.field("limit", server.pageSize)
            json.array("type", of: Self.types) { $0.string($1) }
            json.field("published", true)
            json.field("deleted", false)
            // Labels and words of the event hold for its attributes.
            json.field("includeEventTags", true)
            if server.onlyForDetection { json.field("to_ids", true) }
            if !server.tags.isEmpty { json.array("tags", of: server.tags) { $0.string($1) } }
            if let days = server.days { json.field("timestamp", "\(days)d") }
        }
        return json.bytes
    }
}
