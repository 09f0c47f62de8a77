import Foundation

/// A folder of files that make one feed, such as a MISP feed with its manifest.
public enum FeedFolder {
    /// Most files of one folder: 256 Ki.
    public static let maximumFiles = 256 << 10

    /// The files of the folder at `path` and of the folders in it, sorted by their paths; nil when it is no folder.
    ///
    /// Hidden files and links are passed over.
    /// - Throws: ``FeedError/Code/tooLarge`` when there are more than ``maximumFiles``.
    public static func files(in path: String) throws(FeedError) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey]
        let found = FileManager.default.enumerator(
            at: URL(filePath: path),
            includingPropertiesForKeys: keys,
            options: [.skipsHiddenFiles]
        )
        let prefix = path.hasSuffix("/") ? path : path + "/"
        let root = URL(filePath: path).standardizedFileURL.path
        var files: [String] = []
        while let url = found?.nextObject() as? URL {
            let values = try? url.resourceValues(forKeys: Set(keys))
            guard values?.isRegularFile == true, values?.isSymbolicLink != true else { continue }
            guard files.count < maximumFiles else {
                throw FeedError(
                    .tooLarge,
                    file: path,
                    detail: "has more than \(maximumFiles) files; give them to several sources"
                )
            }
            let full = url.standardizedFileURL.path
            files.append(full.hasPrefix(root + "/") ? prefix + full.dropFirst(root.count + 1) : full)
        }
        return files.sorted()
    }
}
