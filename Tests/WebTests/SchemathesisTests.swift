import Credentials
import Foundation
import NIOPosix
import Registry
import TestSupport
import Testing

@testable import Web

/// Somebody else's reading of the description: schemathesis sends what it allows and what it does not.
@Suite(.enabled(if: schemathesis != nil, "scripts/setup-test-tools installs schemathesis"))
struct `The API under schemathesis` {
    @Test func `answers nothing that it does not describe`() async throws {
        let fixture = try APIFixture()
        let program = try #require(schemathesis)
        let scopes: Permissions = [.read, .submit, .administer, .sense, .consume]
        let secret = try #require(try fixture.token(scopes, of: fixture.owner).secret)
        try await fixture.hub.serve { port in
            // The program waits ten seconds for the document, a busy machine's hub may take longer.
            let socket = try LoopbackSocket(.stream, port: port)
            try await socket.send(
                "GET /api/v1/openapi.json HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(secret.text)\r\n\r\n"
            )
            let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
            let body = try #require(answer.range(of: "\r\n\r\n")).upperBound
            let folder = try TemporaryFolder()
            let document = try folder.write("openapi.json", String(answer[body...]))
            // On a thread of its own: the hub answers on those that tests share.
            let outcome = try await fixture.hub.threads.lasting.runIfActive {
                try Program(executable: program).run([
                    "run", document, "--url", "http://127.0.0.1:\(port)",
                    "--header", "Authorization:Bearer \(secret.text)", "--seed", "7", "--max-examples", "15",
                    "--request-timeout", "120", "--phases", "examples,coverage,fuzzing", "--no-color",
                    "--warnings", "off",
                    // The stream does not end by itself; its answers are tested elsewhere.
                    "--exclude-path", "/api/v1/stream", "--suppress-health-check", "all",
                    "--checks",
                    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
                ])
            }
            #expect(outcome.status == 0, "\(outcome.output.suffix(6000)) \(outcome.errors.suffix(500))")
        }
    }
}

/// The program, as `scripts/setup-test-tools` installs it.
private let schemathesis: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let environment = ProcessInfo.processInfo.environment["MARSAD_TEST_TOOLS"]
    let folder = environment.map { URL(filePath: $0) } ?? package.appending(path: ".build/test-tools")
    let program = folder.appending(path: "bin/schemathesis")
    return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
}()
