import Addresses

/// A URL's path and query as they are compared: percent-encoded unreserved characters decoded, hexadecimal digits of the
/// other escapes in upper case (RFC 3986 §6.2.2), one slash at the end of the path without meaning.
struct PathText: Hashable, Sendable {
    private let path: [UInt8]
    private let query: [UInt8]?

    /// The form of a canonical path and query.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        let mark = bytes.firstIndex(of: UInt8(ascii: "?"))
        var path = Self.normalised(bytes[..<(mark ?? bytes.endIndex)])
        if path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        self.path = path
        query = mark.map { Self.normalised(bytes[($0 + 1)...]) }
    }

    /// Whether a canonical path and query name nothing but the host.
    static func isRoot(_ text: String) -> Bool {
        text == "/" || text == "/?"
    }

    /// Whether `other` is this path or lies below it at a slash, whatever the query.
    func contains(_ other: PathText) -> Bool {
        guard path.count > 1 else { return true }
        return other.path.starts(with: path)
            && (other.path.count == path.count || other.path[path.count] == UInt8(ascii: "/"))
    }

    private static func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        result.append(percentNormalizing: bytes.span)
        return result
    }
}
