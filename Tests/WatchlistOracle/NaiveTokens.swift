import Addresses
import Watchlists

/// The hosts that stand in a line, the naive way.
enum NaiveTokens {
    enum SeenAddress: Hashable, CustomStringConvertible {
        case name(String)
        case ip(IPAddress)

        var description: String {
            switch self {
            case .name(let text): text
            case .ip(let address): address.description
            }
        }
    }

    struct Reading {
        var range: Range<Int>
        var address: SeenAddress
    }

    struct Host {
        /// The run of bytes that it was found in.
        var run: Range<Int>
        var readings: [Reading]
        var isIPv6 = false
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        Character(Unicode.Scalar(byte)).isASCII && (Character(Unicode.Scalar(byte)).isLetter || isDigit(byte))
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    static func isName(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
            || byte > 127
    }

    static func hosts(_ line: [UInt8]) -> [Host] {
        runs(line, where: isName).flatMap { nameHosts(line, run: $0) }
            + runs(line) { isAlphanumeric($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
            .compactMap { ipv6Host(line, run: $0) }
    }

    private static func runs(_ line: [UInt8], where belongs: (UInt8) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, byte) in line.enumerated() where belongs(byte) {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    // MARK: Names and IPv4

    private static func nameHosts(_ line: [UInt8], run: Range<Int>) -> [Host] {
        guard line[run].contains(where: { $0 == UInt8(ascii: ".") || $0 > 127 }) else { return [] }
        var hosts: [Host] = []
        for part in foreignParts(line, run) {
            for piece in pieces(line, part) {
                let readings = starts(line, piece).compactMap { reading(line, $0..<piece.upperBound) }
                if !readings.isEmpty { hosts.append(Host(run: run, readings: readings)) }
            }
        }
        return hosts
    }

    /// Between characters of other scripts that are no letter, mark, number or full stop.
    private static func foreignParts(_ line: [UInt8], _ run: Range<Int>) -> [Range<Int>] {
        guard line[run].contains(where: { $0 > 127 }) else { return [run] }
        var parts: [Range<Int>] = []
        var start = run.lowerBound
        var index = start
        while index < run.upperBound {
            let length = (2...4).first { length in
                index + length <= run.upperBound && line[index] > 127
                    && String(validating: line[index..<index + length], as: UTF8.self)?.unicodeScalars.count
                        == 1
            }
            guard let length else {
                index += 1
                continue
            }
            let scalar =
                String(decoding: line[index..<index + length], as: UTF8.self).unicodeScalars.first ?? " "
            let properties = scalar.properties
            let stays =
                "\u{3002}\u{FF0E}\u{FF61}\u{FF0D}\u{FF3F}".unicodeScalars.contains(scalar)
                || (properties.generalCategory == .format && !properties.isBidiControl)
                || ["L", "M", "N"].contains(String("\(abbreviation(properties.generalCategory))".prefix(1)))
            if !stays {
                if start < index { parts.append(start..<index) }
                start = index + length
            }
            index += length
        }
        if start < run.upperBound { parts.append(start..<run.upperBound) }
        return parts
    }

    private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: "L"
        case .nonspacingMark, .spacingMark, .enclosingMark: "M"
        case .decimalNumber, .letterNumber, .otherNumber: "N"
        default: "-"
        }
    }

    /// Between two dots or more, and without the dots, hyphens and underscores that a name cannot end in.
    private static func pieces(_ line: [UInt8], _ part: Range<Int>) -> [Range<Int>] {
        let dot = UInt8(ascii: ".")
        let inside = part.filter { index in
            let isDouble =
                line[index] == dot
                && ((index + 1 < part.upperBound && line[index + 1] == dot)
                    || (index > part.lowerBound && line[index - 1] == dot))
            return !isDouble
        }
        var pieces: [Range<Int>] = []
        for index in inside {
            if let last = pieces.last, last.upperBound == index {
                pieces[pieces.count - 1] = last.lowerBound..<index + 1
            } else {
                pieces.append(index..<index + 1)
            }
        }
        return pieces.compactMap { piece in
            var piece = piece
            while let last = piece.last, ".-_".utf8.contains(line[last]) { piece = piece.lowerBound..<last }
            while let first = piece.first, line[first] == dot { piece = first + 1..<piece.upperBound }
            return piece.isEmpty ? nil : piece
        }
    }

    private static func starts(_ line: [UInt8], _ piece: Range<Int>) -> [Int] {
        let first = piece.lowerBound
        var starts = [first]
        let backslashes = line[..<first].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        var base = first
        if backslashes > 0, "bfnrt".utf8.contains(line[first]) {
            base = first + 1
            starts = backslashes.isMultiple(of: 2) ? [first, base] : [base, first]
        }
        if let bare = piece.first(where: { $0 >= base && !".-_".utf8.contains(line[$0]) }), bare > base {
            starts.append(bare)
        }
        return starts.filter { $0 < piece.upperBound }
    }

    private static func reading(_ line: [UInt8], _ range: Range<Int>) -> Reading? {
        let text = String(decoding: line[range], as: UTF8.self)
        if let (address, length) = ipv4(text) {
            return Reading(range: range.lowerBound..<range.lowerBound + length, address: .ip(address))
        }
        guard line[range].contains(where: { $0 > 127 }) else {
            return Reading(range: range, address: .name(text.lowercased()))
        }
        var rest = Array(line[range])
        while !rest.isEmpty {
            if let name = try? DomainName(utf8: rest.span) {
                return Reading(range: range, address: .name(name.text))
            }
            let dots = [[0x2E], [0xE3, 0x80, 0x82], [0xEF, 0xBC, 0x8E], [0xEF, 0xBD, 0xA1]] as [[UInt8]]
            let cuts = rest.indices.compactMap { index in
                dots.first { rest[index...].starts(with: $0) }.map { index + $0.count }
            }
            guard let cut = cuts.first else { return nil }
            rest.removeFirst(cut)
        }
        return nil
    }

    /// Four numbers, or four and a port.
    static func ipv4(_ text: String) -> (IPAddress, Int)? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 4 || numbers.count == 5,
            numbers.allSatisfy({ $0.utf8.allSatisfy(isDigit) && !$0.isEmpty })
        else { return nil }
        let first = numbers[..<4].joined(separator: ".")
        if numbers.count == 5 {
            guard numbers[4].utf8.count <= 5, let port = Int(numbers[4]), port <= 65535 else { return nil }
        }
        guard let address = try? IPAddress(first) else { return nil }
        return (address, first.utf8.count)
    }

    // MARK: IPv6

    private static func ipv6Host(_ line: [UInt8], run: Range<Int>) -> Host? {
        let joints = "-_".utf8
        let left = line[..<run.lowerBound].reversed().drop { joints.contains($0) }
        let isGluedLeft =
            run.lowerBound > 0 && joints.contains(line[run.lowerBound - 1])
            && left.first.map { isAlphanumeric($0) || ":.".utf8.contains($0) } == true
        let right = line[run.upperBound...].drop { joints.contains($0) }
        let isGluedRight =
            run.upperBound < line.count && joints.contains(line[run.upperBound])
            && right.first.map(isAlphanumeric) == true
        var fields = String(decoding: line[run], as: UTF8.self)
            .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 3 else { return nil }
        if isGluedRight, fields.last != "" {
            fields[fields.count - 1] = "?" + fields[fields.count - 1].dropFirst()
        }
        if isGluedLeft, fields[0] != "" { fields[0] = "?" + fields[0].dropFirst() }
        var offset = run.lowerBound
        var dropped = 0
        while let field = fields.first, !field.isEmpty, !isGroup(field) {
            offset += max(field.utf8.count, 1) + 1
            fields.removeFirst()
            dropped += 1
        }
        guard fields.count >= 2 else { return nil }
        if fields[0].isEmpty, !fields[1].isEmpty {
            guard dropped == 0 else { return nil }
            fields.removeFirst()
            offset += 1
        }
        guard let text = trimmed(fields) else { return nil }
        for candidate in [text, withoutPort(text)].compactMap({ $0 }) {
            if candidate.contains("::") || candidate.split(separator: ":").count >= 7,
                let address = try? IPAddress(candidate), candidate.contains(":")
            {
                let range = offset..<offset + candidate.utf8.count
                return Host(run: run, readings: [Reading(range: range, address: .ip(address))], isIPv6: true)
            }
        }
        return nil
    }

    private static func isGroup(_ text: String) -> Bool {
        (1...4).contains(text.utf8.count)
            && text.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
    }

    /// The fields up to the first that is neither empty nor a group; it may end an address as IPv4 or with a port.
    private static func trimmed(_ fields: [String]) -> String? {
        let stop = fields.firstIndex { !$0.isEmpty && !isGroup($0) }
        let kept = fields[..<(stop ?? fields.count)]
        guard let stop else {
            let text = kept.joined(separator: ":")
            return text.hasSuffix(":::") || (text.hasSuffix(":") && !text.hasSuffix("::"))
                ? String(text.dropLast()) : text
        }
        var last = fields[stop][...]
        while last.last == "." { last.removeLast() }
        let lead = kept.map { $0 + ":" }.joined()
        if isGroup(String(last)) { return lead + last }
        if let (_, length) = ipv4(String(last)) { return lead + last.prefix(length) }
        let parts = last.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 2, isGroup(String(parts[0])), (1...5).contains(parts[1].count),
            parts[1].utf8.allSatisfy(isDigit)
        {
            return lead + parts[0]
        }
        return lead.hasSuffix("::") || lead.isEmpty ? nil : String(lead.dropLast())
    }

    private static func withoutPort(_ text: String) -> String? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 9, let last = fields.last, !last.isEmpty, last.utf8.allSatisfy(isDigit) else {
            return nil
        }
        return fields.dropLast().joined(separator: ":")
    }
}
