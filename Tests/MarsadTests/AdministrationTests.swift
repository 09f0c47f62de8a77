import Foundation
import TestSupport
import Testing

@Suite struct `Administration by command` {
    let marsad = Program.product("marsad")
    let folder: TemporaryFolder
    var data: String { folder.path("registry") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try marsad.run(arguments + ["--data", data])
    }

    private func add(_ code: String, _ options: String...) throws -> Program.Outcome {
        try marsad.run(
            ["members", "add", code, "--name", "CERT", "--arabic-name", "مركز", "--data", data] + options
        )
    }

    @Test func `adds, shows and changes members`() throws {
        #expect(
            try add("sa", "--constituency", "192.0.2.0/24", "--constituency", "gov[.]example").status == 0
        )
        #expect(try run("members", "set", "sa", "--name", "National CERT").status == 0)
        let listed = try run("members", "list", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any]
        #expect(object?["name"] as? String == "National CERT")
        #expect(object?["arabicName"] as? String == "مركز")
        #expect(object?["constituency"] as? [String] == ["192.0.2.0/24", "gov.example"])
    }

    @Test func `refuses wrong members in one line`() throws {
        #expect(try run("members", "list").status == 2)
        #expect(try add("sa").status == 0)
        for outcome in [try add("sa"), try add("S A"), try add("ae", "--constituency", "nonsense")] {
            #expect(outcome.status == 2)
            #expect(outcome.errors.split(whereSeparator: \.isNewline).count == 1, "\(outcome.errors)")
        }
        let unknown = try run("members", "set", "om", "--name", "x")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("sa"))
    }

    @Test func `makes tokens that are shown once, and revokes them`() throws {
        #expect(try add("sa").status == 0)
        let made = try run("token", "add", "sensor-1", "--member", "sa", "--scope", "sense")
        #expect(made.status == 0, "\(made.errors)")
        let secret = try #require(made.lines.first)
        #expect(secret.hasPrefix("mrs_"))
        let listed = try run("token", "list")
        #expect(listed.output.contains("sensor-1  sa  sense  valid"))
        #expect(!listed.output.contains(secret))
        #expect(try run("token", "revoke", "1").status == 0)
        #expect(try run("token", "list").output.contains("revoked"))
        #expect(try run("token", "revoke", "9").status == 2)
        #expect(try run("token", "add", "x", "--member", "sa", "--scope", "everything").status == 2)
        #expect(try run("token", "add", "x", "--member", "om", "--scope", "read").status == 2)
    }
}
