import Glibc

/// What stands in folders.
package enum Folders {
    /// The paths that a pattern of the shell (`*`, `?`, `[…]`) stands for, in no special order; names that are not UTF-8
    /// are left out.
    package static func paths(matching pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, GLOB_NOSORT, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in
            paths[index].flatMap { String(validatingCString: $0) }
        }
    }

    /// Whether something is at `path`.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether `path` is one that `pattern` stands for.
    package static func matches(_ path: String, _ pattern: String) -> Bool {
        fnmatch(pattern, path, FNM_PATHNAME) == 0
    }

    /// The names in a folder, in no special order, at most `limit`.
    package static func entries(of folder: String, limit: Int) throws(SystemFailure) -> [String] {
        guard let directory = opendir(folder) else { throw .file() }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(validatingCString: $0)
                }
            }
            if let name, name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
