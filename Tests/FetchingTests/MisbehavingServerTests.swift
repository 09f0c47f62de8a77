import Fetching
import Foundation
import Reports
import TestSupport
import Testing

/// One bad server, and what its feed's fetch comes to.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: Reply
    let kind: FetchFailure.Kind
    var status: Int?
    var retriesInSeconds: ClosedRange<Int64>?

    init(
        _ name: String,
        _ reply: Reply,
        _ kind: FetchFailure.Kind,
        status: Int? = nil,
        retriesInSeconds: ClosedRange<Int64>? = nil
    ) {
        testDescription = name
        self.reply = reply
        self.kind = kind
        self.status = status
        self.retriesInSeconds = retriesInSeconds
    }
}

@Suite struct MisbehavingServerTests {
    /// What all first failures that may pass are given: half a minute to a minute.
    static let first: ClosedRange<Int64> = 30...60

    static let cases = [
        Misbehaviour(
            "429 with seconds",
            .answer("429 Too Many Requests", "", ["Retry-After: 600"]),
            .throttled,
            status: 429,
            retriesInSeconds: 600...600
        ),
        Misbehaviour(
            "429 with a date",
            .answer("429 Slow", "", ["Retry-After: Mon, 23 Nov 2026 09:00:00 GMT"]),
            .throttled,
            status: 429,
            retriesInSeconds: 3600...3600
        ),
        Misbehaviour(
            "429 for a century",
            .answer("429 Slow", "", ["Retry-After: 3153600000"]),
            .throttled,
            status: 429,
            retriesInSeconds: 86_400...86_400
        ),
        Misbehaviour(
            "429 without a time",
            .answer("429 Slow"),
            .throttled,
            status: 429,
            retriesInSeconds: first
        ),
        Misbehaviour(
            "503 with a time",
            .answer("503 Busy", "", ["Retry-After: 90"]),
            .throttled,
            status: 503,
            retriesInSeconds: 90...90
        ),
        Misbehaviour("500", .answer("500 Oops", "<html>"), .status, status: 500, retriesInSeconds: first),
        Misbehaviour("502", .answer("502 Bad Gateway"), .status, status: 502, retriesInSeconds: first),
        Misbehaviour("401", .answer("401 Who"), .denied, status: 401),
        Misbehaviour("404", .answer("404 Gone"), .missing, status: 404),
        Misbehaviour("304 unasked", .send("HTTP/1.1 304 Not Modified\r\n\r\n"), .malformed),
        Misbehaviour(
            "slow loris in the body",
            .drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
            .tooSlow,
            retriesInSeconds: first
        ),
        Misbehaviour(
            "slow loris in the head",
            .drip("HTTP/1.1 200 OK\r\nX-Long: "),
            .tooSlow,
            retriesInSeconds: first
        ),
        Misbehaviour("silence", .sendAndHang(""), .tooSlow, retriesInSeconds: first),
        Misbehaviour(
            "silence in the body",
            .sendAndHang("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
            .tooSlow,
            retriesInSeconds: first
        ),
        Misbehaviour("endless body", .endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), .tooLarge),
        Misbehaviour(
            "too large by its own word",
            .sendAndHang("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
            .tooLarge
        ),
        Misbehaviour(
            "fewer bytes than announced",
            .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n192.0.2"),
            .cutShort,
            retriesInSeconds: first
        ),
        Misbehaviour(
            "a chunk that does not end",
            .sendAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nab"),
            .cutShort,
            retriesInSeconds: first
        ),
        Misbehaviour(
            "two lengths",
            .send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
            .malformed
        ),
        Misbehaviour("hangs up", .close, .unreachable, retriesInSeconds: first),
        Misbehaviour("no HTTP", .send("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .malformed),
        Misbehaviour("empty body", .ok(""), .empty),
        Misbehaviour("204", .answer("204 No Content"), .empty, status: 204),
        Misbehaviour(
            "redirect to the metadata of a cloud",
            .answer("302 Found", "", ["Location: http://169.254.169.254/latest/meta-data/"]),
            .refused
        ),
        Misbehaviour(
            "redirect to a private network",
            .answer("302 Found", "", ["Location: http://10.0.0.1/"]),
            .refused
        ),
        Misbehaviour(
            "redirect to loopback in other words",
            .answer("302 Found", "", ["Location: http://[::1]/"]),
            .refused
        ),
        Misbehaviour(
            "redirect to a file",
            .answer("302 Found", "", ["Location: file:///etc/passwd"]),
            .refused
        ),
        Misbehaviour(
            "redirect to another scheme",
            .answer("302 Found", "", ["Location: https://a.example/"]),
            .redirect
        ),
        Misbehaviour("redirect to itself", .answer("302 Found", "", ["Location: /"]), .redirect),
        Misbehaviour("redirect to nowhere", .answer("302 Found"), .redirect),
    ]

    /// Short only where slowness is what the server does.
    private static func access(isSlow: Bool = false) -> WebAccess {
        var access = WebAccess()
        access.bounds.totalSeconds = isSlow ? 2 : 300
        access.bounds.idleSeconds = isSlow ? 1 : 300
        access.bounds.maximumBytes = 1 << 20
        access.bounds.maximumExpandedBytes = 4 << 20
        return access
    }

    @Test(arguments: cases) func `a bad server ends in its failure and leaves nothing behind`(
        bad: Misbehaviour
    ) async throws {
        let bench = try FetchBench()
        try await withServer { _ in
            bad.reply
        } _: { server in
            let failure = try #require(
                await bench.failure(
                    .web(WebResource(server.url + "/", access: Self.access(isSlow: bad.kind == .tooSlow)))
                )
            )
            #expect(failure.kind == bad.kind, "\(failure)")
            #expect(failure.status == bad.status)
            #expect(failure.detail.contains("://"))
            let wait = failure.retryAt.map { $0.seconds - bench.now.seconds }
            #expect(
                wait.map { bad.retriesInSeconds?.contains($0) == true } ?? (bad.retriesInSeconds == nil),
                "\(wait ?? 0)"
            )
            #expect(bench.incoming.isEmpty)
        }
    }

    @Test func `endless redirects end`() async throws {
        let bench = try FetchBench()
        try await withServer { asked in
            .answer("302 Found", "", ["Location: \(asked.target)x"])
        } _: { server in
            #expect(await bench.failure(.web(WebResource(server.url + "/")))?.kind == .redirect)
            #expect(server.asked.count == FetchBounds().maximumRedirects + 1)
        }
    }

    /// 64 MiB of zeros in 64 KiB.
    private func bomb() throws -> [UInt8] { try gzip(String(repeating: "0", count: 64 << 20)) }

    @Test func `a bomb in the answer's encoding is defused`() async throws {
        let bench = try FetchBench()
        let bomb = try bomb()
        try await withServer { _ in
            .bytes(bomb, "Content-Encoding: gzip")
        } _: { server in
            let failure = await bench.failure(.web(WebResource(server.url + "/", access: Self.access())))
            #expect(
                failure?.kind == .expansion || failure?.kind == .tooLarge,
                "\(String(describing: failure))"
            )
            #expect(bench.incoming.isEmpty)
        }
    }

    @Test func `a bomb in a file is defused before it is read`() async throws {
        let bench = try FetchBench()
        let bomb = try bomb()
        try await withServer { _ in
            .bytes(bomb)
        } _: { server in
            let failure = await bench.failure(.web(WebResource(server.url + "/a.gz", access: Self.access())))
            #expect(failure?.kind == .expansion)
            #expect(bench.incoming.isEmpty)
        }
    }

    @Test func `a damaged compressed file is not read`() async throws {
        let bench = try FetchBench()
        let half = Array(try gzip(String(repeating: "192.0.2.1\n", count: 9999)).dropLast(20))
        try await withServer { _ in
            .bytes(half)
        } _: { server in
            #expect(await bench.failure(.web(WebResource(server.url + "/a.gz")))?.kind == .cutShort)
        }
    }

    /// The rest of such an answer is no part of it by the protocol; a list that is shorter for it is the health's to see.
    @Test func `of more bytes than announced those announced count`() async throws {
        let bench = try FetchBench()
        try await withServer { _ in
            .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n192.0.2.1\n192.0.2.2\n")
        } _: { server in
            let feed = try await bench.feed(.web(WebResource(server.url + "/")))
            #expect(try FetchBench.text(feed.path) == "192.0.2.1\n")
        }
    }

    @Test func `another format comes with its type for the health to see`() async throws {
        let bench = try FetchBench()
        try await withServer { _ in
            .ok("<html>Sign in</html>", "Content-Type: text/html")
        } _: { server in
            let feed = try await bench.feed(.web(WebResource(server.url + "/list.csv")))
            #expect(feed.contentType == "text/html")
        }
    }

    @Test func `only a server that proves its name is believed`() async throws {
        let certificate = try ServerCertificate(for: "right.example")
        let bench = try FetchBench(allowing: ["right.example", "wrong.example"])
        try await withServer(certificate: certificate) { _ in
            .ok("192.0.2.1\n")
        } _: { server in
            var access = WebAccess()
            let unknown = await bench.failure(
                .web(WebResource("https://right.example:\(server.port)/", access: access))
            )
            #expect(unknown?.kind == .encryption)
            access.authorities = certificate.authority
            let wrong = await bench.failure(
                .web(WebResource("https://wrong.example:\(server.port)/", access: access))
            )
            #expect(wrong?.kind == .encryption && wrong?.retryAt == nil)
            #expect(server.asked.isEmpty)
            _ = try await bench.feed(
                .web(WebResource("https://right.example:\(server.port)/", access: access))
            )
            #expect(server.asked.count == 1)
        }
    }

    @Test func `a host that asked for rest is left alone until then`() async throws {
        let bench = try FetchBench()
        try await withServer { _ in
            .answer("429 Slow", "", ["Retry-After: 600"])
        } _: { server in
            let origin = FeedOrigin.web(WebResource(server.url + "/"))
            #expect(await bench.failure(origin)?.kind == .throttled)
            #expect(await bench.failure(origin)?.retryAt == Timestamp(seconds: bench.now.seconds + 600))
            #expect(server.asked.count == 1)
            bench.advance(days: 1)
            #expect(await bench.failure(origin)?.kind == .throttled)
            #expect(server.asked.count == 2)
        }
    }
}
