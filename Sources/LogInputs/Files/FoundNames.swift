import SystemIO

/// The names of the files that were found at one look.
struct FoundNames {
    /// Where each file is.
    let paths: [FileKey: String]
    private let members: [FileFamily: [String]]
    /// Families of which a file was seen that has the name without additions, at this look or before.
    private(set) var live: Set<FileFamily>

    /// - Parameters:
    ///   - found: the files.
    ///   - live: the families that were known to have a live file before.
    init(_ found: [(path: String, status: FileStatus)], live: Set<FileFamily>) {
        paths = Dictionary(found.map { ($0.status.key, $0.path) }) { first, _ in first }
        members = Dictionary(grouping: found.map(\.path)) { FileFamily($0) }
        self.live = live.union(members.filter { $1.contains { PathName($0).isPlain } }.keys)
    }

    /// Whether the file at `path` has a number or date in its name, of a family whose live file has none: what is in it was
    /// rotated there. Without such a file it may be the live one: `dns-2026-11-25.log`.
    func isRotated(_ path: String) -> Bool {
        !PathName(path).isPlain && live.contains(FileFamily(path))
    }

    /// The files that the one at `path` may be a copy of, by their names.
    func origins(of path: String) -> [String] {
        let name = PathName(path)
        return members[FileFamily(path), default: []].filter { PathName($0).canBecome(name) }
    }
}
