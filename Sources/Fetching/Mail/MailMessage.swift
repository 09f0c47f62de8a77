/// A message of mail (RFC 5322) and the parts it is made of (MIME, RFC 2045 and 2046).
///
/// Hostile mail costs what its bytes cost: nesting, parts and headers are bounded, and what is beyond is left out.
struct MailMessage {
    /// Deepest nesting of parts.
    static let maximumDepth = 12
    /// Most parts.
    static let maximumParts = 1000

    /// The address of `From`, without the name beside it.
    let sender: String
    /// The subject, decoded.
    let subject: String
    /// All parts that are no containers, in order.
    private(set) var parts: [MailPart] = []

    init(_ bytes: [UInt8]) {
        let (headers, body) = MailHeaders.split(bytes[...])
        let from = headers["from"] ?? ""
        let address =
            from.split(separator: "<", omittingEmptySubsequences: false).last.map(String.init) ?? from
        sender =
            address.trimmingPrefix(while: \.isWhitespace).prefix { $0 != ">" && !$0.isWhitespace }.description
        subject = EncodedWords.decoded(headers["subject"] ?? "")
        add(headers, body, depth: 0)
    }

    private mutating func add(_ headers: MailHeaders, _ body: ArraySlice<UInt8>, depth: Int) {
        guard parts.count < Self.maximumParts, depth <= Self.maximumDepth else { return }
        let type = headers.parameters("content-type")
        let kind = type.value.isEmpty ? "text/plain" : type.value
        if kind.hasPrefix("multipart/"), let boundary = type["boundary"], !boundary.isEmpty {
            for part in Self.pieces(of: body, boundary: Array(boundary.utf8)) {
                let (inner, content) = MailHeaders.split(part)
                add(inner, content, depth: depth + 1)
            }
        } else if kind == "message/rfc822" {
            let (inner, content) = MailHeaders.split(body)
            add(inner, content, depth: depth + 1)
        } else {
            parts.append(MailPart(kind, headers, body, number: parts.count))
        }
    }

    /// The pieces between the boundary lines (RFC 2046 §5.1.1); the line's end before a boundary belongs to it.
    private static func pieces(of body: ArraySlice<UInt8>, boundary: [UInt8]) -> [ArraySlice<UInt8>] {
        let mark = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex, pieces.count < maximumParts {
            let end = body[line...].firstIndex(of: 0x0A) ?? body.endIndex
            let next = min(end + 1, body.endIndex)
            if body[line..<end].starts(with: mark) {
                let rest = body[(line + mark.count)..<end]
                if rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
                    || rest.starts(with: Array("--".utf8))
                {
                    if let start { pieces.append(withoutLineEnd(body[start..<max(start, line)])) }
                    start = next
                    if rest.starts(with: Array("--".utf8)) { return pieces }
                }
            }
            line = next
        }
        // A message that was cut short: its last part is what there is of it.
        if let start, start < body.endIndex { pieces.append(body[start...]) }
        return pieces
    }

    private static func withoutLineEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        if bytes.last == 0x0A { bytes = bytes.dropLast() }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        return bytes
    }
}
