import Foundation
import NIOSSL
import TestSupport

/// A certificate for a name, made by `openssl` when the test runs, and the authority that signed it.
struct ServerCertificate: Sendable {
    let folder: TemporaryFolder

    /// The authority in PEM form.
    var authority: String { folder.path("authority.pem") }

    init(for name: String) throws {
        folder = try TemporaryFolder()
        try run(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Test authority",
            "-keyout",
            "authority.key",
            "-out",
            "authority.pem"
        )
        try run(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=\(name)",
            "-keyout",
            "server.key",
            "-out",
            "server.csr"
        )
        let names = try folder.write("names.cnf", "subjectAltName=DNS:\(name)\n")
        try run(
            "x509",
            "-req",
            "-in",
            "server.csr",
            "-CA",
            "authority.pem",
            "-CAkey",
            "authority.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            names,
            "-out",
            "server.pem"
        )
    }

    private func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    func context() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(folder.path("server.pem"))
        let key = try NIOSSLPrivateKey(file: folder.path("server.key"), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(key)
            )
        )
    }
}
