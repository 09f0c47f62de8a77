import Addresses

/// One pass over a line of words: `key=value` and `key: value` pairs by their names, addresses and names in prose by
/// the words before them.
struct TextRecord: ~Escapable {
    /// Most words between a word that gives a role and the address that takes it.
    private static let reach = 2

    let bytes: Span<UInt8>
    var position: Int
    let end: Int
    /// Added to every rank.
    let penalty: Int
    /// Whether values may hold blanks and end at the next key (CEF and LEEF).
    let isExtended: Bool
    /// What ends a value (LEEF 2); 0 when nothing does beside the usual.
    let delimiter: UInt8
    /// A sentence that a field holds; read when the fields gave no end.
    private(set) var prose: Range<Int>?
    /// How many names of fields were known.
    private(set) var knownFields = 0
    var labels = LabelledFields()

    private var previous = FieldHash()
    private var beforePrevious = FieldHash()
    private var previousRange = 0..<0
    private var beforePreviousRange = 0..<0
    /// The role that the words before give to the next address.
    private var pending: (role: FieldRole, rank: Int, words: Int)?
    private var lastAddressEnd = -1
    private let isFirewall: Bool
    private var arrowCount = 0
    private var isResolving = false
    private var isAfterMethod = false

    @_lifetime(copy bytes)
    init(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        penalty: Int = 0,
        isExtended: Bool = false,
        delimiter: UInt8 = 0,
        isFirewall: Bool = false
    ) {
        self.delimiter = delimiter
        self.isFirewall = isFirewall
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        self.penalty = penalty
        self.isExtended = isExtended
    }

    mutating func read(into draft: inout EventDraft, _ lookup: inout FieldLookup) {
        while position < end {
            let byte = bytes[position]
            if byte.isWordByte {
                word(&draft, &lookup)
            } else {
                if byte == UInt8(ascii: "["), address(at: position, nil, &draft) { continue }
                if byte == UInt8(ascii: ":"), address(at: position, nil, &draft) { continue }
                if byte != 0x20 { forgetWords() }
                if isEscapedControl(position) { position += 3 }
                position += 1
            }
        }
        labels.settle(bytes, &draft, lookup)
    }

    private mutating func forgetWords() {
        previous = FieldHash()
        beforePrevious = FieldHash()
    }

    // MARK: Words

    private mutating func word(_ draft: inout EventDraft, _ lookup: inout FieldLookup) {
        let start = position
        if bytes[start].hexadecimalValue != nil, address(at: start, nil, &draft) { return }
        var hash = FieldHash()
        var last = start
        var slash: Int?
        var at: Int?
        while last < end, bytes[last].isWordByte {
            let byte = bytes[last]
            hash.append(byte)
            if byte == UInt8(ascii: "/") { slash = last }
            if byte == UInt8(ascii: "@") { at = last }
            last += 1
        }
        position = last
        if last < end, bytes[last] == UInt8(ascii: "="),
            last + 1 == end || bytes[last + 1] != UInt8(ascii: "=")
        {
            pair(start..<last, hash, last, &draft, &lookup, nil)
            return
        }
        if last + 2 < end, bytes[last] == UInt8(ascii: ":"), bytes[last + 1] == UInt8(ascii: "/"),
            bytes[last + 2] == UInt8(ascii: "/")
        {
            url(start, &draft)
            return
        }
        if let slash, slash > start, bytes[slash - 1].isNameByte,
            address(at: slash + 1, start..<slash, &draft)
        {
            return
        }
        if last < end,
            bytes[last] == UInt8(ascii: ":") || bytes[last] == 0x20 && isSpacedEquals(last)
                || isBracketed(start, last)
        {
            pair(start..<last, hash, last, &draft, &lookup, slash)
            return
        }
        if let at, at + 1 < last {
            if address(at: at + 1, start..<at, &draft) { return }
            draft.takeMail(bytes, start..<last)
        }
        plainWord(start..<last, hash, slash, &draft)
    }

    /// Whether the word is the key of `[key "value"]`.
    private func isBracketed(_ start: Int, _ last: Int) -> Bool {
        start > 0 && last + 2 < end && bytes[start - 1] == UInt8(ascii: "[") && bytes[last] == 0x20
            && bytes[last + 1] == UInt8(ascii: "\"")
    }

    /// Whether ` = ` follows.
    private func isSpacedEquals(_ index: Int) -> Bool {
        index + 2 < end && bytes[index + 1] == UInt8(ascii: "=") && bytes[index + 2] == 0x20
    }

    private mutating func plainWord(
        _ range: Range<Int>,
        _ hash: FieldHash,
        _ slash: Int?,
        _ draft: inout EventDraft
    ) {
        defer {
            beforePrevious = previous
            previous = hash
            beforePreviousRange = previousRange
            previousRange = range
        }
        if range.upperBound < end,
            bytes[range.upperBound] == UInt8(ascii: "[")
                || bytes[range.upperBound] == UInt8(ascii: "("),
            address(at: range.upperBound, range, &draft)
        {
            return
        }
        if isAfterMethod {
            isAfterMethod = false
            if slash != nil, range.lowerBound < range.upperBound {
                draft.takeURL(.url, bytes, range, .none)
                return
            }
        }
        if let slash, questionPath(range, slash, &draft) { return }
        if range.lowerBound > 0, range.upperBound < end, bytes[range.lowerBound - 1] == UInt8(ascii: "("),
            bytes[range.upperBound] == UInt8(ascii: ")"), NameText.looksLikeName(bytes, range)
        {
            draft.takeName(.name, 90, bytes, range, .none)
            return
        }
        if ProseWords.methods.contains(hash.value), bytes[range.lowerBound] &- 0x41 < 26 {
            isAfterMethod = true
        }
        if ProseWords.resolving.contains(hash.value) { resolving(&draft) }
        if let found = ProseWords.table.meaning(hash) {
            if found.role == .action {
                draft.offerAction(bytes, range, Int(found.rank) + penalty)
            } else if pending == nil || found.rank < ProseWords.weakRank {
                pending = (found.role, Int(found.rank), 0)
            }
            return
        }
        if hash.value == ProseWords.classIN, bytes[range.lowerBound] == UInt8(ascii: "I") { question(&draft) }
        if let waiting = pending {
            if waiting.rank <= ProseWords.weakRank, NameText.looksLikeName(bytes, range) {
                name(range, waiting.role, &draft)
            }
            pending = waiting.words < Self.reach ? (waiting.role, waiting.rank, waiting.words + 1) : nil
        }
    }

    /// What has been named is the server that answers.
    private mutating func resolving(_ draft: inout EventDraft) {
        isResolving = true
        if draft.hasSource, !draft.hasDestination { draft.swapEnds() }
    }

    private mutating func name(_ range: Range<Int>, _ role: FieldRole, _ draft: inout EventDraft) {
        switch role {
        case .source: draft.takeName(.sourceName, 90, bytes, range, .none)
        case .destination: draft.takeName(.destinationName, 90, bytes, range, .none)
        default: draft.takeName(role == .query ? .query : .name, 90, bytes, range, .none)
        }
    }

    /// `name IN type`, `name type IN`.
    private mutating func question(_ draft: inout EventDraft) {
        let isTypeBefore = ProseWords.recordTypes.contains(previous.value)
        let range = isTypeBefore ? beforePreviousRange : previousRange
        guard !range.isEmpty, NameText.host(bytes, range, isKnown: true) != nil else { return }
        draft.takeName(.query, 10, bytes, range, .none)
        pending = nil
    }

    /// `name/type/class`, `name/class/type`, `name/type`; false for another path.
    private mutating func questionPath(_ range: Range<Int>, _ slash: Int, _ draft: inout EventDraft) -> Bool {
        let last = FieldHash(bytes, slash + 1, range.upperBound).value
        guard last == ProseWords.classIN || ProseWords.recordTypes.contains(last),
            let first = bytes.firstIndex(of: UInt8(ascii: "/"), from: range.lowerBound, to: range.upperBound),
            let host = NameText.host(bytes, range.lowerBound..<first, isKnown: false)
        else { return false }
        draft.takeName(.query, 10, bytes, host, .none)
        pending = nil
        return true
    }

    /// A URL from its scheme to the next blank, quote or bracket.
    private mutating func url(_ start: Int, _ draft: inout EventDraft) {
        var last = position
        while last < end, !bytes[last].endsURL { last += 1 }
        while last > start, bytes[last - 1].endsSentence { last -= 1 }
        position = max(last, position + 3)
        draft.takeURL(.url, bytes, start..<last, .none)
        pending = nil
    }

    // MARK: Pairs

    /// A word with `=` or `:` behind it.
    private mutating func pair(
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
        if isColon, meaning.role == .mail, let found = ProseWords.table.meaning(hash) {
            pending = (found.role, Int(found.rank), 0)
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

    private func isQuoted(_ range: Range<Int>) -> Bool {
        range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "\"")
    }

    /// What the key means: with the two words before it, with the one, or alone.
    private mutating func meaning(_ hash: FieldHash, _ lookup: inout FieldLookup) -> FieldMeaning? {
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

    /// The value of a known field, without its quotes.
    private func value(_ start: Int, _ role: FieldRole) -> Range<Int> {
        guard start < end else { return end..<end }
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let isDoubled =
                start + 2 < end && bytes[start + 1] == UInt8(ascii: "\"") && !bytes[start + 2].isBlank
                && bytes[start + 2] != UInt8(ascii: ",")
            let first = isDoubled ? start + 2 : start + 1
            return first..<closingQuote(first, UInt8(ascii: "\""))
        case UInt8(ascii: "'"): return start + 1..<closingQuote(start + 1, UInt8(ascii: "'"))
        case UInt8(ascii: "<"):
            return start + 1..<(bytes.firstIndex(of: UInt8(ascii: ">"), from: start + 1, to: end) ?? end)
        default: return start..<(role == .request ? requestEnd(start) : valueEnd(start, role))
        }
    }

    private func closingQuote(_ start: Int, _ quote: UInt8) -> Int {
        var index = start
        while index < end {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == quote { return index }
            index += 1
        }
        return end
    }

    /// Where an unquoted value ends: at a blank or a separator; a URL runs to the blank, and in extended lines text
    /// runs to the next key.
    private func valueEnd(_ start: Int, _ role: FieldRole) -> Int {
        var index = start
        var brackets = 0
        if isExtended, role == .sensor || role == .prose || role == .referrer { return extendedEnd(start) }
        let runsOn = role.isURL
        while index < end {
            let byte = bytes[index]
            if byte.isBlank || isEscapedControl(index) { break }
            if runsOn, byte == UInt8(ascii: ","), index + 1 < end, bytes[index + 1] &- 0x41 < 26 { break }
            if byte == UInt8(ascii: "[") { brackets += 1 }
            if byte == UInt8(ascii: "]") {
                if brackets == 0 { break }
                brackets -= 1
            }
            if byte == delimiter || !runsOn && byte.endsValue { break }
            index += 1
        }
        while runsOn, index > start,
            bytes[index - 1] == UInt8(ascii: ",") || bytes[index - 1] == UInt8(ascii: ";")
        {
            index -= 1
        }
        return index
    }

    /// Where an unquoted request line ends: after its target when it begins with a method.
    private func requestEnd(_ start: Int) -> Int {
        let first = valueEnd(start, .request)
        guard first < end, bytes[first] == 0x20,
            ProseWords.methods.contains(FieldHash(bytes, start, first).value)
        else {
            return first
        }
        return valueEnd(first + 1, .request)
    }

    /// Whether a control character follows as syslog daemons write it: `#011`.
    private func isEscapedControl(_ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "#") && index + 3 < end && bytes[index + 1] == UInt8(ascii: "0")
            && bytes[index + 2] == UInt8(ascii: "1") && bytes[index + 3].isDigit
    }

    private func extendedEnd(_ start: Int) -> Int {
        var index = start
        var lastBlank = end
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case 0x20: lastBlank = index
            case 0x09, 0x0A: return index
            case delimiter: return index
            case UInt8(ascii: "#") where isEscapedControl(index): return index
            case UInt8(ascii: "=") where lastBlank < index && lastBlank >= start: return lastBlank
            default: break
            }
            index += 1
        }
        return end
    }

    /// Goes past the value of a field that is not known; an address in it is kept.
    private mutating func passOverValue(_ start: Int, _ draft: inout EventDraft, isInBrackets: Bool) {
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

    // MARK: Addresses

    /// Takes the address at `start`; false when there is none.
    private mutating func address(at start: Int, _ name: Range<Int>?, _ draft: inout EventDraft) -> Bool {
        guard start < end else { return false }
        var first = start
        if bytes[start] == UInt8(ascii: "(") { first += 1 }
        if start > 0, bytes[start].hexadecimalValue != nil, bytes[start - 1].isNameByte, name == nil {
            return false
        }
        guard let found = AddressText.prefix(bytes, first, end) else { return false }
        if first > start, found.end >= end || bytes[found.end] != UInt8(ascii: ")") { return false }
        if bytes[first].hexadecimalValue != nil, found.end < end, bytes[found.end] == UInt8(ascii: "-"),
            found.end + 1 < end, bytes[found.end + 1].isLetter
        {
            return false
        }
        position = found.end
        if let name {
            nameOf(name, &draft)
            if pending == nil, name.upperBound + 1 == found.end || bytes[name.upperBound] == UInt8(ascii: "/")
            {
                pending = (.source, 20, 0)
            }
        }
        if isMapped(first, &draft, found.address) { return true }
        var after = position
        let isFollowed = arrow(&after)
        position = after
        place(found.address, found.port ?? portAfter(), isFollowed, &draft)
        lastAddressEnd = found.end
        return true
    }

    /// Takes an address in brackets behind an address of a Cisco firewall: the same end, translated.
    private func isMapped(_ start: Int, _ draft: inout EventDraft, _ address: IPAddress) -> Bool {
        guard isFirewall, start >= 2, bytes[start - 1] == UInt8(ascii: "("), bytes[start - 2] == 0x20,
            lastAddressEnd == start - 2
        else { return false }
        let isSource = draft.event.destination.address == nil
        let end = isSource ? draft.event.source.address : draft.event.destination.address
        if end != address { draft.addAddress(address, isSource ? .translatedSource : .translatedDestination) }
        return true
    }

    /// A name that stands with an address.
    private func nameOf(_ name: Range<Int>, _ draft: inout EventDraft) {
        guard !NameText.isAbsent(bytes, name), NameText.looksLikeName(bytes, name) else { return }
        let isDestination = pending.map { $0.role == .destination } ?? false
        draft.takeName(isDestination ? .destinationName : .sourceName, 90, bytes, name, .none)
    }

    /// Whether an arrow follows, which is passed.
    private func arrow(_ index: inout Int) -> Bool {
        var next = bytes.skippingBlanks(from: index, to: end)
        let start = next
        while next < end, bytes[next] == UInt8(ascii: "-") || bytes[next] == UInt8(ascii: "=") { next += 1 }
        guard next < end, bytes[next] == UInt8(ascii: ">"), next > start || start > index else {
            return false
        }
        index = next + 1
        return true
    }

    /// `port 443` behind an address.
    private mutating func portAfter() -> UInt16? {
        let next = bytes.skippingBlanks(from: position, to: end)
        guard next > position, bytes.starts(with: "port ", at: next, end: end) else { return nil }
        var last = next + 5
        while last < end, bytes[last].isDigit { last += 1 }
        guard let number = bytes.number(next + 5..<last), number <= 0xFFFF else { return nil }
        position = last
        return UInt16(number)
    }

    private mutating func place(
        _ address: IPAddress,
        _ port: UInt16?,
        _ isFollowed: Bool,
        _ draft: inout EventDraft
    ) {
        if isFollowed {
            arrowCount += 1
            if arrowCount == 1 {
                draft.offerSource(address, port, 25 + penalty)
                pending = (.destination, 25, 0)
            } else {
                draft.addAddress(address, .translatedSource)
                pending = (.translatedDestination, 25, 0)
            }
            return
        }
        if ProseWords.recordTypes.contains(previous.value), !previousRange.isEmpty {
            draft.addAddress(address, .answer)
            return
        }
        let waiting = pending
        pending = nil
        switch waiting?.role {
        case .source, .client: draft.offerSource(address, port, (waiting?.rank ?? 0) + penalty)
        case .destination: draft.offerDestination(address, port, (waiting?.rank ?? 0) + penalty)
        case .translatedDestination: draft.addAddress(address, .translatedDestination)
        case .otherAddress: draft.addAddress(address, .other)
        default:
            if isResolving, !draft.hasDestination {
                draft.offerDestination(address, port, 80 + penalty)
            } else if !draft.hasSource {
                draft.offerSource(address, port, 80 + penalty)
            } else if !draft.hasDestination {
                draft.offerDestination(address, port, 80 + penalty)
            } else {
                draft.addAddress(address, .other)
            }
        }
    }
}

extension FieldRole {
    /// Whether a field of this role holds an address or a port.
    var isEnd: Bool {
        switch self {
        case .source, .destination, .local, .remote, .translatedSource, .translatedDestination, .client,
            .forwardedFor,
            .otherAddress, .sensorAddress:
            true
        default: isPort
        }
    }

    var isPort: Bool {
        switch self {
        case .sourcePort, .destinationPort, .localPort, .remotePort: true
        default: false
        }
    }

    var isURL: Bool {
        switch self {
        case .url, .target, .targetQuery, .request, .referrer: true
        default: false
        }
    }
}

extension UInt8 {
    /// Whether the byte may stand inside a word of a line, a key among them.
    fileprivate var isWordByte: Bool {
        if isAlphanumeric || self >= 0x80 { return true }
        switch self {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"),
            UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "&"),
            UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "?"):
            return true
        default: return false
        }
    }

    fileprivate var endsValue: Bool {
        self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == UInt8(ascii: "|")
            || self == UInt8(ascii: ")")
            || self == UInt8(ascii: "}") || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
            || self == UInt8(ascii: ">")
    }

    fileprivate var endsURL: Bool {
        isBlank || self == UInt8(ascii: "\"") || self == UInt8(ascii: "<") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: "'") || self == UInt8(ascii: "`")
    }

    fileprivate var endsSentence: Bool {
        self == UInt8(ascii: ".") || self == UInt8(ascii: ",") || self == UInt8(ascii: ";")
            || self == UInt8(ascii: ")")
            || self == UInt8(ascii: "]") || self == UInt8(ascii: "}") || self == UInt8(ascii: ":")
    }
}
