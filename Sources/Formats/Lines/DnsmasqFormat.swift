import Addresses
import Reports

/// Options of dnsmasq that keep names from resolving; other options are skipped.
struct DnsmasqFormat: LineFormat {
    private var plain = PlainFormat()

    private static let options: Set<String> = ["address", "server", "local"]

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "#") else { return output.skip() }
        let text = line.extracting(Self.withoutComment(line, range))
        guard let equals = text.first(UInt8(ascii: "=")) else {
            guard text.first(UInt8(ascii: ".")) != nil else { return output.skip() }
            return plain.read(line, into: output)
        }
        var option = text.extracting(text.trimmed(0..<equals))
        if option.has("--") { option = option.extracting(2..<option.count) }
        let value = text.trimmed(equals + 1..<text.count)
        if option.equals("bogus-nxdomain") {
            return output.read(
                text.extracting(value),
                at: range.lowerBound + value.lowerBound,
                claim: FeedOutput.emptyClaim
            )
        }
        guard Self.options.contains(FieldText.string(option)) else { return output.skip() }
        let allowsAnyTarget = option.equals("address")
        readNames(text, value, at: range.lowerBound, allowsAnyTarget: allowsAnyTarget, into: output)
    }

    private static func withoutComment(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var index = range.lowerBound + 1
        while index < range.upperBound {
            if line[index] == UInt8(ascii: "#"), line[index - 1].isBlank {
                return line.trimmed(range.lowerBound..<index)
            }
            index += 1
        }
        return range
    }

    /// `/name/name/target`.
    private func readNames(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        at start: Int,
        allowsAnyTarget: Bool,
        into output: FeedOutput
    ) {
        guard let last = text.extracting(value).last(UInt8(ascii: "/")), last > 0,
            text[value.lowerBound] == UInt8(ascii: "/")
        else { return output.skip() }
        let names = text.extracting(value.lowerBound + 1..<value.lowerBound + last)
        let target = text.extracting(value.lowerBound + last + 1..<value.upperBound)
        let targetEnd = target.first(UInt8(ascii: "#")) ?? target.count
        if !allowsAnyTarget, target.equals("#") { return output.skip() }
        let blocks = targetEnd == 0 || HostsFormat.target(target.extracting(0..<targetEnd)) == .nowhere
        var position = 0
        while position <= names.count {
            let end = names.first(UInt8(ascii: "/"), from: position) ?? names.count
            let name = names.extracting(position..<end)
            let place = start + value.lowerBound + 1 + position
            if blocks || allowsAnyTarget {
                output.read(name, at: place, claim: FeedOutput.emptyClaim)
            } else {
                output.reject(.redirectedName, name, at: place)
            }
            position = end + 1
        }
    }
}
