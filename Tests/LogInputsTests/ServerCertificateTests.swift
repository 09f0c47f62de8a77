import Logging
import TestSupport
import Testing

@testable import LogInputs

@Suite struct `Server certificates` {
    @Test func `are read again when their files change, and kept when they cannot be`() throws {
        let certificates = try TestCertificates()
        let certificate = try ServerCertificate(certificates.server())
        let counters = InputCounters(
            name: "tls",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let first = certificate.shown
        certificate.reload(counters)
        #expect(certificate.shown == first)
        try certificates.issue("server", by: "ca")
        certificate.reload(counters)
        let second = certificate.shown
        #expect(second != first)
        _ = try certificates.folder.write("server.pem", "no certificate\n")
        certificate.reload(counters)
        #expect(certificate.shown == second)
        #expect(counters.snapshot.problems.first?.subject == certificates.path("server.pem"))
        try certificates.issue("server", by: "ca")
        certificate.reload(counters)
        #expect(certificate.shown != second)
        #expect(counters.snapshot.problems == [])
    }
}
