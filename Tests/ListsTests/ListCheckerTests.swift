import Foundation
import Lists
import TestSupport
import Testing

/// A program that reads lists, and how it is asked whether it would take one.
struct ListChecker: Sendable, CustomTestStringConvertible {
    let format: ListFormat
    let program: String
    /// Its arguments, for the list's path and a folder for its own files.
    let arguments: @Sendable (String, TemporaryFolder) throws -> [String]
    /// Whether it wants a network namespace of its own.
    var needsNamespace = false
    /// What it must not say, whatever it leaves with.
    var forbidden: [String] = []

    var testDescription: String { "\(format.rawValue) by \(program)" }

    private static let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]

    static func path(of program: String) -> URL? {
        folders.map { URL(filePath: "\($0)/\(program)") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
    }

    private static func nginx(_ path: String, _ folder: TemporaryFolder) throws -> String {
        try folder.write(
            "nginx.conf",
            """
            pid \(folder.path("pid"));
            error_log stderr;
            events {}
            http { geo $bad { default 0; include \(path); } }

            """
        )
    }

    private static func haproxy(_ map: String, _ path: String, _ folder: TemporaryFolder) throws -> String {
        try folder.write(
            "haproxy.cfg",
            """
            defaults
                mode http
                timeout client 1s
                timeout server 1s
                timeout connect 1s
            frontend f
                bind 127.0.0.1:1
                http-request set-var(txn.bad) \(map)(\(path))

            """
        )
    }

    private static func squid(_ acl: String, _ path: String, _ folder: TemporaryFolder) throws -> String {
        try folder.write(
            "squid.conf",
            "acl bad \(acl) \"\(path)\"\nhttp_access deny bad\nhttp_port 127.0.0.1:3128\n"
        )
    }

    static let all: [ListChecker] = [
        ListChecker(format: .rpzNames, program: "named-checkzone", arguments: { path, _ in ["drop", path] }),
        ListChecker(format: .rpzIP, program: "named-checkzone", arguments: { path, _ in ["drop", path] }),
        ListChecker(
            format: .rpzNames,
            program: "kzonecheck",
            arguments: { path, _ in ["-o", "drop", path] }
        ),
        ListChecker(format: .rpzIP, program: "kzonecheck", arguments: { path, _ in ["-o", "drop", path] }),
        ListChecker(
            format: .nftables,
            program: "nft",
            arguments: { path, _ in ["-c", "-f", path] }
        ),
        ListChecker(
            format: .ipset,
            program: "ipset",
            arguments: { path, _ in ["restore", "-f", path] },
            needsNamespace: true
        ),
        ListChecker(format: .dnsmasq, program: "dnsmasq", arguments: { path, _ in ["--test", "-C", path] }),
        ListChecker(
            format: .hosts,
            program: "dnsmasq",
            arguments: { path, _ in ["--test", "-C", "/dev/null", "-H", path] }
        ),
        ListChecker(
            format: .unbound,
            program: "unbound-checkconf",
            arguments: { path, folder in [try folder.write("unbound.conf", "include: \"\(path)\"\n")] }
        ),
        ListChecker(
            format: .nginxGeo,
            program: "nginx",
            arguments: { ["-t", "-c", try nginx($0, $1)] },
            forbidden: ["duplicate network", "[emerg]"]
        ),
        ListChecker(
            format: .haproxyIP,
            program: "haproxy",
            arguments: { ["-c", "-f", try haproxy("src,map_ip", $0, $1)] }
        ),
        ListChecker(
            format: .haproxyNames,
            program: "haproxy",
            arguments: { ["-c", "-f", try haproxy("req.hdr(host),map_dom", $0, $1)] }
        ),
        ListChecker(
            format: .squidIP,
            program: "squid",
            arguments: { ["-k", "parse", "-f", try squid("dst", $0, $1)] },
            forbidden: ["WARNING: (A)", "FATAL", "WARNING: '"]
        ),
        ListChecker(
            format: .squidNames,
            program: "squid",
            arguments: { ["-k", "parse", "-f", try squid("dstdomain", $0, $1)] },
            forbidden: ["is a subdomain of", "FATAL"]
        ),
    ]
}

@Suite(.serialized) struct `lists and the programs that read them` {
    @Test(arguments: ListChecker.all, [0, 1, 100_000])
    func `the program takes the list whole`(_ checker: ListChecker, count: Int) throws {
        guard let program = ListChecker.path(of: checker.program) else {
            print(
                "lists: \(checker.program) is not installed: \(checker.format.rawValue) was not shown to it"
            )
            return
        }
        // One: of entries of every kind, the first that the format carries.
        let entries = count == 1 ? try ListSamples.entries(60) : try ListSamples.entries(count)
        let options = try ListSamples.options(maximum: count == 1 ? 1 : nil)
        let rendered = try ListSamples.render(checker.format, entries, options: options)
        #expect(count == 0 ? rendered.summary.accepted == 0 : rendered.summary.accepted >= min(count, 20_000))
        let folder = try TemporaryFolder()
        let path = try folder.write("list", rendered.text)
        // Checkers of servers that drop their rights still read it.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
        var command = Program(executable: program)
        var arguments = try checker.arguments(path, folder)
        if checker.needsNamespace {
            command = Program(executable: URL(filePath: "/usr/bin/unshare"))
            arguments = ["-rn", program.path] + arguments
        }
        let outcome = try command.run(arguments)
        let said = outcome.output + outcome.errors
        #expect(outcome.status == 0, "\(said.suffix(2000))")
        for word in checker.forbidden { #expect(!said.contains(word), "\(said.suffix(2000))") }
    }
}
