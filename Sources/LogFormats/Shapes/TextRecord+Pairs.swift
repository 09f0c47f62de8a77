/// `key=value`, `key: value`, `key = value` and `[key "value"]`.
extension TextRecord {
    /// A word with `=` or `:` behind it.
    mutating func pair(
        _ key: Range<Int>,
        _ hash: FieldHash,
        _ separatorAt: Int,
        _ draft: inout EventDraft,
        _ lookup: inout FieldLookup,
        _ slash: Int?
    ) {
        let isSpaced = bytes[separatorAt] == 0x20 && bytes[separatorAt + 1] == UInt8(ascii: "=")
        let separator = isSpaced ? separatorAt + 1 : separatorAt
        let isColon = bytes[separator] == UInt8(ascii: ":")
        var start = separator + 1
        while isColon, start < end, bytes[start] == UInt8(ascii: ":") { start += 1 }
        let meaning = meaning(hash, &lookup)
        defer { forgetWords() }
        if isColon || isSpaced {
            start = bytes.skippingBlanks(from: start, to: end)
        } else if let meaning, meaning.role.isEnd, start + 1 < end, bytes[start] == 0x20,
            bytes[start + 1].isDigit
        {
            start += 1
        }
        guard let meaning, meaning.role != .none else {
            position = separator + 1
            if isExtended, labels.note(key, bytes, start, valueEnd(start, .sensor)) { return }
            if isColon {
                // A sentence may go on: the interface before an address, the subject of a message.
                plainWord(key, hash, slash, &draft)
            } else {
                passOverValue(start, &draft, isInBrackets: bytes[separatorAt] == 0x20 && !isSpaced)
            }
            return
        }
        if isColon, meaning.role == .mail, case .role(let role, let rank) = ProseWord.table.meaning(hash) {
            pending = (role, rank, 0)
            position = separator + 1
            return
        }
        let range = value(start, meaning.role)
        if isColon, meaning.role.isEnd,
            AddressText.whole(bytes, range) == nil, !meaning.role.isPort
        {
            position = separator + 1
            if pending == nil { pending = (meaning.role, Int(meaning.rank), 0) }
            return
        }
        if !isColon { knownFields += 1 }
        position = max(range.upperBound, separator + 1)
        if position < end, bytes[position] == UInt8(ascii: "\"") { position += 1 }
        switch meaning.role {
        case .prose, .inner:
            if prose == nil, !range.isEmpty { prose = range }
            if isExtended || !isQuoted(range) { position = separator + 1 }
        default:
            let mayRunOn = meaning.role == .time && !isQuoted(range)
            draft.take(
                meaning.role,
                Int(meaning.rank) + penalty + (isColon ? 5 : 0),
                bytes,
                range,
                isExtended && meaning.role.isURL ? .backslash : .none,
                end: mayRunOn ? end : nil
            )
        }
        switch meaning.role {
        case .destinationName: pending = (.destination, 30, 0)
        case .sourceName: pending = (.source, 30, 0)
        default: pending = nil
        }
    }

    func isQuoted(_ range: Range<Int>) -> Bool {
        range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "\"")
    }

    /// What the key means: with the two words before it, with the one, or alone.
    mutating func meaning(_ hash: FieldHash, _ lookup: inout FieldLookup) -> FieldMeaning? {
        var found: FieldMeaning?
        if previous.value != 0 {
            let two = previous.followed(by: hash)
            if beforePrevious.value != 0 { found = lookup.meaning(beforePrevious.followed(by: two)) }
            found = found ?? lookup.meaning(two)
        }
        guard var found = found ?? lookup.meaning(hash) else { return nil }
        if let format = found.format, lookup.format == .keyValue || lookup.format == .text {
            lookup.use(format)
            found = lookup.meaning(hash) ?? found
        }
        return found
    }

    /// Goes past the value of a field that is not known; an address in it is kept.
    mutating func passOverValue(_ start: Int, _ draft: inout EventDraft, isInBrackets: Bool) {
        guard start < end else { return }
        if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
            let quote = bytes[start]
            let close = closingQuote(start + 1, quote)
            // A list of `[key "value"]` whose value was cut.
            if isInBrackets, close + 1 >= end || bytes[close + 1] != UInt8(ascii: "]") { return }
            if let found = AddressText.whole(bytes, start + 1..<close) {
                draft.addAddress(found.address, .other)
            }
            position = min(end, close + 1)
        } else if let found = AddressText.prefix(bytes, start, end) {
            draft.addAddress(found.address, .other)
            position = found.end
        }
    }
}
