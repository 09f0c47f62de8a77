/// Where bytes come from: a file, the standard input, or memory.
public struct ByteInput: Sendable, Hashable {
    enum Origin: Sendable, Hashable {
        case file(String)
        case standardInput
        case memory([UInt8])
    }

    let origin: Origin
    /// The name in messages and summaries: the path as given.
    public let name: String

    /// The path of a file; nil for anything else.
    public var path: String? {
        if case .file(let path) = origin { path } else { nil }
    }

    /// The file at `path`; `-` is the standard input.
    public init(path: String) {
        origin = path == "-" ? .standardInput : .file(path)
        name = path == "-" ? "standard input" : path
    }

    /// Bytes that are already in memory, called `name`.
    public init(name: String, bytes: [UInt8]) {
        origin = .memory(bytes)
        self.name = name
    }
}
