public import Foundation

/// A file by which a data folder is known to hold a demonstration: there, documentation addresses may be listed, and
/// nowhere else.
public enum DemonstrationMark {
    /// Its name in the data folder.
    public static let fileName = "demonstration"

    private static let text = """
        marsad demo made this folder, and makes it anew each time it is started on it: keep nothing here.
        While this file is here, addresses set aside for documentation may be blocked and listed.

        """

    /// Whether a folder holds a demonstration.
    public static func isIn(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: file(in: folder))
    }

    /// Makes a folder hold a demonstration that is yet to be brought about: an earlier one is removed.
    /// - Parameters:
    ///   - folder: the data folder; made when it is not there.
    ///   - names: what a data folder may hold.
    /// - Throws: ``DemonstrationFolderTaken`` when it holds something else, an error of the file system.
    public static func begin(in folder: URL, removing names: Set<String>) throws {
        let files = FileManager.default
        let path = folder.path(percentEncoded: false)
        let found = files.fileExists(atPath: path) ? try files.contentsOfDirectory(atPath: path) : []
        if !found.isEmpty {
            guard isIn(folder) else { throw DemonstrationFolderTaken(path: path, found: found.sorted()[0]) }
            let strange = found.filter { $0 != fileName && !names.contains($0) }.sorted()
            if let first = strange.first { throw DemonstrationFolderTaken(path: path, found: first) }
            // The mark goes last: what is left half removed is still a demonstration.
            for name in found where name != fileName {
                try files.removeItem(at: folder.appending(path: name))
            }
        }
        try files.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(text.utf8).write(to: folder.appending(path: fileName))
    }

    private static func file(in folder: URL) -> String {
        folder.appending(path: fileName).path(percentEncoded: false)
    }
}

/// A folder that holds something that no demonstration made.
public struct DemonstrationFolderTaken: Error, CustomStringConvertible {
    let path: String
    let found: String

    /// What, where and how to mend it.
    public var description: String {
        "\(path) holds '\(found)', which is no demonstration's; give an empty or a new folder with --data"
    }
}
