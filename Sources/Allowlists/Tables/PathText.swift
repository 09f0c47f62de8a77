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
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = bytes[index + 1].hexadecimalDigit, let low = bytes[index + 2].hexadecimalDigit
            {
                let byte = high << 4 | low
                if byte.isUnreserved {
                    result.append(byte)
                } else {
                    result += [UInt8(ascii: "%"), high.hexadecimalLetter, low.hexadecimalLetter]
                }
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: UInt8? {
        if isDigit { return self & 15 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    fileprivate var hexadecimalLetter: UInt8 {
        self < 10 ? self + UInt8(ascii: "0") : self - 10 + UInt8(ascii: "A")
    }

    /// RFC 3986 §2.3.
    fileprivate var isUnreserved: Bool {
        isDigit || isLetter || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
    }
}
