import Reports

/// A URL's path and query as they are compared: percent-encoded unreserved characters decoded, hexadecimal digits of
/// the other escapes in upper case (RFC 3986 §6.2.2), and only what the scope looks at.
struct PathForm {
    let bytes: [UInt8]
    /// Where the query begins, or the end.
    let pathEnd: Int

    /// The form of `text`, a canonical path and query: all of it for `exact`, the path for `pathPrefix`, nothing for
    /// `host`.
    init(_ text: some Collection<UInt8>, scope: MatchScope = .exact) {
        guard scope != .host else {
            bytes = []
            pathEnd = 0
            return
        }
        var form: [UInt8] = []
        form.reserveCapacity(text.count)
        var queryStart: Int?
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "?"), queryStart == nil {
                if scope == .pathPrefix { break }
                queryStart = form.count
            }
            let first = text.index(after: index)
            if byte == UInt8(ascii: "%"), first != text.endIndex {
                let second = text.index(after: first)
                if second != text.endIndex, let high = text[first].hexadecimal,
                    let low = text[second].hexadecimal
                {
                    Self.append(escaped: high << 4 | low, to: &form)
                    index = text.index(after: second)
                    continue
                }
            }
            form.append(byte)
            index = first
        }
        bytes = form
        pathEnd = queryStart ?? form.count
    }

    private static func append(escaped byte: UInt8, to form: inout [UInt8]) {
        if byte.isUnreserved {
            form.append(byte)
        } else {
            form.append(UInt8(ascii: "%"))
            form.append(byte >> 4 < 10 ? 0x30 + byte >> 4 : 0x37 + byte >> 4)
            form.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x37 + byte & 15)
        }
    }

    /// The lengths of the paths that a prefix entry above or at this path can have, longest first.
    var prefixLengths: [Int] {
        let slash = UInt8(ascii: "/")
        return (0...pathEnd).reversed().filter { length in
            length > 0 && (length == pathEnd || bytes[length - 1] == slash || bytes[length] == slash)
        }
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit of either case.
    @inline(__always)
    var hexadecimal: UInt8? {
        if self &- 0x30 < 10 { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    /// RFC 3986 §2.3.
    fileprivate var isUnreserved: Bool {
        isAlphanumeric || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
    }

    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }

    @inline(__always)
    var isAlphanumeric: Bool { isDigit || (self | 0x20) &- 0x61 < 26 }

    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    /// Whether a name token may hold the byte: letters, digits, hyphen, underscore, dot, and all bytes of other scripts.
    @inline(__always)
    var isNameByte: Bool {
        isAlphanumeric || self == 0x2D || self == 0x2E || self == 0x5F || self >= 0x80
    }
}
