import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Publication
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Attacks on the API` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
    }

    private static let injections = [
        "'", "\"", "';DROP TABLE address;--", "' OR '1'='1", "1 OR 1=1", "1); DELETE FROM report; --",
        "x' UNION SELECT secret FROM token--",
        "%00", "\\", "?1", "../../../etc/passwd", "{{7*7}}",
    ]

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = byte < 0x80 && Character(UnicodeScalar(byte)).isLetter
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        .joined()
    }

    @Test func `SQL in any parameter, path or field changes nothing and reads nothing`() async throws {
        let caller = try fixture.token([.read, .submit, .administer], of: fixture.owner)
        let endpoints = fixture.hub.hub.api.endpoints
        _ = try fixture.store.submit(
            Submission([Submission.Item(try Address("evil.example"), Claim(comment: "kept"))]),
            by: Actor(.token(Token.ID(1)), name: "t", member: fixture.owner.id),
            at: HubFixture.now
        )
        let store = fixture.store
        try fixture.hub.hub.publisher.publishAll(at: HubFixture.now)
        try await fixture.test { client in
            for endpoint in endpoints where endpoint.method == .get && endpoint.path != "/api/v1/stream" {
                for attack in Self.injections.map(Self.encoded) {
                    let path = endpoint.path.replacing(/\{[a-z]+\}/, with: attack)
                    var paths = endpoint.parameters.filter { $0.place == .query }.map {
                        "\(endpoint.path.replacing(/\{[a-z]+\}/, with: "x.example"))?\($0.name)=\(attack)"
                    }
                    if path != endpoint.path { paths.append(path) }
                    for path in paths {
                        let response = try await client.ask(.get, path, as: caller)
                        #expect(response.status.code < 500, "\(path): \(response.text)")
                        if path.contains("?source=") {
                            #expect(!response.text.contains("evil.example"), "\(path)")
                        }
                    }
                }
            }
            for attack in Self.injections {
                let body = try JSONSerialization.data(
                    withJSONObject: ["address": "a.example", "comment": attack, "reference": attack]
                )
                let text = String(decoding: body, as: UTF8.self)
                let response = try await client.ask(.post, "/api/v1/reports", as: caller, text)
                #expect(response.status == .ok)
                let record = try store.lookup(try Address("a.example"), for: .system).record
                #expect(record?.reports.first?.claim.comment == attack)
            }
        }
        let kept = try store.lookup(try Address("evil.example"), for: .system).record
        #expect(kept?.reports.map(\.claim.comment) == ["kept"])
    }

    @Test(arguments: [
        "/api/v1/../../etc/passwd", "/api/v1/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
        "/api/v1//addresses/",
        "/api/v1/sources/..%2F..%2Fregistry.sqlite", "/audit.key", "/api/v1/watchlist/../audit.key",
    ])
    func `a path leads to no file`(path: String) async throws {
        let caller = try fixture.token([.read, .sense], of: fixture.owner)
        try await fixture.test { client in
            let response = try await client.ask(.get, path, as: caller)
            #expect([400, 404].contains(response.status.code) || path.contains("//"), "\(response.status)")
            #expect(!response.text.contains("root:"))
        }
    }

    @Test func `a body that is too large is refused, before it has come`() async throws {
        let caller = try fixture.token([.submit, .read], of: fixture.owner)
        try await fixture.test { client in
            let long = String(repeating: "x", count: ReportBody.maximumLength)
            let one = try await client.ask(
                .post,
                "/api/v1/reports",
                as: caller,
                "{\"address\":\"a.example\",\"comment\":\"\(long)\"}"
            )
            #expect(one.status == .contentTooLarge)
            let line = try await client.ask(
                .post,
                "/api/v1/reports",
                as: caller,
                long + "xx",
                type: ReportEndpoints.lines
            )
            #expect(line.status == .contentTooLarge)
        }
        #expect(try fixture.store.revision() == 0)
    }

    @Test func `whoever tries secrets is soon told nothing, while good ones work on`() async throws {
        let caller = try fixture.token(.read, of: fixture.owner)
        let failures = fixture.hub.hub.failures
        try await fixture.test { client in
            let guess: HTTPFields = [.authorization: "Bearer guess"]
            let first = try await client.ask(.get, "/api/v1/statistics", as: .nobody, headers: guess)
            #expect(first.status == .unauthorized)
            // All other tries are taken, an hour from now so that nothing comes back meanwhile.
            let later = ContinuousClock.now.advanced(by: .seconds(3600))
            while failures.take(for: "", at: later) == nil {}
            let last = try await client.ask(.get, "/api/v1/statistics", as: .nobody, headers: guess)
            #expect(last.status == .tooManyRequests)
            #expect(last.headers[.retryAfter] != nil)
            #expect(try await client.ask(.get, "/api/v1/statistics", as: caller).status == .ok)
        }
    }

    @Test func `a token that asks too often waits`() async throws {
        let caller = try fixture.token(.read, of: fixture.owner)
        let other = try fixture.token(.read, of: fixture.owner)
        guard case .token(let secret) = caller, let token = try fixture.store.token(secret.digest) else {
            return
        }
        // What it may do at once is taken, an hour from now so that nothing comes back meanwhile.
        let later = ContinuousClock.now.advanced(by: .seconds(3600))
        while fixture.hub.hub.requests.take(for: .token(token.id), at: later) == nil {}
        try await fixture.test { client in
            let response = try await client.ask(.get, "/api/v1/statistics", as: caller)
            #expect(response.status == .tooManyRequests)
            #expect(response.headers[.retryAfter] != nil)
            #expect(try await client.ask(.get, "/api/v1/statistics", as: other).status == .ok)
        }
    }

    @Test(arguments: [
        "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Content-Length: -1",
        "Content-Length: 5 5",
        "Bad Header: x", "Folded: a\r\n b: c",
    ])
    func `a request of two meanings is refused`(header: String) async throws {
        let hub = fixture.hub
        try await hub.serve { port in
            let smuggled = "0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
            let request =
                "POST /api/v1/reports HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(header)\r\n\r\n\(smuggled)"
            let answer = try await HubFixture.exchange(request, port: port)
            // Whatever the answer, it is one, and not the one to the request inside.
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count - 1 <= 1, "\(answer)")
            #expect(!answer.contains("\"status\":\"ok\""), "\(answer)")
        }
    }

    @Test func `headers without end are refused`() async throws {
        let hub = fixture.hub
        try await hub.serve { port in
            let headers = String(
                repeating: "X-Filler: \(String(repeating: "x", count: 1000))\r\n",
                count: 200
            )
            let answer = try await HubFixture.exchange(
                "GET /healthz HTTP/1.1\r\nHost: h\r\n\(headers)\r\n",
                port: port
            )
            #expect(!answer.hasPrefix("HTTP/1.1 200"), "\(answer.prefix(100))")
        }
    }

    @Test(arguments: ["/api/v1/reports", "/sign-in", "/healthz"])
    func `a body that comes byte by byte is cut off, however it is answered`(path: String) async throws {
        let hub = try HubFixture { $0.requestPatience = .milliseconds(200) }
        try await hub.serve { port in
            let length = 1 << 30
            let head = "POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n"
            let sent = try await HubFixture.trickle(head, most: length, port: port)
            #expect(sent < length)
        }
    }

    @Test func `a head that never ends is cut off`() async throws {
        let hub = try HubFixture { $0.requestPatience = .milliseconds(200) }
        try await hub.serve { port in
            // The connection is closed, or reset: either way it ends, and not with an answer to what never came.
            let answer = try? await HubFixture.exchange(
                "GET /healthz HTTP/1.1\r\nHost: h\r\nX: ",
                port: port
            )
            #expect(answer?.contains("200 OK") != true)
        }
    }
}
