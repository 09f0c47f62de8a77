import Foundation
import TestSupport
import Testing

private let programs = [
    "/usr/sbin/knotd", "/usr/bin/knsupdate", "/usr/bin/kdig", "/usr/sbin/named", "/usr/bin/nsupdate",
    "/usr/bin/dig",
]

/// A hub, a primary that it feeds, and a resolver that follows the primary, as they are run.
@Suite(.serialized) struct `Zones at a primary` {
    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder
    private let port: Int
    private let submitter: String

    private var data: String { folder.path("hub") }
    private var url: String { "http://127.0.0.1:\(port)" }

    init() throws {
        for program in programs {
            try #require(
                FileManager.default.isExecutableFile(atPath: program),
                "\(program): run scripts/setup"
            )
        }
        folder = try TemporaryFolder()
        port = try LoopbackPort.free()
        let feed = try folder.write("feed.txt", "held0-site.net\nheld1-site.net\n45.0.3.0/24\n")
        let (marsad, data) = (marsad, folder.path("hub"))
        func run(_ arguments: [String]) throws -> String {
            let outcome = try marsad.run(arguments + ["--data", data])
            #expect(outcome.status == 0, "\(outcome)")
            return outcome.lines.first ?? ""
        }
        _ = try run(["import", "--source", "feed", feed])
        _ = try run(["members", "add", "sa", "--name", "A", "--arabic-name", "ا"])
        submitter = try run(["token", "add", "soc", "--member", "sa", "--scope", "submit"])
        _ = try run([
            "lists", "add", "bad", "--use", "block", "--kinds", "ip", "network", "domain", "--minimum-level",
            "low",
            "--maximum-label", "AMBER", "--maximum-loss", "1",
        ])
        _ = try run(["lists", "publish", "bad"])
    }

    @discardableResult
    private func run(_ arguments: String..., status: Int32 = 0) throws -> Program.Outcome {
        try run(arguments, status: status)
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try marsad.run(arguments + ["--data", data])
        #expect(outcome.status == status, "\(outcome)")
        return outcome
    }

    /// Lets both zones follow the list.
    private func addZones(at servers: NameServers, key: String = "marsad", isControlled: Bool = true) throws {
        for (zone, part) in zip(NameServers.zones, ["qname", "ip"]) {
            let arguments = [
                "lists", "dns", "add", zone, "--list", "bad", "--part", part, "--primary",
                "127.0.0.1:\(servers.primaryPort)", "--key", servers.key(key), "--tools",
                servers.kind.rawValue,
                "--zone-file", servers.zoneFile(zone),
            ]
            try run(arguments + (isControlled ? ["--control", servers.control] : []))
        }
    }

    private func startHub() async throws -> RunningProgram {
        let hub = try RunningProgram(
            marsad,
            ["serve", "--feeds", "none", "--data", data, "--listen", "127.0.0.1:\(port)"]
        )
        _ = try #require(await hub.line(after: "listening at "))
        return hub
    }

    private func ask(_ method: String, _ path: String, _ body: String = "") throws -> String {
        let outcome = try Program(executable: URL(filePath: "/usr/bin/curl")).run(
            [
                "-s", "-X", method, "-H", "Authorization: Bearer \(submitter)", "-H",
                "Content-Type: application/json",
                "-d", "@-", "-w", " %{http_code}", url + path,
            ],
            input: body
        )
        return outcome.output
    }

    private func register(_ address: String) throws {
        let answer = try ask(
            "POST",
            "/api/v1/reports",
            #"{"address":"\#(address)","category":"phishing","confidence":100,"permittedUse":"block"}"#
        )
        #expect(answer.hasSuffix(" 200"), "\(answer)")
    }

    private func standing(_ zone: String) throws -> [String: Any] {
        let output = try run("lists", "dns", "show", zone, "--json").output
        return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    @Test(arguments: NameServers.Kind.allCases)
    func `hold what the list serves, and resolvers follow by increments`(kind: NameServers.Kind) async throws
    {
        let servers = try NameServers(kind)
        try addZones(at: servers)
        for zone in NameServers.zones { try run("lists", "dns", "zone-file", zone) }
        try await servers.startPrimary()
        try await servers.startResolver()
        let hub = try await startHub()
        try #require(try servers.answers("held0-site.net", "NXDOMAIN"))
        for name in ["evil-site.net", "a.evil-site.net"] {
            #expect(try servers.answer(name) == "NOERROR 198.51.100.10")
        }
        #expect(try servers.answer("by-ip.net") == "NOERROR 45.0.2.77")

        try register("evil-site.net")
        try register("45.0.2.77")
        try #require(try servers.answers("evil-site.net", "NXDOMAIN"))
        try #require(try servers.answers("a.evil-site.net", "NXDOMAIN"))
        try #require(try servers.answers("by-ip.net", "NXDOMAIN"))

        let gone = try ask("DELETE", "/api/v1/addresses/evil-site.net/report?note=checked")
        #expect(gone.contains(" 20"), "\(gone)")
        try #require(try servers.answers("evil-site.net", "NOERROR 198.51.100.10"))
        #expect(try servers.answer("by-ip.net") == "NXDOMAIN")

        // Back to the first serial, as a difference like any other.
        try run("lists", "rollback", "bad", "1")
        try #require(try servers.answers("by-ip.net", "NOERROR 45.0.2.77"))
        #expect(try servers.answer("held0-site.net") == "NXDOMAIN")

        // The resolver is asked what it holds.
        let place = "127.0.0.1:\(servers.resolverPort)"
        try run("lists", "dns", "resolver", "add", "bad-qname", "ns1", place)
        let serial = try #require(try standing("bad-qname")["listSerial"] as? Int)
        let asking = ["lists", "dns", "resolver", "ask", "bad-qname", "--data", data]
        let deadline = ContinuousClock.now + .seconds(30)
        var asked = try marsad.run(asking)
        while asked.status == 1, ContinuousClock.now < deadline { asked = try marsad.run(asking) }
        #expect(asked.output.contains("holds serial \(serial), as the list"), "\(asked)")
        try run("lists", "dns", "resolver", "add", "bad-ip", "ns2", "127.0.0.1:\(try LoopbackPort.free())")
        try run("lists", "dns", "resolver", "ask", "bad-ip", status: 1)
        let receipts = try run("lists", "receipts", "bad", status: 1).lines
        #expect(
            receipts.contains { $0.hasPrefix("ns1 (zone bad-qname)  applied  applied \(serial)") },
            "\(receipts)"
        )
        #expect(receipts.contains { $0.hasPrefix("ns2 (zone bad-ip)  silent") }, "\(receipts)")
        try run("lists", "dns", "resolver", "remove", "bad-ip", "ns2")
        try run("lists", "receipts", "bad")

        // The resolver took each zone whole once, and what came later by increments.
        let log = servers.kind == .knot ? servers.primary?.errors : servers.primary?.errors.lowercased()
        let transfers = (log ?? "").split(separator: "\n").filter { $0.contains("bad-qname") }
        let (whole, increments) =
            servers.kind == .knot
            ? ("AXFR, outgoing, remote 127.0.0.1@", "IXFR, outgoing, remote 127.0.0.1@")
            : ("axfr started", "ixfr started")
        #expect(transfers.count { $0.contains(whole) && $0.contains("started") } == 1, "\(transfers)")
        #expect(transfers.count { $0.contains(increments) && $0.contains("started") } >= 2, "\(transfers)")
        #expect(hub.stop() == 0)
        servers.stopPrimary()
    }

    @Test(arguments: NameServers.Kind.allCases)
    func `are not changed with a wrong key, and it is said what is wrong`(kind: NameServers.Kind) async throws
    {
        let servers = try NameServers(kind)
        try addZones(at: servers, key: "wrong")
        for zone in NameServers.zones { try run("lists", "dns", "zone-file", zone) }
        try await servers.startPrimary()
        let refused = try run("lists", "dns", "push", "bad-qname", status: 3)
        #expect(
            refused.errors.contains("does not accept the key in \(servers.key("wrong")) (BADSIG"),
            "\(refused)"
        )
        let hub = try await startHub()
        _ = try #require(await hub.line(after: "does not accept the key"))
        let fault = try standing("bad-qname")["fault"] as? String
        #expect(fault?.contains("does not accept the key") == true)
        #expect(try run("lists", "dns", "show", "bad-qname").output.contains("does not accept the key"))
        #expect(hub.stop() == 0)
    }

    @Test(arguments: NameServers.Kind.allCases)
    func `catch up when their primary was away, and get nothing of a list that is held`(
        kind: NameServers.Kind
    ) async throws {
        let servers = try NameServers(kind)
        try addZones(at: servers)
        for zone in NameServers.zones { try run("lists", "dns", "zone-file", zone) }
        try await servers.startPrimary()
        try await servers.startResolver()
        let hub = try await startHub()
        try register("first-site.net")
        try #require(try servers.answers("first-site.net", "NXDOMAIN"))
        servers.stopPrimary()
        try register("evil-site.net")
        _ = try #require(
            await hub.line(after: "zone bad-qname: 127.0.0.1 port \(servers.primaryPort) does not answer")
        )
        try register("45.0.2.77")
        try await servers.startPrimary()
        try #require(try servers.answers("evil-site.net", "NXDOMAIN"))
        try #require(try servers.answers("by-ip.net", "NXDOMAIN"))
        #expect(try standing("bad-qname")["fault"] == nil)

        try run("lists", "hold", "bad", "--reason", "case 41")
        try register("later-site.net")
        let before = try standing("bad-qname")["serial"] as? Int
        #expect(try run("lists", "publish", "bad", status: 1).output.contains("waiting: 1 added"))
        try run("lists", "dns", "push", "bad-qname")
        #expect(try standing("bad-qname")["serial"] as? Int == before)
        #expect(try servers.answer("later-site.net") == "NOERROR 198.51.100.10")
        try run("lists", "release", "bad")
        try #require(try servers.answers("later-site.net", "NXDOMAIN"))
        #expect(hub.stop() == 0)
    }

    /// An empty zone, as somebody makes one who sets a primary up.
    private func writeEmptyZones(_ servers: NameServers) throws {
        for zone in NameServers.zones {
            let text =
                "$ORIGIN \(zone).\n$TTL 60\n@ SOA localhost. hostmaster.localhost. 1 60 60 432000 60\n@ NS localhost.\n"
            try Data(text.utf8).write(to: URL(filePath: servers.zoneFile(zone)))
        }
    }

    @Test(arguments: NameServers.Kind.allCases)
    func `of which nothing is known are loaded whole, and then follow`(kind: NameServers.Kind) async throws {
        let servers = try NameServers(kind)
        try addZones(at: servers)
        try writeEmptyZones(servers)
        try await servers.startPrimary()
        try await servers.startResolver()
        let hub = try await startHub()
        try #require(try servers.answers("held0-site.net", "NXDOMAIN"))
        try register("evil-site.net")
        try #require(try servers.answers("evil-site.net", "NXDOMAIN"))
        // Somebody damages the zone: the whole of it on command.
        try run("lists", "dns", "zone-file", "bad-qname", "--load")
        try register("other-site.net")
        try #require(try servers.answers("other-site.net", "NXDOMAIN"))
        #expect(try servers.answer("evil-site.net") == "NXDOMAIN")
        #expect(hub.stop() == 0)
    }

    @Test func `of which nothing is known say which file is to be loaded, where nobody may tell the primary`()
        async throws
    {
        let servers = try NameServers(.knot)
        try addZones(at: servers, isControlled: false)
        try writeEmptyZones(servers)
        try await servers.startPrimary()
        let told = try run("lists", "dns", "push", "bad-qname", status: 3)
        #expect(told.errors.contains("the whole zone is in \(servers.zoneFile("bad-qname"))"), "\(told)")
        #expect(told.errors.contains("knotc zone-reload bad-qname"))
        // Whoever starts the primary anew has it loaded.
        servers.stopPrimary()
        try await servers.startPrimary()
        #expect(try run("lists", "dns", "push", "bad-qname").output.contains("holds serial 1, as the list"))
    }

    @Test func `are not needed by Unbound, which reads the list from the hub`() async throws {
        let unbound = "/usr/sbin/unbound"
        try #require(FileManager.default.isExecutableFile(atPath: unbound), "\(unbound): run scripts/setup")
        let consumer = try #require(try run("token", "add", "ns3", "--scope", "consume").lines.first)
        let servers = try NameServers(.knot)
        try await servers.startAuthority()
        let hub = try await startHub()
        try register("evil-site.net")
        try register("45.0.2.77")
        // Unbound asks again after a minute only, so what it is to find stands there first.
        while try !run("lists", "show", "bad").output.contains("  5 entries") { try #require(hub.isRunning) }
        let (resolver, unboundPort) = try await servers.startUnbound(
            unbound,
            lists: NameServers.zones.map { zone in
                (zone, "\(url)/lists/bad.\(zone == "bad-ip" ? "rpz-ip" : "rpz-qname")?token=\(consumer)")
            }
        )
        try #require(try servers.answers("evil-site.net", "NXDOMAIN", port: unboundPort))
        try #require(try servers.answers("a.evil-site.net", "NXDOMAIN", port: unboundPort))
        try #require(try servers.answers("by-ip.net", "NXDOMAIN", port: unboundPort))
        #expect(try servers.answer("free-site.net", port: unboundPort) == "NOERROR 198.51.100.10")
        resolver.stop()
        #expect(hub.stop() == 0)
    }

    @Test func `are added, told and removed by command`() throws {
        let servers = try NameServers(.knot)
        try run("lists", "dns", status: 1)
        try addZones(at: servers)
        #expect(try run("lists", "dns", "list").lines.count == 2)
        let shown = try standing("bad-ip")
        #expect(
            shown["part"] as? String == "ip" && shown["serial"] == nil && shown["listSerial"] as? Int == 1
        )
        try run("lists", "dns", "remove", "bad-ip")
        try run("lists", "dns", "show", "bad-ip", status: 2)
        try run("lists", "remove", "bad")
        try run("lists", "dns", "list", status: 1)
    }

    @Test(arguments: [
        ["--list", "none", "--part", "ip", "--primary", "127.0.0.1:53", "--tools", "knot"],
        ["--list", "bad", "--part", "both", "--primary", "127.0.0.1:53", "--tools", "knot"],
        ["--list", "bad", "--part", "ip", "--primary", "localhost", "--tools", "knot"],
        ["--list", "bad", "--part", "ip", "--primary", "127.0.0.1:53", "--tools", "nsd"],
    ])
    func `are not added as what they cannot be`(arguments: [String]) throws {
        let servers = try NameServers(.knot)
        let outcome = try marsad.run(
            ["lists", "dns", "add", "z", "--key", servers.key(), "--data", data] + arguments
        )
        #expect(outcome.status == (arguments[1] == "none" ? 3 : 2), "\(outcome)")
    }

    @Test func `are not fed with a key that others may read`() throws {
        let servers = try NameServers(.knot)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: servers.key())
        let outcome = try run(
            "lists",
            "dns",
            "add",
            "z",
            "--list",
            "bad",
            "--part",
            "ip",
            "--primary",
            "127.0.0.1:53",
            "--key",
            servers.key(),
            "--tools",
            "knot",
            status: 2
        )
        #expect(outcome.errors.contains("chmod 600"))
    }
}
