/// The parts of a path, and what its name says of where a file came from.
struct PathName: Sendable, Hashable {
    private static let packedEndings: Set<String> = ["gz", "xz", "zst", "bz2", "tgz", "lz4"]

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

    private var parts: [Substring] { name.split { ".-_".contains($0) } }

    /// The name without what rotation and compression add to it: the parts of it that are numbers, dates or times, and the
    /// ending of a packed file. `access.log.1`, `access.log-20260101.gz`, `access-20260101.log` and `access.log` have the
    /// same.
    var plainName: String {
        var parts = parts
        if let last = parts.last, Self.packedEndings.contains(String(last)) { parts.removeLast() }
        return parts.filter { !Self.isNumberOrTime($0) }.joined(separator: ".")
    }

    /// Whether it is a number, a date or a time: `1`, `20260101`, `10:00:00`, `25T10`.
    private static func isNumberOrTime(_ part: Substring) -> Bool {
        part.allSatisfy { $0.isASCII && $0.isNumber || ":TZ".contains($0) } && part.contains { $0.isNumber }
    }

    /// Whether rotation and compression have added nothing to the name, as far as it says.
    var isPlain: Bool { plainName == parts.joined(separator: ".") }

    /// Whether rotation, copying or compressing can have put at `other` what stood here before: its name has all that this
    /// one has, in order, and more. `dns.log` can become `dns.log.1.gz`, and `dns.log.1` cannot become `dns.log.2` by one
    /// of them.
    func canBecome(_ other: PathName) -> Bool {
        guard folder == other.folder else { return false }
        let others = other.parts
        var rest = parts[...]
        for part in others where rest.first == part { rest.removeFirst() }
        return rest.isEmpty && others.count > parts.count
    }

    /// Whether the name ends as those of compressed files do.
    var isPacked: Bool { packedEnding != nil }

    /// The path of what was compressed into the file at `path`, by its name.
    static func unpackedPath(of path: String) -> String? {
        PathName(path).packedEnding.map { String(path.dropLast($0.count + 1)) }
    }

    /// The paths that the file at `path` may have when it is compressed.
    static func packedPaths(of path: String) -> [String] {
        packedEndings.sorted().map { "\(path).\($0)" }
    }

    private var packedEnding: Substring? {
        let parts = name.split(separator: ".")
        guard parts.count > 1, let last = parts.last else { return nil }
        return Self.packedEndings.contains(String(last)) ? last : nil
    }
}
