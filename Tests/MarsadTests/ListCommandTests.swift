import Foundation
import TestSupport
import Testing

@Suite struct `marsad list render` {
    let marsad = Program.product("marsad")

    private func render(_ arguments: [String]) throws -> Program.Outcome {
        try marsad.run(["list", "render"] + arguments)
    }

    @Test func `writes what files list, and holds back what must not be blocked`() throws {
        let folder = try TemporaryFolder()
        let feed = try folder.write(
            "feed.txt",
            "8.8.8.8\nevil-site.net\nwww.evil-site.net\nme.gov.sa\n185.0.0.1\n185.0.0.0\n"
        )
        let file = folder.path("list")
        let outcome = try render(["--from", feed, "--format", "squid-domain", "-o", file, "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "# marsad\n.evil-site.net\n")
        let counts = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        )
        #expect(counts["heldBack"] as? [String: Int] == ["never-block": 2])
        #expect(counts["leftOut"] as? [String: Int] == ["kind-not-carried": 2])
        #expect(counts["accepted"] as? Int == 2 && counts["folded"] as? Int == 1)
        let text = try render(["--from", feed, "--format", "pf", "--kinds", "ip", "-o", file])
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "# marsad\n185.0.0.0/31\n")
        #expect(text.lines.contains("  held back: 1 never-block") && text.lines.contains("  not selected: 3"))
    }

    @Test func `writes what the registry scores, from a least score on`() throws {
        let folder = try TemporaryFolder()
        let data = ["--data", folder.path("data")]
        let feed = try folder.write("feed.txt", "185.0.0.1\n8.8.4.4\n")
        #expect(try marsad.run(["import", "--source", "s"] + data + [feed]).status == 0)
        let file = folder.path("list")
        let all = try render(["--registry", "--format", "cisco-secintel-ip", "-o", file] + data)
        #expect(all.status == 0 && all.lines.contains("  held back: 1 never-block"), "\(all)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "# marsad\n185.0.0.1\n")
        let digest = try String(contentsOfFile: "\(file).md5", encoding: .utf8)
        let told = try Program(executable: URL(filePath: "/usr/bin/md5sum")).run([file])
        #expect(told.output.hasPrefix(digest.dropLast()) && digest.utf8.count == 33)
        let none = try render(["--registry", "--format", "pf", "--minimum-score", "100", "-o", file] + data)
        #expect(none.status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "# marsad\n")
    }

    @Test func `leaves with 2 or 3 for what it cannot do, and the old file stays`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("list", "old\n")
        let feed = try folder.write("feed.txt", "evil-site.net\n")
        let wrong: [([String], Int32)] = [
            (["--from", feed, "--format", "nothing", "-o", file], 2), (["--format", "pf", "-o", file], 2),
            (["--from", feed, "--format", "pf", "--name", "a b", "-o", file], 2),
            (["--from", feed, "--format", "pf", "--kinds", "host", "-o", file], 2),
            (["--from", "/nowhere/feed", "--format", "pf", "-o", file], 2),
            (["--from", feed, "--format", "pf", "-o", "/nowhere/list"], 3),
            (["--registry", "--data", folder.path("none"), "--format", "pf", "-o", file], 2),
        ]
        for (arguments, status) in wrong {
            let outcome = try render(arguments)
            #expect(outcome.status == status && !outcome.errors.isEmpty, "\(arguments)")
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "old\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }
}
