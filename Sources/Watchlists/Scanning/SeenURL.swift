import Addresses

/// A URL that stands in a line.
struct SeenURL {
    let address: URLAddress
    /// From the scheme, or the host where there is none, to the end.
    let range: Range<Int>

    /// Longest user information that is looked through for a scheme.
    private static let maximumUserInformation = 256
    /// Longest scheme.
    private static let maximumSchemeLength = 6

    /// The URLs that a host may begin, the most likely first; none when neither scheme nor path makes it a URL.
    ///
    /// The text goes to the first white space, quotation mark, angle bracket, control byte, fragment, or bracket that was
    /// not opened in it. It is read as it is, without punctuation at the end, and up to the first comma or bar.
    static func readings(around host: SeenHost, in text: UnsafeBufferPointer<UInt8>) -> [SeenURL] {
        guard let place = HostPlace(host, in: text) else { return [] }
        let rest = RestOfURL(from: place.end, in: text)
        guard place.hasScheme || rest.beginsPath else { return [] }
        var results: [SeenURL] = []
        for length in rest.likelyLengths {
            var bytes = Array("\(place.scheme)://\(place.hostText)".utf8)
            bytes += place.port
            if rest.bytes.isEmpty || rest.bytes[0] == UInt8(ascii: "?") || length == 0 {
                bytes.append(UInt8(ascii: "/"))
            }
            bytes += rest.bytes[..<length]
            guard let address = try? URLAddress(utf8: bytes.span) else { continue }
            let end = length == 0 ? place.end : rest.ends[length - 1]
            results.append(SeenURL(address: address, range: place.start..<end))
        }
        return results
    }

    /// What stands around the host before the path.
    private struct HostPlace {
        var start: Int
        /// Where the path begins.
        var end: Int
        var hasScheme = false
        var scheme = "http"
        var port: [UInt8] = []
        let hostText: String

        /// Nil for an IPv6 address that is not in brackets.
        init?(_ host: SeenHost, in text: UnsafeBufferPointer<UInt8>) {
            start = host.range.lowerBound
            end = host.range.upperBound
            if host.isIPv6Text {
                if end < text.count, text[end] == UInt8(ascii: "%") {
                    end += 1
                    while end < text.count, text[end].isAlphanumeric { end += 1 }
                }
                guard start > 0, text[start - 1] == UInt8(ascii: "["), end < text.count,
                    text[end] == UInt8(ascii: "]")
                else { return nil }
                start -= 1
                end += 1
                hostText = host.text.utf8.contains(UInt8(ascii: ":")) ? "[\(host.text)]" : host.text
            } else {
                while end < text.count, text[end] == UInt8(ascii: ".") { end += 1 }
                hostText = host.text
            }
            readPort(text)
            readScheme(text)
        }

        private mutating func readPort(_ text: UnsafeBufferPointer<UInt8>) {
            guard end < text.count, text[end] == UInt8(ascii: ":") else { return }
            var index = end + 1
            var number = 0
            while index < text.count, text[index].isDigit, index - end <= 5 {
                number = number * 10 + Int(text[index] - 0x30)
                index += 1
            }
            guard index > end + 1, number <= 0xFFFF else { return }
            port = Array(":\(number)".utf8)
            end = index
        }

        /// `scheme://`, also with `\/` for slashes and with user information behind it.
        private mutating func readScheme(_ text: UnsafeBufferPointer<UInt8>) {
            var index = start
            if index > 0, text[index - 1] == UInt8(ascii: "@") {
                index -= 1
                let limit = max(index - SeenURL.maximumUserInformation, 0)
                while index > limit, RestOfURL.isURLByte(text[index - 1]),
                    text[index - 1] != UInt8(ascii: "/")
                {
                    index -= 1
                }
            }
            for _ in 0..<2 {
                guard index > 0, text[index - 1] == UInt8(ascii: "/") else { return }
                index -= 1
                if index > 0, text[index - 1] == UInt8(ascii: "\\") { index -= 1 }
            }
            hasScheme = true
            start = index
            guard index > 0, text[index - 1] == UInt8(ascii: ":") else { return }
            var first = index - 1
            while first > 0, text[first - 1].isAlphanumeric, index - first <= SeenURL.maximumSchemeLength {
                first -= 1
            }
            let word = String(decoding: text[first..<index - 1].map(\.lowercased), as: UTF8.self)
            guard !word.isEmpty else { return }
            start = first
            let name = word.hasPrefix("hxxp") ? "http" + word.dropFirst(4) : word
            if URLAddress.Scheme.allCases.contains(where: { $0.name == name }) { scheme = name }
        }
    }
}

/// The path and query of a URL in a line, JSON escapes undone.
private struct RestOfURL {
    private(set) var bytes: [UInt8] = []
    /// Where in the text each byte ends.
    private(set) var ends: [Int] = []

    init(from start: Int, in text: UnsafeBufferPointer<UInt8>) {
        var position = start
        var open = SIMD4<Int>(repeating: 0)
        while position < text.count, bytes.count < URLAddress.maximumLength {
            let (scalar, length) = Self.unit(at: position, in: text)
            guard scalar.isASCII ? Self.isPart(UInt8(ascii: scalar), &open) : true else { break }
            position += length
            if length == 1 {
                bytes.append(text[position - 1])
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            while ends.count < bytes.count { ends.append(position) }
        }
    }

    /// One character of the text, `\/` and `\u` escapes undone; a byte of another script stands for itself.
    private static func unit(at position: Int, in text: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int) {
        guard text[position] == UInt8(ascii: "\\") else { return (Unicode.Scalar(text[position]), 1) }
        if position + 1 < text.count, text[position + 1] == UInt8(ascii: "/") { return ("/", 2) }
        if let escape = LineDecoder(text).escape(at: position), case .scalar(let scalar) = escape.meaning {
            return (scalar, escape.range.count)
        }
        return ("\\", 1)
    }

    private static func isPart(_ byte: UInt8, _ open: inout SIMD4<Int>) -> Bool {
        isURLByte(byte) && byte != UInt8(ascii: "#") && isBalanced(byte, &open)
    }

    /// Whether the host is followed by a path or query.
    var beginsPath: Bool {
        bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "?")
    }

    /// How much of the bytes may be the URL's, the most likely first.
    var likelyLengths: [Int] {
        guard beginsPath else { return [0] }
        var lengths = [bytes.count]
        var end = bytes.count
        while end > 0, ".,;:!?".utf8.contains(bytes[end - 1]) { end -= 1 }
        if end > 0, end < bytes.count { lengths.append(end) }
        let comma = bytes.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }
        if let comma, comma != end, comma < bytes.count { lengths.append(comma) }
        return lengths
    }

    static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "\\"):
            false
        default: true
        }
    }

    /// Counts brackets; false for a closing one that was not opened.
    private static func isBalanced(_ byte: UInt8, _ open: inout SIMD4<Int>) -> Bool {
        switch byte {
        case UInt8(ascii: "("): open[0] += 1
        case UInt8(ascii: "["): open[1] += 1
        case UInt8(ascii: "{"): open[2] += 1
        case UInt8(ascii: ")"): open[0] -= 1
        case UInt8(ascii: "]"): open[1] -= 1
        case UInt8(ascii: "}"): open[2] -= 1
        default: break
        }
        return open.min() >= 0
    }
}
