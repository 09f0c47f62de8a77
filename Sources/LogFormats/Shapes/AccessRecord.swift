/// The logs of web servers and proxies that are told by their brackets and quotes: client, `[time]`, `"request"`.
///
/// Where each part stands does not matter, so the common and combined formats, those with a virtual host in front,
/// those of load balancers and those with fields added are one.
struct AccessRecord: ~Escapable {
    /// Most parts of a line that are looked at.
    private static let maximumParts = 48

    private let bytes: Span<UInt8>
    private let range: Range<Int>
    private var position: Int
    private var hasClient = false
    private var hasTime = false
    private var hasRequest = false

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
        position = range.lowerBound
    }

    /// Whether the line has the shape: an address or name, then `[` with a time, within its first bytes.
    static func fits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let end = min(range.upperBound, range.lowerBound + 256)
        guard let open = bytes.firstIndex(of: UInt8(ascii: "["), from: range.lowerBound, to: end),
            open + 10 < end,
            bytes[open + 1].isDigit, open > range.lowerBound
        else { return false }
        guard
            bytes[open + 3] == UInt8(ascii: "/") || bytes[open + 2] == UInt8(ascii: "/")
                || bytes[open + 5] == UInt8(ascii: "-")
        else { return false }
        return bytes[open - 1] == 0x20
    }

    /// - Returns: whether the line had a time or a request.
    mutating func read(into draft: inout EventDraft) -> Bool {
        var parts = 0
        while parts < Self.maximumParts {
            position = bytes.skippingBlanks(from: position, to: range.upperBound)
            guard position < range.upperBound else { break }
            parts += 1
            switch bytes[position] {
            case UInt8(ascii: "["): bracketed(&draft)
            case UInt8(ascii: "\""): quoted(&draft)
            case UInt8(ascii: "{"): captured(&draft)
            default: bare(&draft)
            }
        }
        return hasTime || hasRequest
    }

    private mutating func bracketed(_ draft: inout EventDraft) {
        if let found = AddressText.prefix(bytes, position, range.upperBound) {
            client(found, &draft)
            position = found.end
            return
        }
        let close =
            bytes.firstIndex(of: UInt8(ascii: "]"), from: position, to: range.upperBound) ?? range.upperBound
            - 1
        if !hasTime, draft.offerTime(bytes, position + 1, close, 10) != nil { hasTime = true }
        position = close + 1
    }

    private mutating func quoted(_ draft: inout EventDraft) {
        let start = position + 1
        var last = start
        while last < range.upperBound, bytes[last] != UInt8(ascii: "\"") {
            if bytes[last] == UInt8(ascii: "\\"), last + 1 < range.upperBound,
                bytes[last + 1] == UInt8(ascii: "\"")
                    || bytes[last + 1] == UInt8(ascii: "\\")
            {
                last += 1
            }
            last += 1
        }
        last = min(last, range.upperBound)
        position = last + 1
        let text = start..<last
        if !hasRequest, draft.takeRequestLine(bytes, text) {
            hasRequest = true
        } else if !hasRequest, !text.isEmpty, bytes[start] == UInt8(ascii: "/") {
            draft.takeURL(.target, bytes, text, .none)
            hasRequest = true
        } else if bytes.starts(with: "http://", at: start, end: last)
            || bytes.starts(with: "https://", at: start, end: last)
        {
            draft.take(.referrer, 10, bytes, text)
        } else if let found = AddressText.whole(bytes, bytes.trimmed(start, last)) {
            if hasClient { draft.take(.forwardedFor, 10, bytes, text) } else { client(found, &draft) }
        }
    }

    /// HAProxy's captured headers, the host among them.
    private mutating func captured(_ draft: inout EventDraft) {
        let close =
            bytes.firstIndex(of: UInt8(ascii: "}"), from: position, to: range.upperBound) ?? range.upperBound
            - 1
        var start = position + 1
        while start < close {
            let stop = bytes.firstIndex(of: UInt8(ascii: "|"), from: start, to: close) ?? close
            if let host = NameText.host(bytes, start..<stop, isKnown: false),
                NameText.looksLikeName(bytes, host)
            {
                draft.takeName(.httpHost, 30, bytes, host, .none)
            }
            start = stop + 1
        }
        position = close + 1
    }

    private mutating func bare(_ draft: inout EventDraft) {
        let start = position
        while position < range.upperBound, !bytes[position].isBlank { position += 1 }
        let word = start..<position
        if !hasTime, !hasClient, let found = AddressText.whole(bytes, word) {
            client(found, &draft)
        } else if !hasTime, !hasRequest, word.count > 1, !hasClient || !draft.hasSource {
            // A virtual host stands before the client; a name in place of the client's address stands alone.
            host(word, &draft)
        }
    }

    private func host(_ word: Range<Int>, _ draft: inout EventDraft) {
        guard bytes[word.lowerBound] != UInt8(ascii: "("),
            let name = NameText.host(bytes, word, isKnown: true)
        else { return }
        let isFollowedByAddress =
            AddressText.prefix(
                bytes,
                bytes.skippingBlanks(from: word.upperBound, to: range.upperBound),
                range.upperBound
            ) != nil
        draft.takeName(isFollowedByAddress ? .httpHost : .sourceName, 40, bytes, name, .none)
        guard isFollowedByAddress,
            let colon = bytes.lastIndex(of: UInt8(ascii: ":"), from: word.lowerBound, to: word.upperBound),
            let port = bytes.number(colon + 1..<word.upperBound), port <= 0xFFFF
        else { return }
        draft.offerDestinationPort(UInt16(port), 40)
    }

    private mutating func client(_ found: AddressText, _ draft: inout EventDraft) {
        if hasClient {
            draft.addAddress(found.address, .forwardedFor)
        } else {
            draft.offerSource(found.address, found.port, 20)
            hasClient = true
        }
    }
}
