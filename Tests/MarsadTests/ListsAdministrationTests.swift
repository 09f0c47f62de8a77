import Foundation
import TestSupport
import Testing

@Suite struct `Published lists, by command` {
    let marsad = Program.product("marsad")
    let folder: TemporaryFolder
    var data: String { folder.path("registry") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: [String]) throws -> Program.Outcome {
        try marsad.run(arguments + ["--data", data])
    }

    private func importing(_ lines: String...) throws {
        let feed = try folder.write("feed.txt", lines.joined(separator: "\n") + "\n")
        #expect(try run(["import", "--source", "feed", feed]).status == 0)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `are made, published, held, rolled back, released, changed and removed`() throws {
        try importing("45.0.2.1", "evil-site.net")
        let names = try run(["lists", "list", "--json"]).lines.map { try object($0)["name"] as? String }
        #expect(names == ["alert", "block-dns", "drop"])
        let options = ["--use", "block", "--kinds", "ip", "--purpose", "for a test"]
        #expect(try run(["lists", "add", "own"] + options).status == 0)
        #expect(try run(["lists", "add", "own"] + options).status == 3)
        let preview = try run(["lists", "preview", "own", "--json"])
        #expect(try object(preview.output)["entries"] as? Int == 1)
        #expect(try run(["lists", "publish", "own"]).status == 0)
        #expect(try run(["lists", "hold", "own", "--reason", "case 41"]).status == 0)
        try importing("45.0.2.2")
        let held = try run(["lists", "publish", "own"])
        #expect(held.status == 1 && held.output.contains("case 41"), "\(held)")
        #expect(try run(["lists", "release", "own"]).status == 0)
        let changes = try run(["lists", "show", "own", "--changes", "1", "2"])
        #expect(changes.lines.map { $0.prefix(12) } == ["  - 45.0.2.1", "  + 45.0.2.2"])
        #expect(try run(["lists", "rollback", "own", "1"]).status == 0)
        let shown = try object(try run(["lists", "show", "own", "--json"]).output)
        #expect(shown["serial"] as? Int == 3 && shown["entries"] as? Int == 1)
        #expect((shown["hold"] as? [String: Any])?["cause"] as? String == "rolled-back")
        #expect(try run(["lists", "set", "own", "--minimum-level", "critical"]).status == 0)
        #expect(try run(["lists", "release", "own"]).status == 0)
        #expect(try run(["lists", "publish", "own"]).status == 0)
        #expect(try object(try run(["lists", "show", "own", "--json"]).output)["entries"] as? Int == 0)
        #expect(try run(["lists", "remove", "own"]).status == 0)
        #expect(try run(["lists", "show", "own"]).status == 2)
    }

    @Test func `say what stopped them`() throws {
        try importing("45.0.2.1", "8.8.8.8")
        #expect(try run(["lists", "add", "own", "--use", "block"]).status == 0)
        let stopped = try run(["lists", "publish", "own"])
        #expect(stopped.status == 1)
        #expect(stopped.output.contains("8.8.8.8 (never-block"), "\(stopped.output)")
        #expect(try run(["lists", "release", "own"]).status == 0)
        let shown = try run(["lists", "show", "own"])
        #expect(shown.output.contains("withheld: 8.8.8.8") && shown.output.contains("seen by shell"))
    }

    @Test(arguments: [
        ["lists", "add", "own"], ["lists", "add", "own", "--use", "burn"],
        ["lists", "add", "A B", "--use", "block"],
        ["lists", "add", "own", "--use", "block", "--maximum-label", "AMBER", "--audience", "everyone"],
        ["lists", "publish", "none"], ["lists", "rollback", "none", "1"], ["lists", "hold", "drop"],
    ])
    func `leave with 2 for what is no list`(arguments: [String]) throws {
        try importing("45.0.2.1")
        #expect(try run(arguments).status == 2)
    }
}
