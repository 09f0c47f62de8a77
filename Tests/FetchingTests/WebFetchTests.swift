import Fetching
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct WebFetchTests {
    @Test func `a feed comes with what tells later that it is unchanged`() async throws {
        let bench = try FetchBench()
        try await withServer { asked in
            asked.header("If-None-Match") == "\"v1\""
                ? .send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n")
                : .ok(
                    "198.51.100.7\n",
                    "ETag: \"v1\"",
                    "Last-Modified: Mon, 23 Nov 2026 07:00:00 GMT",
                    "Content-Type: Text/Plain; charset=utf-8"
                )
        } _: { server in
            let origin = FeedOrigin.web(WebResource(server.url + "/list.txt"))
            let feed = try await bench.feed(origin)
            #expect(try FetchBench.text(feed.path) == "198.51.100.7\n")
            #expect(feed.path.hasSuffix("-list.txt") && feed.isPassing && feed.byteCount == 13)
            #expect(feed.contentType == "text/plain" && feed.movedTo == nil)
            #expect(feed.validators.lastModified == "Mon, 23 Nov 2026 07:00:00 GMT")
            feed.discard()
            #expect(bench.incoming.isEmpty)
            #expect(await bench.fetcher.fetch(origin, as: "feed", knowing: feed.validators) == .notModified)
            let asked = server.asked
            #expect(asked.map(\.line) == ["GET /list.txt", "GET /list.txt"])
            #expect(asked.map { $0.header("User-Agent") } == [Fetcher.userAgent, Fetcher.userAgent])
            #expect(asked[0].header("If-None-Match") == nil)
            #expect(asked[1].header("If-Modified-Since") == "Mon, 23 Nov 2026 07:00:00 GMT")
        }
    }

    @Test func `a compressed answer is unfolded, a compressed file stays as it is`() async throws {
        let bench = try FetchBench()
        let packed = try gzip("192.0.2.1\n192.0.2.2\n")
        try await withServer { asked in
            asked.target == "/a.gz" ? .bytes(packed) : .bytes(packed, "Content-Encoding: gzip")
        } _: { server in
            let plain = try await bench.feed(.web(WebResource(server.url + "/a")))
            #expect(try FetchBench.text(plain.path) == "192.0.2.1\n192.0.2.2\n")
            let file = try await bench.feed(.web(WebResource(server.url + "/a.gz")))
            #expect(try Data(contentsOf: URL(filePath: file.path)) == Data(packed))
        }
    }

    @Test func `redirects are followed and told`() async throws {
        let bench = try FetchBench()
        try await withServer { asked in
            asked.target == "/old" ? .answer("301 Moved", "", ["Location: /new?x=1"]) : .ok("192.0.2.1\n")
        } _: { server in
            let feed = try await bench.feed(.web(WebResource(server.url + "/old")))
            #expect(feed.movedTo == server.url + "/new?x=1")
        }
    }

    @Test func `secrets go to the feed's server alone and into no message`() async throws {
        let bench = try FetchBench()
        let secret = try bench.folder.write("key", "s3cr3t-Wort\n")
        try await withServer { _ in
            .answer("403 Forbidden")
        } _: { other in
            let elsewhere = "http://other.example:\(other.port)/x"
            try await withServer { asked in
                asked.target.hasPrefix("/leads")
                    ? .answer("302 Found", "", ["Location: \(elsewhere)"]) : .ok("192.0.2.1\n")
            } _: { server in
                for (authentication, name, value) in [
                    (Authentication.bearer(SecretFile(secret)), "Authorization", "Bearer s3cr3t-Wort"),
                    (
                        .basic(user: "cert", secret: SecretFile(secret)), "Authorization",
                        "Basic Y2VydDpzM2NyM3QtV29ydA=="
                    ),
                    (.header(name: "X-Key", secret: SecretFile(secret)), "X-Key", "s3cr3t-Wort"),
                ] {
                    var access = WebAccess()
                    access.authentication = authentication
                    access.headers = ["X-Own": "1"]
                    _ = try await bench.feed(.web(WebResource(server.url + "/feed", access: access)))
                    #expect(server.asked.last?.header(name) == value)
                    #expect(server.asked.last?.header("X-Own") == "1")
                    let failure = await bench.failure(
                        .web(WebResource(server.url + "/leads", access: access))
                    )
                    #expect(failure?.kind == .denied && failure?.detail.contains("s3cr3t") == false)
                    #expect(other.asked.last?.header(name) == nil && other.asked.last?.header("X-Own") == nil)
                }
                var access = WebAccess()
                access.authentication = .inAddress(SecretFile(secret))
                _ = try await bench.feed(.web(WebResource(server.url + "/{secret}/feed", access: access)))
                #expect(server.asked.last?.target == "/s3cr3t%2DWort/feed")
                let failure = await bench.failure(
                    .web(WebResource("http://127.0.0.1:1/{secret}", access: access))
                )
                #expect(failure?.kind == .unreachable && failure?.detail.contains("s3cr3t") == false)
            }
        }
    }

    @Test func `a secret that cannot be read or sent stops the fetch`() async throws {
        let bench = try FetchBench()
        for path in [
            bench.folder.path("none"), try bench.folder.write("empty", " \n"),
            try bench.folder.write("two", "a\nb"),
        ] {
            var access = WebAccess()
            access.authentication = .bearer(SecretFile(path))
            #expect(
                await bench.failure(.web(WebResource("http://127.0.0.1:1/", access: access)))?.kind
                    == .unreadable
            )
        }
        var access = WebAccess()
        access.headers = ["X-Own": "a\r\nX-Other: b"]
        #expect(
            await bench.failure(.web(WebResource("http://127.0.0.1:1/", access: access)))?.kind == .settings
        )
    }

    @Test func `a proxy is asked in the server's place`() async throws {
        let bench = try FetchBench()
        try await withServer { asked in
            asked.line.hasPrefix("CONNECT") ? .send("HTTP/1.1 200 Connected\r\n\r\n") : .ok("192.0.2.1\n")
        } _: { proxy in
            var access = WebAccess()
            access.proxy = WebProxy(.http, host: "127.0.0.1", port: proxy.port)
            _ = try await bench.feed(.web(WebResource("http://feeds.nowhere.test/a", access: access)))
            #expect(proxy.asked.map(\.line) == ["CONNECT feeds.nowhere.test:80", "GET /a"])
            for place in [
                "http://169.254.169.254/a", "http://localhost/", "http://metadata.google.internal/",
            ] {
                #expect(await bench.failure(.web(WebResource(place, access: access)))?.kind == .refused)
            }
            #expect(proxy.asked.count == 2)
        }
    }

    @Test func `what an ended process left half-fetched is gone`() throws {
        let folder = try TemporaryFolder()
        let spool = try SpoolFolder(folder.path("spool"))
        try Data("x".utf8).write(to: URL(filePath: spool.path + "/incoming/half"))
        _ = try SpoolFolder(folder.path("spool"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool.path + "/incoming").isEmpty)
    }
}

/// `text` as gzip makes it.
func gzip(_ text: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = try folder.write("text", text)
    _ = try Program(executable: URL(filePath: "/bin/gzip")).run(["-n", path])
    return [UInt8](try Data(contentsOf: URL(filePath: path + ".gz")))
}
