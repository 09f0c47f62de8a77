import Foundation
import HTTPTypes
import Hummingbird
import Registry
import RegistryWatchlists
import Watchlists

/// `GET /api/v1/watchlist` and `/api/v1/watchlist/delta`: what a sensor looks for, and what changed of it.
struct WatchlistRoutes: EndpointGroup {
    /// The longest that a delta is waited for.
    static let maximumWait = 60

    let desk: StoreDesk
    let shelf: WatchlistShelf
    let watch: RevisionWatch

    var endpoints: [Endpoint] {
        let bytes = Schema.string(.init())
        return [
            Endpoint(
                method: .get,
                path: "/api/v1/watchlist",
                summary: "What a sensor looks for, as a file",
                permission: .sense,
                parameters: [.header("If-None-Match", .text, "The entity tag of an earlier answer")],
                answers: [
                    Endpoint.Answer(
                        status: .ok,
                        explanation: "The watchlist",
                        content: ("application/vnd.marsad.watchlist", bytes)
                    ), .empty(.notModified, "It is the one that is known"),
                ]
            ) { request, context in
                let base = try await shelf.base(for: context.identity.viewer)
                return try await Self.response(base, to: request, context)
            },
            Endpoint(
                method: .get,
                path: "/api/v1/watchlist/delta",
                summary: "What changed of it after a revision",
                permission: .sense,
                parameters: [
                    .query("since", .revision, "The revision of the watchlist that is known"),
                    .query("wait", .integer(0...Int64(Self.maximumWait)), "Seconds to wait for a change"),
                ],
                answers: [
                    Endpoint.Answer(
                        status: .ok,
                        explanation: "The delta",
                        content: ("application/vnd.marsad.watchlist-delta", bytes)
                    ), .empty(.noContent, "Nothing changed"),
                ],
                problems: [.gone]
            ) { request, context in
                let (since, wait) = try Self.parameters(of: request)
                return try await delta(since: since, waiting: wait, for: context.identity.viewer)
            },
        ]
    }

    private static func response(
        _ base: WatchlistShelf.Base,
        to request: Request,
        _ context: HubContext
    ) async throws -> Response {
        var headers: HTTPFields = [.eTag: "\"\(base.tag)\"", .cacheControl: "private, no-cache"]
        if request.headers[.ifNoneMatch] == headers[.eTag] {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "application/vnd.marsad.watchlist"
        headers[.revision] = "\(base.revision)"
        let body = try await FileIO().loadFile(path: base.path, context: context)
        return Response(status: .ok, headers: headers, body: body)
    }

    private static func parameters(of request: Request) throws(Problem) -> (since: UInt64, wait: Int) {
        guard let since = request.uri.queryParameters["since"].flatMap({ UInt64($0) }) else {
            throw Problem(.badRequest, "since: the revision of the watchlist that is known, a number")
        }
        guard let text = request.uri.queryParameters["wait"] else { return (since, 0) }
        guard let wait = Int(text), (0...maximumWait).contains(wait) else {
            throw Problem(.badRequest, "wait: 0 to \(maximumWait) seconds")
        }
        return (since, wait)
    }

    private func delta(since: UInt64, waiting wait: Int, for viewer: Viewer) async throws -> Response {
        let known = Int64(clamping: since)
        let latest = try await watch.revision(after: known, waiting: .seconds(wait))
        guard latest >= known else {
            throw Problem(.gone, "there was never a revision \(since) here: fetch /api/v1/watchlist")
        }
        guard latest > known else { return Response(status: .noContent, headers: [.revision: "\(latest)"]) }
        let bytes = try await desk.ask { store in
            try WatchlistDelta.reading(store, since: since, for: viewer)?.bytes
        }
        guard let bytes else {
            throw Problem(.gone, "too much changed since revision \(since): fetch /api/v1/watchlist")
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.marsad.watchlist-delta", .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension HTTPField.Name {
    /// The revision of the registry that an answer stands for.
    static var revision: HTTPField.Name {
        HTTPField.Name("Marsad-Revision") ?? .eTag
    }
}
