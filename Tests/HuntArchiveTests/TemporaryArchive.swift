import Foundation
import HuntArchive
import Observations
import Reports
import TestSupport

/// A data directory of its own, removed at the end.
struct TemporaryArchive {
    static let firstDay = Day("2026-11-20")
    /// The moment at which tests take place: noon of the fifth day.
    static let now = Timestamp(seconds: 1_795_521_600)

    let folder: TemporaryFolder
    var directory: String { folder.url.path(percentEncoded: false) }
    var archive: URL { folder.url.appending(path: "archive") }
    var store: URL { archive.appending(path: "store") }

    init() throws {
        folder = try TemporaryFolder()
    }

    func writer(retentionDays: Int = 90) throws -> ArchiveWriter {
        try ArchiveWriter(directory: directory, options: ArchiveOptions(retentionDays: retentionDays))
    }

    func reader() throws -> HuntArchive {
        try HuntArchive(reading: directory)
    }

    /// The names and sizes of all files, to see that nothing was touched.
    static func files(below folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let found = FileManager.default.enumerator(
            at: folder,
            includingPropertiesForKeys: [.isRegularFileKey]
        )
        for case let url as URL in found ?? FileManager.DirectoryEnumerator() {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            files[url.path] = try Data(contentsOf: url)
        }
        return files
    }
}

extension HuntPeriod {
    /// All of the days that tests play on, and the ones around.
    static let always = HuntPeriod(since: Timestamp(seconds: 0), until: Timestamp(seconds: 4_000_000_000))
}
