/// What stands in front of a message on its way through syslog: priority, time, host, program; RFC 3164, RFC 5424 and
/// the forms between them that devices send.
struct SyslogFront {
    /// Where the message begins.
    var body: Int
    var host: Range<Int>?
    /// The program, without its process number.
    var program: Range<Int>?
    /// Whether there was more than a time.
    var isSyslog = false
    /// The structured data of RFC 5424.
    var structured: Range<Int>?

    /// Reads the front of a line and offers its time.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> SyslogFront {
        var front = SyslogFront(body: range.lowerBound)
        let end = range.upperBound
        var position = bytes.skippingBlanks(from: range.lowerBound, to: end)
        if let after = priority(bytes, position, end) {
            position = after
            front.isSyslog = true
            if position + 1 < end, bytes[position] == UInt8(ascii: "1"), bytes[position + 1] == 0x20,
                front.readNew(bytes, position + 2, end, &draft)
            {
                return front
            }
        }
        front.body = position
        front.readOld(bytes, position, end, &draft)
        return front
    }

    /// `<134>`.
    private static func priority(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
        var index = start + 1
        while index < end, bytes[index].isDigit { index += 1 }
        guard index > start + 1, index - start <= 4, index < end, bytes[index] == UInt8(ascii: ">") else {
            return nil
        }
        return index + 1
    }

    /// RFC 5424 after the version: time, host, program, process, message kind, structured data.
    private mutating func readNew(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ draft: inout EventDraft)
        -> Bool
    {
        var position = start
        if bytes[start] == UInt8(ascii: "-") {
            position += 1
        } else {
            guard let stop = draft.offerTime(bytes, start, end, Self.rank) else { return false }
            position = stop
        }
        host = Self.token(bytes, &position, end)
        program = Self.token(bytes, &position, end)
        _ = Self.token(bytes, &position, end)
        _ = Self.token(bytes, &position, end)
        position = bytes.skippingBlanks(from: position, to: end)
        if position < end, bytes[position] == UInt8(ascii: "-") {
            position += 1
        } else if position < end, bytes[position] == UInt8(ascii: "[") {
            let first = position
            position = Self.structuredEnd(bytes, position, end)
            structured = first..<position
        }
        body = bytes.skippingBlanks(from: position, to: end)
        if body + 3 <= end, bytes[body] == 0xEF, bytes[body + 1] == 0xBB { body += 3 }
        return true
    }

    private static func structuredEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        var isInString = false
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if byte == UInt8(ascii: "\"") { isInString.toggle() }
            index += 1
            if byte == UInt8(ascii: "]"), !isInString, index == end || bytes[index] != UInt8(ascii: "[") {
                break
            }
        }
        return min(index, end)
    }

    private static func token(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Range<Int>? {
        let start = bytes.skippingBlanks(from: position, to: end)
        position = start
        while position < end, !bytes[position].isBlank { position += 1 }
        return position - start == 1 && bytes[start] == UInt8(ascii: "-") || position == start
            ? nil : start..<position
    }

    /// How good the time of the front is: worse than a time of the message.
    static let rank = 70

    /// A time, a host and a program in front, as far as they are there.
    private mutating func readOld(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ draft: inout EventDraft) {
        var position = start
        if position < end,
            bytes[position] == UInt8(ascii: "*") || bytes[position] == UInt8(ascii: ".")
                || bytes[position] == UInt8(ascii: "[")
        {
            position += 1
        }
        guard var stop = draft.offerTime(bytes, position, end, Self.rank), draft.hasMoment else {
            readWithoutTime(bytes, start, end, &draft)
            return
        }
        if stop < end, bytes[stop] == UInt8(ascii: "]") { stop += 1 }
        guard stop < end,
            bytes[stop].isBlank || bytes[stop] == UInt8(ascii: ":") || bytes[stop] == UInt8(ascii: ",")
        else {
            body = stop
            return
        }
        if bytes[stop] == UInt8(ascii: ":") { stop += 1 }
        stop = bytes.skippingBlanks(from: stop, to: end)
        body = stop
        readHost(bytes, stop, end)
    }

    /// A host after the time, and a program after the host; either may be missing.
    private mutating func readHost(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var position = start
        guard let first = Self.token(bytes, &position, end) else { return }
        if readProgram(bytes, first) {
            body = bytes.skippingBlanks(from: position, to: end)
            return
        }
        guard Self.isHost(bytes, first) else { return }
        let afterHost = bytes.skippingBlanks(from: position, to: end)
        var next = position
        guard let second = Self.token(bytes, &next, end) else { return }
        var third = next
        if second.count == 1, bytes[second.lowerBound] == UInt8(ascii: ":") {
            host = first
            body = bytes.skippingBlanks(from: next, to: end)
        } else if readProgram(bytes, second) {
            host = first
            body = bytes.skippingBlanks(from: next, to: end)
        } else if Self.isSeverity(bytes, second), let program = Self.token(bytes, &third, end),
            readProgram(bytes, program)
        {
            host = first
            body = bytes.skippingBlanks(from: third, to: end)
        } else if bytes[second.lowerBound] == UInt8(ascii: "%")
            || bytes[second.lowerBound] == UInt8(ascii: "{")
            || bytes[second.lowerBound] == UInt8(ascii: "\"")
            || bytes.starts(with: "cef:", at: second.lowerBound, end: end)
            || bytes.starts(with: "leef:", at: second.lowerBound, end: end)
            || isSyslog && !bytes[first.lowerBound].isDigit
        {
            host = first
            body = afterHost
        }
    }

    private static let severities: [StaticString] = [
        "emerg", "alert", "crit", "err", "error", "warning", "warn", "notice", "info", "debug",
    ]

    private static func isSeverity(_ bytes: Span<UInt8>, _ token: Range<Int>) -> Bool {
        for word in severities where bytes.equals(word, token) { return true }
        return false
    }

    /// `sshd[123]:`, `kernel:`, `filterlog:`.
    private mutating func readProgram(_ bytes: Span<UInt8>, _ token: Range<Int>) -> Bool {
        guard token.count > 1, bytes[token.upperBound - 1] == UInt8(ascii: ":") else { return false }
        var last = token.upperBound - 1
        if bytes[last - 1] == UInt8(ascii: "]"),
            let open = bytes.lastIndex(of: UInt8(ascii: "["), from: token.lowerBound, to: last),
            open > token.lowerBound
        {
            last = open
        } else if !isSyslog, bytes[token.lowerBound].isDigit {
            return false
        }
        for index in token.lowerBound..<last
        where !bytes[index].isNameByte && bytes[index] != UInt8(ascii: "/")
            && bytes[index] != UInt8(ascii: "(")
            && bytes[index] != UInt8(ascii: ")")
        {
            return false
        }
        guard last > token.lowerBound, bytes[token.lowerBound] != UInt8(ascii: "%"),
            AddressText.whole(bytes, token.lowerBound..<last) == nil,
            !bytes.equals("cef", token.lowerBound..<last), !bytes.equals("leef", token.lowerBound..<last)
        else { return false }
        program = token.lowerBound..<last
        isSyslog = true
        return true
    }

    private static func isHost(_ bytes: Span<UInt8>, _ token: Range<Int>) -> Bool {
        for index in token where !bytes[index].isNameByte && bytes[index] != UInt8(ascii: ":") {
            return false
        }
        return token.count <= NameText.maximumLength
    }

    /// `program[123]: …` without a time, and `HOST: Oct 19 13:40:06 …` of switches.
    private mutating func readWithoutTime(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ draft: inout EventDraft
    ) {
        var position = start
        guard let first = Self.token(bytes, &position, end), bytes[first.upperBound - 1] == UInt8(ascii: ":")
        else {
            if isSyslog { readHost(bytes, start, end) }
            return
        }
        var next = bytes.skippingBlanks(from: position, to: end)
        var name = first
        if bytes[first.lowerBound].isDigit, first.count <= 12, next < end, bytes[next].isLetter {
            // A number in sequence, then the host.
            var after = next
            if let second = Self.token(bytes, &after, end), bytes[second.upperBound - 1] == UInt8(ascii: ":")
            {
                name = second
                next = bytes.skippingBlanks(from: after, to: end)
            }
        }
        let clock =
            next < end && (bytes[next] == UInt8(ascii: "*") || bytes[next] == UInt8(ascii: "."))
            ? next + 1 : next
        if let stop = draft.offerTime(bytes, clock, end, Self.rank), draft.hasMoment {
            if !bytes[name.lowerBound].isDigit { host = name.lowerBound..<name.upperBound - 1 }
            body = stop < end && bytes[stop] == UInt8(ascii: ":") ? stop + 1 : stop
            body = bytes.skippingBlanks(from: body, to: end)
            isSyslog = true
        } else if first.count > 2, bytes[first.upperBound - 2] == UInt8(ascii: "]") || isSyslog,
            readProgram(bytes, first)
        {
            body = next
        }
    }
}
