@testable import Fetching
import Addresses
import Testing

@Suite struct OutboundSafetyTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::",
        "::1",
        "::7f00:1", "::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "fc00::1", "fd00:ec2::254",
        "fe80::1",
        "ff02::1", "2001:db8::1",
    ])
    func `places that are no public Internet are refused`(text: String) throws {
        #expect(!OutboundPolicy().allows(try IPAddress(text), of: "a.example"))
    }

    @Test(arguments: [
        "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1", "64:ff9b::101:101",
        "2002:101:101::",
    ])
    func `public places are not`(text: String) throws {
        #expect(OutboundPolicy().allows(try IPAddress(text), of: "a.example"))
    }

    @Test func `what the operator allows is allowed, and nothing beside it`() throws {
        var policy = OutboundPolicy()
        for text in ["10.0.0.0/8", "fd00::1", "MISP.intern.example", "localhost"] {
            let isTaken = policy.allow(text)
            #expect(isTaken)
        }
        for text in ["", "a b", "10.0.0.0/99", "http://a.example/"] {
            let isTaken = policy.allow(text)
            #expect(!isTaken)
        }
        #expect(policy.allows(try IPAddress("10.9.9.9"), of: "any.example"))
        #expect(policy.allows(try IPAddress("192.168.0.1"), of: "misp.intern.example."))
        #expect(!policy.allows(try IPAddress("192.168.0.1"), of: "x.misp.intern.example"))
        #expect(!policy.allows(try IPAddress("fd00::2"), of: "any.example"))
    }

    @Test(arguments: [
        ("http://127.0.0.1/", FetchFailure.Kind.refused), ("http://127.1/", .refused),
        ("http://2130706433/", .refused),
        ("http://0x7f.0.0.1/", .refused), ("http://[::ffff:10.0.0.1]/", .refused),
        ("http://inside.example/", .refused),
        ("http://half.example/", .refused), ("http://none.test/", .unresolved),
        ("file:///etc/passwd", .refused),
        ("ftp://a.example/", .refused), ("gopher://a.example/", .refused), ("http:///x", .settings),
        ("http://user:word@a.example/", .settings), ("", .settings),
    ])
    func `a feed's address is looked at before it is asked`(url: String, kind: FetchFailure.Kind) async throws
    {
        let names = ["inside.example": "192.168.1.1", "half.example": "1.1.1.1 10.0.0.1", "none.test": ""]
        let bench = try FetchBench(names: names, allowing: [])
        #expect(await bench.failure(.web(WebResource(url)))?.kind == kind)
    }

    @Test func `the address that was looked at is the one that is asked`() async throws {
        let bench = try FetchBench(names: ["pinned.example": "127.0.0.1"])
        try await withServer { _ in
            .ok("192.0.2.1\n")
        } _: { server in
            _ = try await bench.feed(.web(WebResource("http://pinned.example:\(server.port)/")))
            #expect(server.asked.map { $0.header("Host") } == ["pinned.example:\(server.port)"])
        }
    }
}
