import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOSSL

/// What a sensor asks of its hub.
struct HubClient: Sendable {
    /// Longest watchlist that is fetched: 4 GiB.
    static let maximumBase = 4 << 30
    /// Longest delta that is fetched: 256 MiB.
    static let maximumDelta = 256 << 20
    /// Longest other answer that is read.
    static let maximumAnswer = 1 << 20
    /// Seconds that the hub may hold an answer to a question for changes.
    static let wait = 30

    /// What became of a batch.
    enum Receipt: Equatable {
        case recorded(unregistered: Int)
        case known
        case outOfOrder(awaited: Int64)
    }

    /// What a hub answers when it is asked for changes.
    enum Change {
        case delta([UInt8])
        case none
        /// Only the whole watchlist leads on.
        case gone
    }

    private let url: URL
    private let token: String
    private let client: HTTPClient

    /// A client of the hub at `url`, which presents `token`.
    init(url: URL, token: String, client: HTTPClient) {
        self.url = url
        self.token = token
        self.client = client
    }

    /// Settings of a client that trusts the system's authorities and those of a PEM file.
    static func configuration(trusting authorities: String?) throws -> HTTPClient.Configuration {
        var encryption = TLSConfiguration.makeClientConfiguration()
        if let authorities {
            encryption.additionalTrustRoots = [.file(authorities)]
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: encryption,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(Int64(wait) + 30))
        )
        configuration.connectionPool.idleTimeout = .seconds(60)
        return configuration
    }

    /// Sends a batch of sightings.
    func post(_ batch: OutgoingBatch) async throws -> Receipt {
        var request = request("api/v1/sightings", .POST)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(batch.body)
        let (status, bytes) = try await answer(to: request)
        guard status == .ok || status == .conflict,
            let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes))
        else { throw HubFailure(status, bytes) }
        switch (answer.outcome, answer.awaited) {
        case ("recorded", _): return .recorded(unregistered: answer.unregistered ?? 0)
        case ("known", _): return .known
        case ("out-of-order", let awaited?): return .outOfOrder(awaited: awaited)
        default: throw HubFailure(status, bytes)
        }
    }

    private struct Answer: Decodable {
        let outcome: String
        let unregistered: Int?
        let awaited: Int64?
    }

    /// What changed after a revision; the hub holds the answer until something does.
    func changes(since revision: UInt64) async throws -> Change {
        let path = "api/v1/watchlist/delta?since=\(revision)&wait=\(Self.wait)"
        let response = try await client.execute(
            request(path, .GET),
            timeout: .seconds(Int64(Self.wait) + 60)
        )
        switch response.status {
        case .ok:
            return .delta(Array(buffer: try await response.body.collect(upTo: Self.maximumDelta)))
        case .noContent: return .none
        case .gone: return .gone
        default:
            throw HubFailure(
                response.status,
                Array(buffer: try await response.body.collect(upTo: Self.maximumAnswer))
            )
        }
    }

    /// Fetches the whole watchlist into a file.
    func fetchWatchlist(to path: String) async throws {
        let response = try await client.execute(request("api/v1/watchlist", .GET), timeout: .hours(1))
        guard response.status == .ok else {
            throw HubFailure(
                response.status,
                Array(buffer: try await response.body.collect(upTo: Self.maximumAnswer))
            )
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw HubFailure(message: "\(path) cannot be written") }
        defer { try? file.close() }
        var length = 0
        for try await part in response.body {
            length += part.readableBytes
            guard length <= Self.maximumBase else {
                throw HubFailure(message: "the watchlist is longer than \(Self.maximumBase) bytes")
            }
            try file.write(contentsOf: Data(buffer: part))
        }
        try file.synchronize()
    }

    /// What the sensor's member answers for, as text.
    func constituency() async throws -> [String] {
        let (status, bytes) = try await answer(to: request("api/v1/constituency", .GET))
        guard status == .ok,
            let answer = try? JSONDecoder().decode([String: [String]].self, from: Data(bytes)),
            let addresses = answer["addresses"]
        else { throw HubFailure(status, bytes) }
        return addresses
    }

    private func request(_ path: String, _ method: HTTPMethod) -> HTTPClientRequest {
        var base = url.absoluteString
        if !base.hasSuffix("/") { base += "/" }
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "User-Agent", value: "Marsad-sensor")
        return request
    }

    private func answer(to request: HTTPClientRequest) async throws -> (HTTPResponseStatus, [UInt8]) {
        let response = try await client.execute(request, timeout: .seconds(120))
        return (response.status, Array(buffer: try await response.body.collect(upTo: Self.maximumAnswer)))
    }
}

/// What a hub says when it does not do what it was asked.
struct HubFailure: Error, CustomStringConvertible {
    let status: HTTPResponseStatus?
    let detail: String

    init(message: String) {
        status = nil
        detail = message
    }

    init(_ status: HTTPResponseStatus, _ body: [UInt8]) {
        self.status = status
        let problem = try? JSONDecoder().decode(Problem.self, from: Data(body))
        detail = problem?.detail ?? String(decoding: body.prefix(200), as: UTF8.self)
    }

    private struct Problem: Decodable {
        let detail: String
    }

    /// Whether sending the same again can never help.
    var isFinal: Bool {
        status == .badRequest || status == .unprocessableEntity || status == .payloadTooLarge
    }

    var description: String {
        guard let status else { return detail }
        return "the hub answers \(status.code): \(detail)"
    }
}
