import Addresses

/// The URLs that begin with a host of a line, the naive way.
enum NaiveURLs {
    struct Seen {
        var address: URLAddress
        var range: Range<Int>
    }

    static func readings(of host: NaiveTokens.Reading, isIPv6: Bool, in line: [UInt8]) -> [Seen] {
        var start = host.range.lowerBound
        var end = host.range.upperBound
        var hostText = host.address.description
        func byte(_ index: Int) -> UInt8 { line.indices.contains(index) ? line[index] : 0 }
        if isIPv6 {
            if byte(end) == UInt8(ascii: "%") {
                end += 1
                while NaiveTokens.isAlphanumeric(byte(end)), byte(end) != 0 { end += 1 }
            }
            guard byte(start - 1) == UInt8(ascii: "["), byte(end) == UInt8(ascii: "]") else { return [] }
            start -= 1
            end += 1
            if hostText.contains(":") { hostText = "[\(hostText)]" }
        } else {
            while byte(end) == UInt8(ascii: ".") { end += 1 }
        }
        if byte(end) == UInt8(ascii: ":") {
            let digits = line[(end + 1)...].prefix(5).prefix(while: NaiveTokens.isDigit)
            if let port = Int(String(decoding: digits, as: UTF8.self)), port <= 65535 {
                hostText += ":\(port)"
                end += 1 + digits.count
            }
        }
        let (scheme, schemeStart) = scheme(before: start, in: line)
        let rest = rest(of: line, from: end)
        let isPath = rest.first?.byte == UInt8(ascii: "/") || rest.first?.byte == UInt8(ascii: "?")
        guard scheme != nil || isPath else { return [] }
        return lengths(isPath ? rest.map(\.byte) : []).compactMap { length in
            let path = rest[..<length].map(\.byte)
            let slash = path.first == UInt8(ascii: "/") ? "" : "/"
            let text = Array("\(scheme ?? "http")://\(hostText)\(slash)".utf8) + path
            guard let address = try? URLAddress(utf8: text.span) else { return nil }
            return Seen(address: address, range: schemeStart..<(length == 0 ? end : rest[length - 1].end))
        }
    }

    private static func scheme(before start: Int, in line: [UInt8]) -> (String?, Int) {
        var head = line[..<start]
        if head.last == UInt8(ascii: "@") {
            head = head.dropLast()
            for _ in 0..<256 {
                guard let last = head.last, !stops.contains(last), last > 32, last != 127,
                    last != UInt8(ascii: "/")
                else { break }
                head = head.dropLast()
            }
        }
        for _ in 0..<2 {
            guard head.last == UInt8(ascii: "/") else { return (nil, start) }
            head = head.dropLast()
            if head.last == UInt8(ascii: "\\") { head = head.dropLast() }
        }
        guard head.last == UInt8(ascii: ":") else { return ("http", head.endIndex) }
        let colon = head.endIndex - 1
        let word = head.dropLast().reversed().prefix(6).prefix(while: NaiveTokens.isAlphanumeric).reversed()
        guard !word.isEmpty else { return ("http", head.endIndex) }
        var name = String(decoding: word, as: UTF8.self).lowercased()
        if name.hasPrefix("hxxp") { name = "http" + name.dropFirst(4) }
        let isKnown = ["http", "https", "ftp", "ws", "wss"].contains(name)
        return (isKnown ? name : "http", colon - word.count)
    }

    private static let stops = Set("\"'`<>\\".utf8)

    private static func rest(of line: [UInt8], from start: Int) -> [(byte: UInt8, end: Int)] {
        var rest: [(byte: UInt8, end: Int)] = []
        var open: [UInt8: Int] = [:]
        let pairs: [UInt8: UInt8] = [
            UInt8(ascii: ")"): UInt8(ascii: "("), UInt8(ascii: "]"): UInt8(ascii: "["),
            UInt8(ascii: "}"): UInt8(ascii: "{"),
        ]
        var index = start
        while index < line.count, rest.count < 8192 {
            var bytes = [line[index]]
            var length = 1
            if line[index] == UInt8(ascii: "\\") {
                let tail = String(decoding: line[index...].prefix(8), as: UTF8.self)
                let backslashes = line[index...].prefix { $0 == UInt8(ascii: "\\") }.count
                let digits = line[index...].dropFirst(backslashes + 1).prefix(4)
                if tail.hasPrefix("\\/") {
                    bytes = [UInt8(ascii: "/")]
                    length = 2
                } else if index + backslashes < line.count, line[index + backslashes] == UInt8(ascii: "u"),
                    digits.count == 4, let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16),
                    digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-"),
                    !(0xD800...0xDFFF).contains(value)
                {
                    bytes = Array(String(decoding: [value], as: UTF16.self).utf8)
                    length = backslashes + 5
                }
            }
            if bytes.count == 1 {
                let byte = bytes[0]
                if byte <= 32 || byte == 127 || stops.contains(byte) || byte == UInt8(ascii: "#") { break }
                if let opening = pairs[byte] {
                    if open[opening, default: 0] == 0 { break }
                    open[opening, default: 0] -= 1
                } else if pairs.values.contains(byte) {
                    open[byte, default: 0] += 1
                }
            }
            index += length
            rest += bytes.map { ($0, index) }
        }
        return rest
    }

    private static func lengths(_ bytes: [UInt8]) -> [Int] {
        let full = bytes.count
        let bare = bytes.reversed().drop { ".,;:!?".utf8.contains($0) }.count
        let cut = bytes.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "|") }.count
        var lengths = [full]
        for length in [bare, cut] where length > 0 && !lengths.contains(length) { lengths.append(length) }
        return lengths
    }

    /// Unreserved characters decoded, other escapes in upper case.
    static func form(_ path: String) -> String {
        var result = ""
        var rest = path[...]
        while let character = rest.first {
            let digits = rest.dropFirst().prefix(2)
            if character == "%", digits.count == 2, digits.allSatisfy({ $0.isHexDigit && $0.isASCII }),
                let value = UInt8(digits, radix: 16)
            {
                let decoded = Character(Unicode.Scalar(value))
                let isUnreserved = NaiveTokens.isAlphanumeric(value) || "-._~".contains(decoded)
                result += isUnreserved ? String(decoded) : "%" + digits.uppercased()
                rest = rest.dropFirst(3)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    static func isBelow(_ path: String, _ entry: String) -> Bool {
        let path = path.prefix { $0 != "?" }
        let above = form(String(entry.prefix { $0 != "?" }))
        return path == above
            || (path.hasPrefix(above) && (above.hasSuffix("/") || path.dropFirst(above.count).first == "/"))
    }
}
