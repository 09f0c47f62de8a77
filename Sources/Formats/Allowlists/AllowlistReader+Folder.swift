public import Allowlists
import ByteStreams
import Foundation

extension AllowlistReader {
    /// Deepest folder below the one given in which `list.json` files are looked for.
    private static let maximumDepth = 4
    /// Most files of one folder that are read.
    public static let maximumFileCount = 10_000

    /// Reads a folder of lists: every `list.json` in it or below, as the repository of the MISP warninglists keeps them
    /// (`lists/NAME/list.json`); a folder without any, all files in it that are not hidden.
    /// - Parameters:
    ///   - path: the folder, or a single file.
    ///   - builder: what takes the entries.
    /// - Returns: a summary for each list, by path.
    /// - Throws: ``FeedError`` for the first file that cannot be read.
    public func read(
        path: String,
        into builder: inout some EntrySink
    ) throws(FeedError) -> [AllowlistSummary] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return try read(ByteInput(path: path), into: &builder)
        }
        let lists = Self.files(in: path, depth: Self.maximumDepth) { $0 == "list.json" }
        let files = lists.isEmpty ? Self.files(in: path, depth: 0) { !$0.hasPrefix(".") } : lists
        guard !files.isEmpty, files.count <= Self.maximumFileCount else {
            let detail =
                "a folder of lists holds 1 to \(Self.maximumFileCount) files; this one has \(files.count)"
            throw FeedError(.nothingReads, file: path, detail: detail)
        }
        var summaries: [AllowlistSummary] = []
        for file in files { summaries += try read(ByteInput(path: file), into: &builder) }
        return summaries
    }

    private static func files(in folder: String, depth: Int, where isWanted: (String) -> Bool) -> [String] {
        var found: [String] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? [] {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                if depth > 0, !name.hasPrefix(".") {
                    found += files(in: path, depth: depth - 1, where: isWanted)
                }
            } else if isWanted(name) {
                found.append(path)
            }
        }
        return found
    }
}
