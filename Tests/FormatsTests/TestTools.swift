import Foundation
import TestSupport

/// The Python libraries that others read our files with, as `scripts/setup` installs them.
enum TestTools {
    /// The interpreter that has them: `MARSAD_TEST_TOOLS`, else `.build/test-tools` of the package.
    static let python: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let environment = ProcessInfo.processInfo.environment["MARSAD_TEST_TOOLS"]
        let folder = environment.map { URL(filePath: $0) } ?? package.appending(path: ".build/test-tools")
        let python = folder.appending(path: "bin/python3")
        return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
    }()

    static var arePresent: Bool { python != nil }

    struct Failure: Error {
        let words: String
    }

    /// What `check.py` says of a file.
    static func check(_ kind: String, _ path: String) throws -> Any {
        guard let python else { throw Failure(words: "run scripts/setup") }
        let outcome = try Program(executable: python).run([try Fixtures.path("tools/check.py"), kind, path])
        guard outcome.status == 0 else { throw Failure(words: outcome.errors) }
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8), options: [.fragmentsAllowed])
    }
}
