import HTTPTypes
import Hummingbird
import JSONOutput

/// Why a request is not answered as asked: a problem document (RFC 9457).
struct Problem: Error, Sendable {
    /// What kind of problem it is. The raw value is stable: the last part of the problem's type.
    enum Kind: String, Sendable, CaseIterable {
        case badRequest = "bad-request"
        case unauthorized
        case forbidden
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case conflict
        case gone
        case tooLarge = "too-large"
        case unsupportedMediaType = "unsupported-media-type"
        case invalid
        case tooManyRequests = "too-many-requests"
        case failed
        case unavailable

        var status: HTTPResponse.Status {
            switch self {
            case .badRequest: .badRequest
            case .unauthorized: .unauthorized
            case .forbidden: .forbidden
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .conflict: .conflict
            case .gone: .gone
            case .tooLarge: .contentTooLarge
            case .unsupportedMediaType: .unsupportedMediaType
            case .invalid: .unprocessableContent
            case .tooManyRequests: .tooManyRequests
            case .failed: .internalServerError
            case .unavailable: .serviceUnavailable
            }
        }

        var title: String {
            switch self {
            case .badRequest: "The request cannot be understood"
            case .unauthorized: "Sign in, or present a token"
            case .forbidden: "This is not allowed to you"
            case .notFound: "There is nothing here"
            case .methodNotAllowed: "This is not done here"
            case .conflict: "This does not fit what is there"
            case .gone: "This is no longer kept"
            case .tooLarge: "The request is too large"
            case .unsupportedMediaType: "This kind of content is not read here"
            case .invalid: "A value is not right"
            case .tooManyRequests: "Too many requests"
            case .failed: "Something went wrong here"
            case .unavailable: "This cannot be answered now"
            }
        }
    }

    let kind: Kind
    /// What is wrong with this request, and how to mend it; without secrets.
    let detail: String
    /// Seconds to wait before asking again.
    var retryAfter: Int?
    /// Headers besides.
    var headers: HTTPFields = [:]

    init(_ kind: Kind, _ detail: String, retryAfter: Int? = nil) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The document, with the number under which the log keeps the request.
    func response(requestID: String) -> Response {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("type", "urn:marsad:problem:\(kind.rawValue)")
            writer.field("title", kind.title)
            writer.field("status", kind.status.code)
            writer.field("detail", detail)
            writer.field("instance", "urn:marsad:request:\(requestID)")
        }
        var fields = headers
        fields[.contentType] = "application/problem+json"
        fields[.cacheControl] = "no-store"
        if let retryAfter { fields[.retryAfter] = "\(retryAfter)" }
        if kind == .unauthorized { fields[.wwwAuthenticate] = "Bearer realm=\"Marsad\"" }
        return Response(
            status: kind.status,
            headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: writer.bytes))
        )
    }
}
