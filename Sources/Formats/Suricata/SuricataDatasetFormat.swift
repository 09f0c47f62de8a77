import Addresses
import Reports

/// Data sets of Suricata: one value per line, strings in base64, IP addresses and hashes as they are, with a reputation
/// behind a comma or not.
///
/// A string that begins with a dot is a name with what lies below it (`dotprefix`). Strings that are no addresses are
/// indicators of other kinds.
struct SuricataDatasetFormat: LineFormat {
    func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "#") else { return output.skip() }
        let text = line.extracting(range)
        let end = text.first(UInt8(ascii: ",")) ?? text.count
        let value = text.extracting(text.trimmed(0..<end))
        let start = range.lowerBound
        if let address = try? IPAddress(utf8: value) {
            return output.accept(.ip(address), claim: FeedOutput.emptyClaim)
        }
        if Self.isHash(value) { return output.reject(.hashValue, value, at: start) }
        guard let string = Base64.decode(value) else {
            return output.reject(.invalidBase64, value, at: start)
        }
        let name = string.first == UInt8(ascii: ".") ? Array(string.dropFirst()) : string
        guard let addresses = try? FieldReading.addresses(name.span) else {
            return output.reject(.otherIndicator, string.span, at: start)
        }
        for address in addresses { output.accept(address, claim: FeedOutput.emptyClaim) }
    }

    private static func isHash(_ value: Span<UInt8>) -> Bool {
        guard value.count == 32 || value.count == 64 else { return false }
        for index in value.indices where !value[index].isHexadecimalDigit { return false }
        return true
    }

    /// Whether a line holds a string in base64, as data sets have it: with upper and lower case or padding, and readable
    /// when decoded.
    static func looksEncoded(_ line: Span<UInt8>) -> Bool {
        let end = line.first(UInt8(ascii: ",")) ?? line.count
        let value = line.extracting(line.trimmed(0..<end))
        guard value.count >= 8 else { return false }
        guard let string = Base64.decode(value), value.count % 4 == 0 else { return isNearlyEncoded(value) }
        return string.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// A padded text with a stray character or two.
    private static func isNearlyEncoded(_ value: Span<UInt8>) -> Bool {
        var others = 0
        for index in value.indices where !value[index].isAlphanumeric && value[index] != UInt8(ascii: "=") {
            if value[index].isBlank { return false }
            others += 1
        }
        return value[value.count - 1] == UInt8(ascii: "=") && others * 8 <= value.count
    }
}
