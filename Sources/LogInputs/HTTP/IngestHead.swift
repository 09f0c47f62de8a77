import ByteStreams
import Hummingbird

/// What a request says before its body, checked.
struct IngestHead {
    /// Longest name of a stream in bytes.
    static let maximumStreamLength = 64
    /// Longest key in bytes.
    static let maximumKeyLength = 255
    private static let types: Set<String> = [
        "", "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
        "text/plain", "application/octet-stream",
    ]
    private static let tokenBytes = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8
    )
    private static let keyFields = ["Idempotency-Key", "X-Batch-ID"].compactMap {
        HTTPFields.Element.Name($0)
    }

    let stream: String
    let coding: ContentDecoder.Coding?
    /// The body's length, when it is announced.
    let length: Int64?
    /// What the sender calls the body, so that it can send it again.
    let key: String?

    init(_ request: HTTPRequest, _ configuration: HTTPInputConfiguration) throws(IngestProblem) {
        stream = try Self.stream(request)
        guard request.method == .post else { throw .methodNotAllowed() }
        if let tokens = configuration.tokens, !tokens.contains(Self.token(request)) { throw .unauthorized() }
        try Self.checkType(request)
        coding = try Self.coding(request)
        length = try Self.length(request, maximum: configuration.maximumBodyLength)
        key = try Self.key(request)
    }

    private static func stream(_ request: HTTPRequest) throws(IngestProblem) -> String {
        let path = request.path ?? ""
        let stream = path.prefix { $0 != "?" }.dropFirst("/ingest/".count)
        guard path.hasPrefix("/ingest/"), (1...maximumStreamLength).contains(stream.utf8.count),
            stream.utf8.allSatisfy(tokenBytes.contains)
        else { throw .notFound() }
        return String(stream)
    }

    private static func token(_ request: HTTPRequest) -> Substring.UTF8View {
        let field = request.headerFields[.authorization] ?? ""
        guard field.prefix(7).lowercased() == "bearer " else { return field.prefix(0).utf8 }
        return field.dropFirst(7).drop { $0 == " " }.utf8
    }

    private static func checkType(_ request: HTTPRequest) throws(IngestProblem) {
        let field = request.headerFields[.contentType] ?? ""
        let type = field.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard types.contains(type) else { throw .unsupportedType(field) }
    }

    private static func coding(_ request: HTTPRequest) throws(IngestProblem) -> ContentDecoder.Coding? {
        let field = request.headerFields[.contentEncoding] ?? ""
        switch field.filter({ $0 != " " }).lowercased() {
        case "", "identity": return nil
        case "x-gzip": return .gzip
        case let name:
            guard let coding = ContentDecoder.Coding(rawValue: name) else { throw .unsupportedCoding(field) }
            return coding
        }
    }

    private static func length(_ request: HTTPRequest, maximum: Int64) throws(IngestProblem) -> Int64? {
        guard let field = request.headerFields[.contentLength] else { return nil }
        guard let length = Int64(field), length >= 0 else {
            throw .badRequest("'\(field)' is no Content-Length")
        }
        guard length <= maximum else {
            throw .tooLarge("a body may have \(maximum) bytes; send several")
        }
        return length
    }

    /// The key: visible ASCII, with or without quotation marks.
    private static func key(_ request: HTTPRequest) throws(IngestProblem) -> String? {
        guard let field = keyFields.lazy.compactMap({ request.headerFields[$0] }).first else { return nil }
        let isQuoted = field.count >= 2 && field.hasPrefix("\"") && field.hasSuffix("\"")
        let key = isQuoted ? field.dropFirst().dropLast() : field[...]
        guard (1...maximumKeyLength).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw .badRequest("an Idempotency-Key has 1 to \(maximumKeyLength) visible ASCII characters")
        }
        return String(key)
    }
}
