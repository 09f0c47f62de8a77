import Addresses

/// Reads IPv6 addresses out of runs of letters, digits, colons and dots.
struct IPv6Reader {
    private let text: UnsafeBufferPointer<UInt8>
    private let run: Range<Int>
    /// Whether the run goes on, across hyphens or underscores, in a longer word.
    private let isGluedLeft: Bool
    private let isGluedRight: Bool

    private static let colon = UInt8(ascii: ":")

    /// The run around the colon at `position`.
    init(_ text: UnsafeBufferPointer<UInt8>, around position: Int) {
        self.text = text
        var start = position
        while start > 0, Self.isRunByte(text[start - 1]) { start -= 1 }
        var end = position
        while end < text.count, Self.isRunByte(text[end]) { end += 1 }
        run = start..<end
        var left = start
        while left > 0, Self.isJoint(text[left - 1]) { left -= 1 }
        isGluedLeft = left < start && left > 0 && Self.isRunByte(text[left - 1])
        var right = end
        while right < text.count, Self.isJoint(text[right]) { right += 1 }
        isGluedRight = right > end && right < text.count && text[right].isAlphanumeric
    }

    var bounds: Range<Int> { run }

    private static func isRunByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == colon || byte == UInt8(ascii: ".")
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// The address in the run and where it stands.
    ///
    /// Words before and after it that are no group of an address are left out, so are a port behind a dot and a colon or
    /// full stop at the end. Text with fewer than two colons in a row or seven in all is no address.
    func read() -> (address: IPAddress, range: Range<Int>)? {
        guard hasEnoughColons, let start, let end = end(of: start), end > start else { return nil }
        if let address = parse(start..<end) { return (address, start..<end) }
        guard let shorter = endBeforePort(start..<end), let address = parse(start..<shorter) else {
            return nil
        }
        return (address, start..<shorter)
    }

    private var hasEnoughColons: Bool {
        var colons = 0
        for index in run where text[index] == Self.colon {
            colons += 1
            if colons == 7 || (index + 1 < run.upperBound && text[index + 1] == Self.colon) { return true }
        }
        return false
    }

    private func parse(_ range: Range<Int>) -> IPAddress? {
        guard range.count <= 45, text[range].contains(Self.colon) else { return nil }
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        return try? IPAddress(utf8: Span(_unsafeElements: bytes))
    }

    private func fieldEnd(_ start: Int) -> Int {
        var end = start
        while end < run.upperBound, text[end] != Self.colon { end += 1 }
        return end
    }

    /// One to four hexadecimal digits.
    private func isGroup(_ field: Range<Int>) -> Bool {
        (1...4).contains(field.count) && field.allSatisfy { text[$0].hexadecimal != nil }
    }

    /// Behind the words that lead to the address.
    private var start: Int? {
        var position = run.lowerBound
        var hasDropped = false
        while true {
            let end = fieldEnd(position)
            if end == position { break }
            if isGroup(position..<end), !(isGluedLeft && position == run.lowerBound) { break }
            guard end < run.upperBound else { return nil }
            position = end + 1
            hasDropped = true
        }
        let isSingleColon =
            position < run.upperBound && text[position] == Self.colon
            && !(position + 1 < run.upperBound && text[position + 1] == Self.colon)
        if isSingleColon { return hasDropped ? nil : position + 1 }
        return position
    }

    /// Before what follows the address.
    private func end(of start: Int) -> Int? {
        var position = start
        while position < run.upperBound {
            let end = fieldEnd(position)
            let isLast = end == run.upperBound
            if end > position, !(isGroup(position..<end) && !(isLast && isGluedRight)) {
                if !(isLast && isGluedRight), let tail = tailEnd(position..<end) { return tail }
                return endBeforeWord(at: position, from: start)
            }
            position = end + 1
        }
        let end = run.upperBound
        guard end - start >= 2, text[end - 1] == Self.colon else { return end }
        let isDouble = text[end - 2] == Self.colon
        let isTriple = isDouble && end - start >= 3 && text[end - 3] == Self.colon
        return isDouble && !isTriple ? end : end - 1
    }

    /// A word that is no group ends the address, unless it stands where a group must stand.
    private func endBeforeWord(at position: Int, from start: Int) -> Int? {
        guard position - start >= 2, text[position - 2] != Self.colon else { return nil }
        return position - 1
    }

    /// The end of an embedded IPv4 address, or of a group before a dot and a port or a full stop.
    private func tailEnd(_ field: Range<Int>) -> Int? {
        var end = field.upperBound
        while end > field.lowerBound, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        if isGroup(field.lowerBound..<end) { return end }
        if let start = text.baseAddress,
            let embedded = IPv4Reader.read(start, from: field.lowerBound, to: end)
        {
            return embedded.end
        }
        guard let dot = (field.lowerBound..<end).first(where: { text[$0] == UInt8(ascii: ".") }),
            isGroup(field.lowerBound..<dot), (1...5).contains(end - dot - 1),
            (dot + 1..<end).allSatisfy({ text[$0].isDigit })
        else { return nil }
        return dot
    }

    /// Nine groups, the last of them decimal, are an address written in full and a port.
    private func endBeforePort(_ range: Range<Int>) -> Int? {
        let colons = range.filter { text[$0] == Self.colon }
        guard colons.count == 8, let last = colons.last, last + 1 < range.upperBound,
            (last + 1..<range.upperBound).allSatisfy({ text[$0].isDigit })
        else { return nil }
        return last
    }
}
