import CZlib
import Foundation
import TestSupport
import Testing

/// Bodies packed as an HTTP client packs them.
enum Packing {
    struct Failure: Error {}

    static func pack(_ bytes: [UInt8], _ coding: String) throws -> [UInt8] {
        switch coding {
        case "gzip", "x-gzip": try run("gzip", bytes)
        case "zstd": try run("zstd", bytes)
        case "deflate": try deflate(bytes)
        default: bytes
        }
    }

    private static func run(_ program: String, _ bytes: [UInt8]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: folder.url.appending(path: "in"))
        let command = "exec \(program) -q -c < '\(folder.path("in"))' > '\(folder.path("out"))'"
        let outcome = try Program(executable: URL(filePath: "/bin/sh")).run(["-c", command])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try [UInt8](Data(contentsOf: folder.url.appending(path: "out")))
    }

    private static func deflate(_ bytes: [UInt8]) throws -> [UInt8] {
        var length = compressBound(UInt(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&packed, &length, bytes, UInt(bytes.count), 9) == Z_OK else { throw Failure() }
        return Array(packed.prefix(Int(length)))
    }
}
