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

    /// The name without what rotation and compression add to it: the parts of it that are numbers, dates or times, and the
    /// ending of a packed file. `access.log.1`, `access.log-20260101.gz`, `access-20260101.log` and `access.log` are one
    /// family.
    var family: String {
        var parts = name.split { ".-_".contains($0) }
        if let last = parts.last, Self.packedEndings.contains(String(last)) { parts.removeLast() }
        return parts.filter { part in !part.allSatisfy { $0.isASCII && $0.isNumber || $0 == ":" } }
            .joined(separator: ".")
    }

    /// Whether rotation can have made one of the files of the other, in the same folder.
    func isRelated(to other: PathName) -> Bool {
        folder == other.folder && name != other.name && family == other.family
    }

    /// Whether the name ends as those of compressed files do.
    var isPacked: Bool {
        name.split(separator: ".").last.map { Self.packedEndings.contains(String($0)) } ?? false
    }

    private static let packedEndings: Set<String> = ["gz", "xz", "zst", "bz2", "tgz", "lz4"]
}
