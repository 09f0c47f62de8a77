import Addresses
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Reports

/// The questions that make one fetch of a feed: it keeps connections between them and follows redirects itself, so that
/// every place is looked at before it is asked.
final class WebSession {
    /// Most seconds that are waited for a server within one fetch.
    static let longestWait: Int64 = 120
    /// How often a question waits.
    static let maximumWaits = 3

    /// A question.
    struct Question {
        var place: WebPlace
        var headers: [(String, String)] = []
        /// Sent by POST; nil asks by GET.
        var body: [UInt8]?
    }

    let context: FetchContext
    let access: WebAccess
    private let secrets: SessionSecrets
    private var clients: [String: HTTPClient] = [:]

    init(_ context: FetchContext, access: WebAccess) throws(FetchFailure) {
        if let fault = access.bounds.fault { throw FetchFailure(.settings, fault) }
        self.context = context
        self.access = access
        secrets = try SessionSecrets(access)
    }

    /// The place that a feed's setting names, with its secret in it.
    func place(_ text: String) throws(FetchFailure) -> WebPlace { try secrets.place(text) }

    /// Closes all connections. Must be called once, at the end.
    func end() async {
        for client in clients.values { try? await client.shutdown() }
        clients = [:]
    }

    /// Asks, and follows where the answer leads.
    /// - Throws: ``FetchFailure`` for every answer that is no success and no 304.
    func ask(_ question: Question) async throws(FetchFailure) -> WebAnswer {
        var place = question.place
        var seen: Set<URL> = [place.url]
        let deadline = NIODeadline.now() + .seconds(Int64(access.bounds.totalSeconds))
        for _ in 0...access.bounds.maximumRedirects {
            let answer = try await askOnce(question, at: place, deadline: deadline)
            guard let location = answer.redirectLocation else {
                try answer.expectSuccess(now: context.now(), gate: context.gate)
                return answer
            }
            guard question.body == nil else {
                throw FetchFailure(.redirect, "\(place): leads elsewhere, which a POST does not follow")
            }
            place = try place.following(location)
            guard seen.insert(place.url).inserted else {
                throw FetchFailure(.redirect, "\(question.place): the redirects go in a circle")
            }
        }
        throw FetchFailure(
            .redirect,
            "\(question.place): more than \(access.bounds.maximumRedirects) redirects"
        )
    }

    /// Asks one of many questions: a server that wants it a little later gets it a little later.
    func askPatiently(_ question: Question) async throws(FetchFailure) -> WebAnswer {
        for _ in 0..<Self.maximumWaits {
            do throws(FetchFailure) { return try await ask(question) } catch {
                guard error.kind == .throttled, let moment = error.retryAt else { throw error }
                let seconds = moment.seconds - context.now().seconds
                guard seconds <= Self.longestWait else { throw error }
                do { try await context.sleep(.seconds(max(seconds, 1))) } catch {
                    throw FetchFailure(.cancelled, "\(question.place): stopped while waiting")
                }
            }
        }
        return try await ask(question)
    }

    private func askOnce(
        _ question: Question,
        at place: WebPlace,
        deadline: NIODeadline
    ) async throws(FetchFailure) -> WebAnswer {
        let isProxied = access.proxy != nil
        let targets = try await context.guardian.targets(of: place, isProxied: isProxied)
        let visit = try await context.gate.visit(place.host, now: context.now())
        var failure: FetchFailure?
        for target in isProxied ? [nil] : targets.map(Optional.some) {
            do throws(FetchFailure) {
                return try await execute(question, at: place, target: target, deadline: deadline, visit)
            } catch {
                guard error.kind == .unreachable else { throw error }
                failure = error
            }
        }
        throw failure ?? FetchFailure(.unreachable, "\(place): has no address to connect to")
    }

    private func execute(
        _ question: Question,
        at place: WebPlace,
        target: IPAddress?,
        deadline: NIODeadline,
        _ visit: HostGate.Visit
    ) async throws(FetchFailure) -> WebAnswer {
        let client = try client(for: place, at: target)
        var request = HTTPClientRequest(url: place.url.absoluteString)
        if let body = question.body {
            request.method = .POST
            request.body = .bytes(body)
        }
        request.headers = try headers(of: question, at: place)
        do {
            let response = try await client.execute(request, deadline: deadline)
            let moved = place.url != question.place.url
            return WebAnswer(response, from: place, moved: moved, deadline: deadline, visit)
        } catch { throw FailureReading.failure(error, place: place, hasAnswered: false) }
    }

    private func headers(of question: Question, at place: WebPlace) throws(FetchFailure) -> HTTPHeaders {
        guard access.headers.count <= WebAccess.maximumHeaders else {
            throw FetchFailure(.settings, "a feed has at most \(WebAccess.maximumHeaders) headers")
        }
        var headers: [(String, String)] = [("User-Agent", Fetcher.userAgent), ("Accept-Encoding", "gzip")]
        // What the operator set for this server is for this server only.
        if place.isSameOrigin(as: question.place) {
            headers += access.headers.map { ($0.key, $0.value) } + secrets.headers
        }
        headers += question.headers
        var all = HTTPHeaders()
        for (name, value) in headers {
            guard Self.isToken(name), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw FetchFailure(.settings, "the header \(name.prefix(40).debugDescription) cannot be sent")
            }
            all.replaceOrAdd(name: name, value: value)
        }
        return all
    }

    /// A token of RFC 9110 §5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private func client(for place: WebPlace, at target: IPAddress?) throws(FetchFailure) -> HTTPClient {
        let key = "\(place.host) \(target.map(String.init(describing:)) ?? "by proxy")"
        if let client = clients[key] { return client }
        let configuration = try ClientConfiguration.make(
            access,
            place: place,
            target: target,
            secrets: secrets
        )
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
        clients[key] = client
        return client
    }
}
