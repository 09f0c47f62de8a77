import Testing

/// Programs that compress, of the machine.
enum Compression: String, CaseIterable, CustomTestStringConvertible {
    case gzip, xz, zstd, bzip2

    var testDescription: String { rawValue }
    var suffix: String { ["gzip": ".gz", "xz": ".xz", "zstd": ".zst", "bzip2": ".bz2"][rawValue] ?? "" }

    /// Puts a compressed file in the place of the one at `path`, as `logrotate` does.
    /// - Returns: its path.
    @discardableResult
    func compress(_ path: String) throws -> String {
        let arguments = [rawValue, "-q", "-f"] + (self == .zstd ? ["--rm"] : []) + [path]
        #expect(try Child("/usr/bin/env", arguments).wait() == 0)
        return path + suffix
    }
}
