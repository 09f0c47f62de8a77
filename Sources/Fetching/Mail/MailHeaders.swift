import Foundation

/// The header fields of a message or part, unfolded (RFC 5322 §2.2). Of fields with one name the first counts.
struct MailHeaders {
    /// Most bytes of all header fields.
    static let maximumLength = 256 << 10

    private var fields: [String: String] = [:]

    subscript(name: String) -> String? { fields[name] }

    /// The header fields and the body after the first empty line.
    static func split(_ bytes: ArraySlice<UInt8>) -> (MailHeaders, ArraySlice<UInt8>) {
        var headers = MailHeaders()
        var (name, value) = (String?.none, "")
        var line = bytes.startIndex
        func keep() {
            if let name, headers.fields[name] == nil { headers.fields[name] = value }
        }
        while line < bytes.endIndex, line - bytes.startIndex < maximumLength {
            let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.endIndex
            var text = String(decoding: bytes[line..<end], as: UTF8.self)
            if text.hasSuffix("\r") { text.removeLast() }
            line = min(end + 1, bytes.endIndex)
            if text.isEmpty { break }
            if text.first == " " || text.first == "\t" {
                value += " " + text.trimmingCharacters(in: .whitespaces)
            } else if let colon = text.firstIndex(of: ":") {
                keep()
                name = text[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
                value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
        }
        keep()
        return (headers, bytes[line...])
    }

    /// A field of a value with parameters, such as `Content-Type` (RFC 2045 §5.1, RFC 2231).
    struct Parameters {
        /// In small letters.
        var value = ""
        fileprivate var parameters: [String: String] = [:]

        subscript(name: String) -> String? {
            if let plain = parameters[name] { return plain }
            if let extended = parameters[name + "*"] { return Self.decoded(extended) }
            var (joined, number, isExtended) = ("", 0, false)
            while number < 100 {
                if let piece = parameters["\(name)*\(number)"] {
                    joined += isExtended ? Self.escaped(piece) : piece
                } else if let piece = parameters["\(name)*\(number)*"] {
                    if number == 0 { isExtended = true }
                    joined += piece
                } else {
                    break
                }
                number += 1
            }
            guard number > 0 else { return nil }
            return isExtended ? Self.decoded(joined) : joined
        }

        private static func escaped(_ text: String) -> String {
            text.replacingOccurrences(of: "%", with: "%25")
        }

        /// `charset'language'text` with escapes.
        private static func decoded(_ text: String) -> String {
            let pieces = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            let last = pieces.count == 3 ? String(pieces[2]) : text
            return last.removingPercentEncoding ?? last
        }
    }

    func parameters(_ field: String) -> Parameters {
        var result = Parameters()
        for (number, piece) in Self.pieces(of: fields[field] ?? "").enumerated() {
            let trimmed = piece.trimmingCharacters(in: .whitespaces)
            if number == 0 {
                result.value = trimmed.lowercased()
            } else if let equals = trimmed.firstIndex(of: "=") {
                let name = trimmed[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
                let value = trimmed[trimmed.index(after: equals)...].trimmingCharacters(in: .whitespaces)
                if result.parameters[name] == nil { result.parameters[name] = Self.unquoted(value) }
            }
        }
        return result
    }

    /// What stands between semicolons, but for those in quotes.
    private static func pieces(of text: String) -> [String] {
        var (pieces, isQuoted, isEscaped) = ([""], false, false)
        for character in text {
            switch character {
            case _ where isEscaped: isEscaped = false
            case "\\" where isQuoted: isEscaped = true
            case "\"": isQuoted.toggle()
            case ";" where !isQuoted:
                pieces.append("")
                continue
            default: break
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var (result, isEscaped) = ("", false)
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}

/// Words in other alphabets within header fields (RFC 2047): `=?utf-8?B?…?=`.
enum EncodedWords {
    static func decoded(_ text: String) -> String {
        guard text.contains("=?") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: "=?") {
            let fields = rest[start.upperBound...].split(
                separator: "?",
                maxSplits: 3,
                omittingEmptySubsequences: false
            )
            guard fields.count == 4, fields[3].hasPrefix("="), let word = decode(fields[1], fields[2]) else {
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            let between = rest[..<start.lowerBound]
            if result.isEmpty || !between.allSatisfy(\.isWhitespace) { result += between }
            result += word
            rest = fields[3].dropFirst()
        }
        return result + rest
    }

    /// Only words in UTF-8 and its part ASCII are told; others keep their bytes as far as they are UTF-8.
    private static func decode(_ encoding: Substring, _ text: Substring) -> String? {
        switch encoding.lowercased() {
        case "b": String(decoding: TransferDecoding.base64(text.utf8), as: UTF8.self)
        case "q": String(decoding: TransferDecoding.quotedPrintable(text.utf8, isHeader: true), as: UTF8.self)
        default: nil
        }
    }
}
