import Foundation

/// A collection that a TAXII server offers.
public struct TAXIIOffer: Hashable, Sendable {
    /// Its address, for ``TAXIICollection``.
    public let url: String
    /// Its title.
    public let title: String
    /// What it holds, in words.
    public let description: String?
    /// Whether it may be read with these credentials.
    public let canRead: Bool
}

/// Asks a TAXII 2.1 server for its API roots and their collections (§4.1, §5.1).
struct TAXIIDiscovery {
    /// Most API roots that are asked.
    static let maximumRoots = 50

    let session: WebSession

    func collections(at discovery: String) async throws(FetchFailure) -> [TAXIIOffer] {
        let start = try session.place(discovery)
        let answer = try await read(Discovery.self, at: start)
        var offers: [TAXIIOffer] = []
        for root in (answer.apiRoots ?? []).prefix(Self.maximumRoots) {
            // Roots may be relative; what is another server's must not get this server's secret.
            let place = try start.following(root.hasSuffix("/") ? root : root + "/")
            guard place.isSameOrigin(as: start) else { continue }
            let listed = try await read(Collections.self, at: try place.appending("collections/"))
            for collection in listed.collections ?? [] {
                offers.append(
                    TAXIIOffer(
                        url: try place.appending("collections/\(collection.id)/").description,
                        title: collection.title,
                        description: collection.description,
                        canRead: collection.canRead ?? false
                    )
                )
            }
        }
        return offers
    }

    private func read<Value: Decodable>(_ type: Value.Type, at place: WebPlace) async throws(FetchFailure)
        -> Value
    {
        let question = WebSession.Question(place: place, headers: [("Accept", TAXIIFetch.mediaType)])
        let bytes = try await session.askPatiently(question).bytes()
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
            throw FetchFailure(.malformed, "\(place): no answer of a TAXII 2.1 server")
        }
        return value
    }

    private struct Discovery: Decodable {
        let apiRoots: [String]?

        enum CodingKeys: String, CodingKey {
            case apiRoots = "api_roots"
        }
    }

    private struct Collections: Decodable {
        let collections: [Collection]?
    }

    private struct Collection: Decodable {
        let id: String
        let title: String
        let description: String?
        let canRead: Bool?

        enum CodingKeys: String, CodingKey {
            case id, title, description
            case canRead = "can_read"
        }
    }
}
