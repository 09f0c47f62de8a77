import Foundation
import TestSupport
import Testing

/// Name servers on loopback, as their packages bring them: a primary that takes updates, a BIND resolver that applies its
/// zones, and an authority that gives every name below `net` an address.
final class NameServers {
    /// Whose primary it is.
    enum Kind: String, CaseIterable {
        case knot
        case bind
    }

    static let zones = ["bad-qname", "bad-ip"]

    let kind: Kind
    let folder: TemporaryFolder
    let primaryPort: Int
    let resolverPort: Int
    let authorityPort: Int
    private let controlPort: Int
    private let secret = NameServers.newSecret()
    private(set) var primary: RunningProgram?
    private(set) var resolver: RunningProgram?
    private var authority: RunningProgram?

    init(_ kind: Kind) throws {
        self.kind = kind
        folder = try TemporaryFolder()
        primaryPort = try LoopbackPort.free()
        resolverPort = try LoopbackPort.free()
        authorityPort = try LoopbackPort.free()
        controlPort = try LoopbackPort.free()
        for name in ["primary", "resolver", "authority"] {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: name),
                withIntermediateDirectories: true
            )
        }
        try writeKey("marsad.key", secret)
        try writeKey("wrong.key", Self.newSecret())
    }

    private static func newSecret() -> String {
        Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
    }

    private func writeKey(_ name: String, _ secret: String) throws {
        let text =
            kind == .knot
            ? "hmac-sha256:marsad:\(secret)\n"
            : "key \"marsad\" { algorithm hmac-sha256; secret \"\(secret)\"; };\n"
        let path = try folder.write(name, text)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func key(_ name: String = "marsad") -> String { folder.path("\(name).key") }
    func zoneFile(_ zone: String) -> String { folder.path("primary/\(zone).zone") }
    var control: String {
        kind == .knot ? folder.path("primary/knot.sock") : folder.path("primary/rndc.conf")
    }

    // MARK: Starting and stopping

    func startPrimary() async throws {
        switch kind {
        case .knot:
            let file = try folder.write("primary/knot.conf", knot)
            primary = try start("/usr/sbin/knotd", ["-c", file])
            _ = try #require(await primary?.line(after: "control, binding to"))
        case .bind:
            let file = try folder.write("primary/named.conf", bind)
            _ = try folder.write(
                "primary/rndc.conf",
                """
                key "rndc" { algorithm hmac-sha256; secret "\(secret)"; };
                options { default-key "rndc"; default-server 127.0.0.1; default-port \(controlPort); };
                """
            )
            primary = try start("/usr/sbin/named", ["-g", "-c", file])
            _ = try #require(await primary?.line(after: "running"))
        }
    }

    func stopPrimary() {
        primary?.stop()
        primary = nil
    }

    /// Starts what answers names, and the resolver, which has both zones when this ends.
    func startResolver() async throws {
        try await startAuthority()
        let file = try folder.write("resolver/named.conf", resolving)
        resolver = try start("/usr/sbin/named", ["-g", "-c", file])
        for zone in Self.zones {
            _ = try #require(await resolver?.line(after: "rpz: \(zone): reload done: success"))
        }
    }

    /// Starts what answers names.
    func startAuthority() async throws {
        _ = try folder.write(
            "authority/net.zone",
            """
            $ORIGIN net.
            $TTL 60
            @ SOA localhost. hostmaster.localhost. 1 60 60 432000 60
            @ NS localhost.
            * A 198.51.100.10
            by-ip A 45.0.2.77

            """
        )
        let authorityFile = try folder.write("authority/named.conf", answering)
        authority = try start("/usr/sbin/named", ["-g", "-c", authorityFile])
        _ = try #require(await authority?.line(after: "running"))
    }

    /// Starts an Unbound that reads lists by their addresses, and forwards what they do not hold.
    func startUnbound(_ path: String, lists: [(String, String)]) async throws -> (RunningProgram, Int) {
        let port = try LoopbackPort.free()
        let zones = lists.map { zone, address in
            """
            rpz:
              name: "\(zone)"
              url: "\(address)"
              zonefile: "\(folder.path("\(zone).unbound"))"

            """
        }
        let file = try folder.write(
            "unbound.conf",
            """
            server:
              directory: "\(folder.path("."))"
              pidfile: "\(folder.path("unbound.pid"))"
              username: ""
              chroot: ""
              use-syslog: no
              logfile: ""
              verbosity: 1
              interface: 127.0.0.1@\(port)
              access-control: 127.0.0.0/8 allow
              do-not-query-localhost: no
              module-config: "respip iterator"
            forward-zone:
              name: "."
              forward-addr: 127.0.0.1@\(authorityPort)
            \(zones.joined())
            """
        )
        let unbound = try start(path, ["-d", "-c", file])
        _ = try #require(await unbound.line(after: "start of service"))
        return (unbound, port)
    }

    private func start(_ path: String, _ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(Program(executable: URL(filePath: path)), arguments)
    }

    // MARK: Asking

    /// What a resolver answers: the state, and the addresses.
    func answer(_ name: String, port: Int? = nil) throws -> String {
        let outcome = try Program(executable: URL(filePath: "/usr/bin/dig")).run([
            "@127.0.0.1", "-p", "\(port ?? resolverPort)", "+tries=1", "+time=5", "+noall", "+comments",
            "+answer",
            name, "A",
        ])
        let state = outcome.output.split(separator: "status: ").dropFirst().first?.prefix { $0 != "," }
        let addresses = outcome.lines.compactMap { line in
            line.hasPrefix(";") ? nil : line.split { $0 == "\t" || $0 == " " }.last
        }
        return ([state ?? "none"] + addresses).joined(separator: " ")
    }

    /// Asks until a resolver answers this, for as long as a test may wait at most.
    func answers(_ name: String, _ wanted: String, port: Int? = nil) throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while try answer(name, port: port) != wanted { if ContinuousClock.now > deadline { return false } }
        return true
    }

    // MARK: Configurations

    private var knot: String {
        """
        server:
            rundir: "\(folder.path("primary"))"
            listen: 127.0.0.1@\(primaryPort)
        log:
          - target: stderr
            any: info
        database:
            storage: "\(folder.path("primary"))"
        key:
          - id: marsad
            algorithm: hmac-sha256
            secret: \(secret)
        remote:
          - id: resolver
            address: 127.0.0.1@\(resolverPort)
            key: marsad
        acl:
          - id: marsad
            key: marsad
            action: [update, transfer]
        template:
          - id: default
            storage: "\(folder.path("primary"))"
            acl: marsad
            notify: resolver
        zone:
        \(Self.zones.map { "  - domain: \($0)\n    file: \($0).zone\n" }.joined())
        """
    }

    private var bind: String {
        let zones = Self.zones.map { zone in
            """
            zone "\(zone)" {
                type primary; file "\(zone).zone";
                allow-update { key marsad; }; allow-transfer { key marsad; };
                also-notify { 127.0.0.1 port \(resolverPort) key marsad; };
            };

            """
        }
        return """
            \(options("primary", port: primaryPort)) recursion no; notify explicit; notify-delay 0; };
            key "marsad" { algorithm hmac-sha256; secret "\(secret)"; };
            key "rndc" { algorithm hmac-sha256; secret "\(secret)"; };
            controls { inet 127.0.0.1 port \(controlPort) allow { 127.0.0.1; } keys { rndc; }; };
            \(zones.joined())
            """
    }

    private var resolving: String {
        let zones = Self.zones.map { zone in
            """
            zone "\(zone)" { type secondary; file "\(zone).zone"; primaries { 127.0.0.1 port \(primaryPort) key marsad; }; };

            """
        }
        return """
            \(options("resolver", port: resolverPort)) recursion yes; allow-query { 127.0.0.1; };
              forward only; forwarders { 127.0.0.1 port \(authorityPort); };
              response-policy {
                \(Self.zones.map { "zone \"\($0)\" min-update-interval 1;" }.joined(separator: " "))
              } qname-wait-recurse no;
            };
            controls { };
            key "marsad" { algorithm hmac-sha256; secret "\(secret)"; };
            \(zones.joined())
            """
    }

    private var answering: String {
        """
        \(options("authority", port: authorityPort)) recursion no; };
        controls { };
        zone "net" { type primary; file "net.zone"; };
        """
    }

    private func options(_ name: String, port: Int) -> String {
        """
        options {
          directory "\(folder.path(name))"; pid-file "named.pid"; session-keyfile "session.key";
          listen-on port \(port) { 127.0.0.1; }; listen-on-v6 { none; }; dnssec-validation no; empty-zones-enable no;
        """
    }
}
