import Addresses

/// One pass over a line of words: `key=value` and `key: value` pairs by their names, addresses and names in prose by
/// the words before them.
struct TextRecord: ~Escapable {
    /// Most words between a word that gives a role and the address that takes it.
    private static let reach = 2
    /// How good an action is that stands in prose.
    private static let actionRank = 60

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
    var prose: Range<Int>?
    /// How many names of fields were known.
    var knownFields = 0
    var labels = LabelledFields()

    var previous = FieldHash()
    var beforePrevious = FieldHash()
    var previousWord = ProseWord.other
    var previousRange = 0..<0
    var beforePreviousRange = 0..<0
    /// The role that the words before give to the next address.
    var pending: (role: FieldRole, rank: Int, words: Int)?
    var lastAddressEnd = -1
    let isFirewall: Bool
    var arrowCount = 0
    var isResolving = false
    var isAfterMethod = false

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

    mutating func forgetWords() {
        previous = FieldHash()
        beforePrevious = FieldHash()
        previousWord = .other
    }

    // MARK: Words

    mutating func word(_ draft: inout EventDraft, _ lookup: inout FieldLookup) {
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
    func isBracketed(_ start: Int, _ last: Int) -> Bool {
        start > 0 && last + 2 < end && bytes[start - 1] == UInt8(ascii: "[") && bytes[last] == 0x20
            && bytes[last + 1] == UInt8(ascii: "\"")
    }

    /// Whether ` = ` follows.
    func isSpacedEquals(_ index: Int) -> Bool {
        index + 2 < end && bytes[index + 1] == UInt8(ascii: "=") && bytes[index + 2] == 0x20
    }

    mutating func plainWord(
        _ range: Range<Int>,
        _ hash: FieldHash,
        _ slash: Int?,
        _ draft: inout EventDraft
    ) {
        var word = ProseWord.other
        defer {
            previousWord = word
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
        let isCapital = bytes[range.lowerBound] &- 0x41 < 26
        word = ProseWord.table.meaning(hash) ?? .other
        switch word {
        case .role(let role, let rank):
            if pending == nil || rank < ProseWord.weakRank { pending = (role, rank, 0) }
            return
        case .action:
            draft.offerAction(bytes, range, Self.actionRank + penalty)
            return
        case .resolving:
            resolving(&draft)
            pending = (.query, 30, 0)
            return
        case .method: isAfterMethod = isCapital
        case .internetClass: if isCapital { question(&draft) }
        case .recordType: if !isCapital { word = .other }
        case .other: break
        }
        if let waiting = pending {
            if waiting.rank <= ProseWord.weakRank, NameText.looksLikeName(bytes, range) {
                name(range, waiting.role, &draft)
            }
            pending = waiting.words < Self.reach ? (waiting.role, waiting.rank, waiting.words + 1) : nil
        }
    }

    /// What has been named is the server that answers.
    mutating func resolving(_ draft: inout EventDraft) {
        isResolving = true
        if draft.hasSource, !draft.hasDestination { draft.swapEnds() }
    }

    mutating func name(_ range: Range<Int>, _ role: FieldRole, _ draft: inout EventDraft) {
        switch role {
        case .source: draft.takeName(.sourceName, 90, bytes, range, .none)
        case .destination: draft.takeName(.destinationName, 90, bytes, range, .none)
        default: draft.takeName(role == .query ? .query : .name, 90, bytes, range, .none)
        }
    }

    /// `name IN type`, `name type IN`.
    mutating func question(_ draft: inout EventDraft) {
        let isTypeBefore = previousWord.isRecordType
        let range = isTypeBefore ? beforePreviousRange : previousRange
        guard !range.isEmpty, NameText.host(bytes, range, isKnown: true) != nil else { return }
        draft.takeName(.query, 10, bytes, range, .none)
        pending = nil
    }

    /// `name/type/class`, `name/class/type`, `name/type`; false for another path.
    mutating func questionPath(_ range: Range<Int>, _ slash: Int, _ draft: inout EventDraft) -> Bool {
        let last = ProseWord.table.meaning(FieldHash(bytes, slash + 1, range.upperBound)) ?? .other
        guard last.isRecordType || last.isInternetClass,
            let first = bytes.firstIndex(of: UInt8(ascii: "/"), from: range.lowerBound, to: range.upperBound),
            let host = NameText.host(bytes, range.lowerBound..<first, isKnown: false)
        else { return false }
        draft.takeName(.query, 10, bytes, host, .none)
        pending = nil
        return true
    }

    /// A URL from its scheme to the next blank, quote or bracket.
    mutating func url(_ start: Int, _ draft: inout EventDraft) {
        var last = position
        while last < end, !bytes[last].endsURL { last += 1 }
        while last > start, bytes[last - 1].endsSentence { last -= 1 }
        position = max(last, position + 3)
        draft.takeURL(.url, bytes, start..<last, .none)
        pending = nil
    }
}
