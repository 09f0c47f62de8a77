import Foundation
import LogInputs
import TestSupport
import Testing

/// Certificates of two authorities, made by openssl for one test.
struct TestCertificates {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for authority in ["ca", "other-ca"] {
            try openssl([
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2",
                "-subj", "/CN=\(authority).example", "-keyout", path("\(authority).key"), "-out",
                path("\(authority).pem"),
            ])
        }
        try issue("server", by: "ca")
        try issue("client", by: "ca")
        try issue("stranger", by: "other-ca")
    }

    func path(_ name: String) -> String { folder.path(name) }

    /// Makes a key and a certificate for this machine's addresses, in place of one of that name.
    func issue(_ name: String, by authority: String) throws {
        try openssl([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
            "/CN=\(name).example", "-keyout", path("\(name).key"), "-out", path("\(name).csr"),
        ])
        let names = try folder.write("names", "subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        try openssl([
            "x509", "-req", "-days", "2", "-in", path("\(name).csr"), "-CA", path("\(authority).pem"),
            "-CAkey",
            path("\(authority).key"), "-CAcreateserial", "-extfile", names, "-out", path("\(name).pem"),
        ])
    }

    func server(clientAuthorities: String? = nil) throws -> TLSFiles {
        try TLSFiles(
            certificate: path("server.pem"),
            key: path("server.key"),
            clientAuthorities: clientAuthorities.map(path)
        )
    }

    /// Sends a text through TLS, as a client that trusts the authority.
    func send(_ text: String, port: Int, as client: String? = nil, trusting authority: String = "ca")
        async throws
        -> Program.Outcome
    {
        var arguments = [
            "s_client", "-brief", "-verify_return_error", "-CAfile", path("\(authority).pem"), "-connect",
            "127.0.0.1:\(port)",
        ]
        if let client { arguments += ["-cert", path("\(client).pem"), "-key", path("\(client).key")] }
        return try await aside { [arguments] in
            try Program(executable: URL(filePath: "/usr/bin/openssl")).run(arguments, input: text)
        }
    }

    private func openssl(_ arguments: [String]) throws {
        let outcome = try Program(executable: URL(filePath: "/usr/bin/openssl")).run(arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}

/// Runs what blocks aside, so that servers of this process go on meanwhile.
func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}
