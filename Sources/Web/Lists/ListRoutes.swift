import Foundation
import HTTPTypes
import Hummingbird
import Lists
import Logging
import Publication
import Registry
import Reports

/// `GET /lists/{name}.{format}`: what enforcement points pull.
struct ListRoutes: EndpointGroup {
    let desk: StoreDesk
    let shelf: ListShelf
    let given: GivenSerials
    let clock: HubClock

    var endpoints: [Endpoint] {
        var answer = Endpoint.Answer(
            status: .ok,
            explanation:
                "The list; Marsad-Serial says which serial, Marsad-Sha256 the digest of the text unpacked",
            content: ("text/plain", .text)
        )
        answer.otherTypes = [
            "text/csv", "text/dns", "application/json", "application/x-ndjson", "application/stix+json",
        ]
        return [
            Endpoint(
                method: .get,
                path: "/lists/{list}",
                summary: "A list, as name.format; .sha256 or .md5 behind it gives the digest of the text",
                permission: [],
                parameters: [
                    .path(
                        "list",
                        .pattern(ListFileName.pattern),
                        "For example drop.nft, block-dns.rpz or alert.csv"
                    ),
                    .header("If-None-Match", .text, "Entity tags of earlier answers"),
                ],
                answers: [answer, .empty(.notModified, "It is one that is known")],
                problems: [.forbidden, .notFound],
                handle: pull
            )
        ]
    }

    private func pull(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.requireConsumer()
        guard let file = ListFileName(try context.part("list")) else {
            throw Problem(.notFound, "lists are called name.format, for example drop.txt")
        }
        do { return try await answer(file, request, context) } catch let problem as Problem {
            throw problem
        } catch {
            // A consumer keeps what it has; it must not take a failure here for an empty list.
            context.logger.error("list \(file.name): \(error)")
            throw Problem(.unavailable, "the list cannot be made now; keep the one you have", retryAfter: 30)
        }
    }

    private func answer(
        _ file: ListFileName,
        _ request: Request,
        _ context: HubContext
    ) async throws -> Response {
        let list = try await desk.list(file.name, for: context.identity)
        let format = try file.format(of: list.settings)
        try list.requirePublished()
        if file.part != .list { return try await side(file.part, of: list, format) }
        let isPacked = request.takesGzip
        let form = Rendition.Form.format(format)
        let tag = EntityTag(list, format.rawValue, isPacked: isPacked, isWeak: form.tellsTimeLeft)
        var headers: HTTPFields = [
            .eTag: tag.text, .cacheControl: "private, no-cache", .vary: "Accept-Encoding, Authorization",
            .listSerial: "\(list.serial)",
        ]
        if tag.isKnown(to: request) {
            try await given.note(list, to: context.identity, at: clock.now)
            return Response(status: .notModified, headers: headers)
        }
        let rendition = try await shelf.rendition(of: list, as: form, isPacked: isPacked, at: clock.now)
        headers[.contentType] = format.mediaType
        if isPacked { headers[.contentEncoding] = "gzip" }
        headers[.listSHA256] = rendition.sha256
        headers[.listEntries] = "\(rendition.entryCount)"
        if rendition.overCap > 0 { headers[.listLeftOut] = "\(rendition.overCap)" }
        let body = try await FileIO().loadFile(path: rendition.path, context: context)
        try await given.note(list, to: context.identity, at: clock.now)
        return Response(status: .ok, headers: headers, body: body)
    }

    /// What stands beside a list.
    private func side(
        _ part: ListFileName.Part,
        of list: PublishedList,
        _ format: ListFormat
    ) async throws -> Response {
        let text: String
        if part == .categories {
            guard let companion = format.companion, companion.suffix == ".categories" else {
                throw Problem(.notFound, "this format has no categories")
            }
            text = companion.text
        } else {
            let form = Rendition.Form.format(format)
            let rendition = try await shelf.rendition(of: list, as: form, isPacked: false, at: clock.now)
            text = (part == .md5 ? rendition.md5 : rendition.sha256) + "\n"
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "private, no-cache"],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}

extension HTTPField.Name {
    /// The serial of the list that an answer holds.
    static let listSerial = HTTPField.Name("Marsad-Serial") ?? .eTag
    /// The digest of its text before it was packed.
    static let listSHA256 = HTTPField.Name("Marsad-Sha256") ?? .eTag
    /// How many entries the text covers.
    static let listEntries = HTTPField.Name("Marsad-Entries") ?? .eTag
    /// How many there was no room for.
    static let listLeftOut = HTTPField.Name("Marsad-Left-Out") ?? .eTag
}
