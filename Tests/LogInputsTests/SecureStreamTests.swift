import Foundation
import LogInputs
import Logging
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Syslog over TLS` {
    @Test func `brings lines`() async throws {
        let folder = try TemporaryFolder()
        let certificates = try TestCertificates()
        let inputs = [try Inputs.tcp(tls: certificates.server())]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let outcome = try await certificates.send(TestLog.text(0..<5000), port: port)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = try await intake.lines(5000)
            #expect(lines == TestLog.lines(0..<5000))
        }
        #expect(left == [])
    }

    @Test func `asks clients for a certificate when that is wanted`() async throws {
        let folder = try TemporaryFolder()
        let certificates = try TestCertificates()
        let inputs = [try Inputs.tcp(tls: certificates.server(clientAuthorities: "ca.pem"))]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            _ = try await certificates.send("<13>nobody\n", port: port)
            _ = try await certificates.send("<13>stranger\n", port: port, as: "stranger")
            try await until { try intake.statistics().dropped(.brokenConnection) == 2 }
            _ = try await certificates.send("<13>known\n", port: port, as: "client")
            let lines = try await intake.lines(1)
            #expect(lines == ["<13>known"])
        }
        #expect(left == [])
    }

    @Test func `turns away what is not TLS, and what takes too long`() async throws {
        let folder = try TemporaryFolder()
        let certificates = try TestCertificates()
        let inputs = [try Inputs.tcp(tls: certificates.server(), frameLimit: .seconds(1))]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let plain = try LoopbackSocket(.stream, port: port)
            try await plain.send("<13>plain\n")
            _ = try await plain.receiveAll()
            try await until { try intake.statistics().dropped(.brokenConnection) == 1 }
            let silent = try LoopbackSocket(.stream, port: port)
            #expect(try await silent.receiveAll() == [])
        }
        #expect(left == [])
    }

    @Test func `does not start with a key of another certificate`() async throws {
        let folder = try TemporaryFolder()
        let certificates = try TestCertificates()
        let files = try TLSFiles(
            certificate: certificates.path("server.pem"),
            key: certificates.path("client.key")
        )
        let inputs = try LogInputs(
            [Inputs.tcp(tls: files)],
            folder: folder.path("state"),
            logger: Logger(label: "test")
        )
        let error = await #expect(throws: LogInputError.self) { try await inputs.run() }
        #expect(error?.description.contains("belong together") == true)
    }
}
