/// What files have in common that rotation and compression can have made of one log: the folder, and the name without what
/// they add to it.
struct FileFamily: Sendable, Hashable {
    let folder: String
    let name: String

    /// The family of the file at `path`.
    init(_ path: String) {
        let path = PathName(path)
        folder = path.folder
        name = path.plainName
    }
}
