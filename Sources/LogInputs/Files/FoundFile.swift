import SystemIO

/// A file that was found, open, and how it is to be read.
struct FoundFile {
    let file: OpenFile
    let status: FileStatus
    let path: String
    let isPacked: Bool
    var standing: FollowedFile.Standing

    /// The same file, known by another name before: a rotated one.
    var renamed: FoundFile {
        var renamed = self
        if standing == .linked { renamed.standing = .gone }
        return renamed
    }
}

/// What was seen of a file that is not open.
struct SettledFile: Equatable {
    let size: Int64
    let modified: Int64

    init(_ status: FileStatus) {
        size = status.size
        modified = status.modified
    }
}
