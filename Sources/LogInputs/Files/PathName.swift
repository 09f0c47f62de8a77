/// The parts of a path, and what its name says of where a file came from.
struct PathName: Sendable, Hashable {
    let folder: String
    let name: String

    init(_ path: String) {
        let slash = path.lastIndex(of: "/")
        folder =
            switch slash {
            case nil: "."
            case path.startIndex: "/"
            case .some(let index): String(path[..<index])
            }
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Whether the name is one that rotation gives to what was called `original` in the same folder: `access.log.1`,
    /// `access.log-20260101.gz`, `access-20260101.log` or `access.1.log` for `access.log`.
    func isRotation(of original: PathName) -> Bool {
        guard folder == original.folder, name != original.name else { return false }
        if name.hasPrefix(original.name) { return true }
        guard let dot = original.name.lastIndex(of: "."), dot != original.name.startIndex else {
            return false
        }
        let stem = original.name[..<dot]
        guard name.hasPrefix(stem), let next = name.dropFirst(stem.count).first else { return false }
        return "-._".contains(next) && name.contains(original.name[dot...])
    }

    /// Whether the name ends as those of compressed files do.
    var isCompressed: Bool {
        [".gz", ".xz", ".zst", ".bz2", ".tgz", ".lz4"].contains { name.hasSuffix($0) }
    }
}
