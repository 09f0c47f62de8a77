import Foundation
import TestSupport
import Testing

/// `marsad demo`: a hub in which everything has happened.
@Suite struct `marsad demo` {
    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A demonstration that listens, and what it prints when it does.
    private func start() async throws -> (hub: RunningProgram, access: String) {
        let shell = Program(executable: URL(filePath: "/bin/sh"))
        // What it prints goes where the test reads.
        let command = #"exec "$0" demo --json --listen 127.0.0.1:0 --data "$1" 1>&2"#
        let hub = try RunningProgram(shell, ["-c", command, marsad.executable.path, folder.path("demo")])
        let rest = try #require(await hub.line(after: #"{"url":"#))
        return (hub, #"{"url":"# + rest)
    }

    @Test func `shows everybody pages that are full`() async throws {
        let (hub, access) = try await start()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Scripts/visit-demo.py").path
        let python = Program(executable: URL(filePath: "/usr/bin/env"))
        let visit = try python.run(["python3", script], input: access)
        #expect(visit.status == 0, "\(visit.errors)")
        #expect(visit.output == "")
        #expect(hub.stop() == 0)
    }

    @Test func `says in its folder alone that documentation addresses may be listed`() async throws {
        let (hub, _) = try await start()
        #expect(hub.stop() == 0)
        func outcome(_ data: String) throws -> String {
            try marsad.run(["allow", "check", "198.51.100.77", "--data", data]).output
        }
        #expect(try !outcome(folder.path("demo")).contains("documentation"))
        let other = folder.path("other")
        #expect(
            try marsad.run(["members", "add", "qa", "--name", "QA", "--arabic-name", "قطر", "--data", other])
                .status == 0
        )
        #expect(try outcome(other).contains("documentation"))
    }

    @Test func `leaves a folder alone that is no demonstration's`() throws {
        let data = folder.path("real")
        #expect(
            try marsad.run(["members", "add", "qa", "--name", "QA", "--arabic-name", "قطر", "--data", data])
                .status == 0
        )
        let refused = try marsad.run(["demo", "--data", data, "--listen", "127.0.0.1:0"])
        #expect(refused.status == 2)
        #expect(refused.errors.contains("no demonstration"))
        #expect(try marsad.run(["members", "list", "--data", data]).output.contains("qa"))
    }
}
