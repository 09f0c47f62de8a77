import SystemIO

/// A path with the wildcards of the shell: `*`, `?` and `[…]` in any part of it.
struct PathPattern: Sendable, Hashable {
    let text: String

    /// Whether it stands for more than one path.
    var hasWildcards: Bool { text.contains { "*?[".contains($0) } }

    /// The paths that exist, in no special order; names that are not UTF-8 are left out.
    var paths: [String] { Folders.paths(matching: text) }

    /// Whether it stands for `path`.
    func matches(_ path: String) -> Bool {
        Folders.matches(path, text)
    }

    /// The folders that the last part of the path is looked for in.
    var folders: [String] { Folders.paths(matching: PathName(text).folder) }
}
