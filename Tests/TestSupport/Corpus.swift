public import Foundation

/// The shared folder of real feeds, logs, reports and conformance vectors, when this machine has it.
public enum Corpus {
    /// `MARSAD_CORPUS`, else `../shared/corpus` from the package's folder; nil when there is no such folder.
    public static let folder: URL? = {
        let environment = ProcessInfo.processInfo.environment["MARSAD_CORPUS"]
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = environment.map { URL(filePath: $0) } ?? package.appending(path: "../shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path) ? folder.standardizedFileURL : nil
    }()

    /// Whether the folder is there: the condition of tests that read it.
    public static var isPresent: Bool { folder != nil }

    /// A file or folder below the corpus.
    public static func url(_ path: String) throws -> URL {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return folder.appending(path: path)
    }

    /// The regular files below `path`, sorted by path.
    public static func files(below path: String) throws -> [URL] {
        let root = try url(path)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .sorted { $0.path < $1.path }
    }
}
