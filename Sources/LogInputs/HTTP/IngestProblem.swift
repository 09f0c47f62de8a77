import Foundation
import Hummingbird
import NIOCore

/// Why a request is not taken (RFC 9457), and what of it was taken before that was known.
struct IngestProblem: Error {
    let status: HTTPResponse.Status
    let detail: String
    var headers: HTTPFields = [:]
    /// Why it counts as dropped; nil for what the sender is asked to send again.
    var reason: DropReason?
    /// Lines that were taken before.
    var acceptedLines = 0

    /// Seconds after which it is worth to try again.
    private static let retryAfter = "5"

    static func notFound() -> IngestProblem {
        IngestProblem(
            status: .notFound,
            detail:
                "send lines to /ingest/{stream}, where the stream is 1 to 64 letters, digits, '.', '_' and '-'",
            reason: .refusedRequest
        )
    }

    static func methodNotAllowed() -> IngestProblem {
        IngestProblem(
            status: .methodNotAllowed,
            detail: "send lines with POST",
            headers: [.allow: "POST"],
            reason: .refusedRequest
        )
    }

    static func unauthorized() -> IngestProblem {
        IngestProblem(
            status: .unauthorized,
            detail: "show a token of this input, as in Authorization: Bearer TOKEN",
            headers: [.wwwAuthenticate: "Bearer"],
            reason: .unauthorized
        )
    }

    static func unsupportedType(_ type: String) -> IngestProblem {
        IngestProblem(
            status: .unsupportedMediaType,
            detail: "'\(type)' is not taken; send lines as application/x-ndjson or text/plain",
            headers: [.accept: "application/x-ndjson, text/plain, application/octet-stream"],
            reason: .refusedRequest
        )
    }

    static func unsupportedCoding(_ coding: String) -> IngestProblem {
        IngestProblem(
            status: .unsupportedMediaType,
            detail: "'\(coding)' is not taken; pack bodies with gzip, deflate or zstd, once",
            headers: [.acceptEncoding: "gzip, deflate, zstd, identity"],
            reason: .refusedRequest
        )
    }

    static func badRequest(_ detail: String, reason: DropReason = .refusedRequest) -> IngestProblem {
        IngestProblem(status: .badRequest, detail: detail, reason: reason)
    }

    static func tooLarge(_ detail: String) -> IngestProblem {
        IngestProblem(status: .contentTooLarge, detail: detail, reason: .tooLarge)
    }

    static func otherBody() -> IngestProblem {
        IngestProblem(
            status: .unprocessableContent,
            detail: "another body was sent with this Idempotency-Key before; give each body a key of its own",
            reason: .refusedRequest
        )
    }

    static func inProgress() -> IngestProblem {
        IngestProblem(
            status: .conflict,
            detail: "a request with this Idempotency-Key is being read; try again when it is answered",
            headers: [.retryAfter: retryAfter]
        )
    }

    static func tooManyRequests() -> IngestProblem {
        IngestProblem(
            status: .tooManyRequests,
            detail: "too many requests are being read; try again later",
            headers: [.retryAfter: retryAfter]
        )
    }

    static func unavailable(_ detail: String) -> IngestProblem {
        IngestProblem(status: .serviceUnavailable, detail: detail, headers: [.retryAfter: retryAfter])
    }

    /// The answer. A body that was not read to its end is not waited for long: `isBodyRead` says whether it was.
    func response(channel: any Channel, isBodyRead: Bool) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        let body = ProblemBody(
            type: "about:blank",
            title: status.reasonPhrase,
            status: status.code,
            detail: detail,
            acceptedLines: acceptedLines
        )
        let bytes = (try? JSONEncoder().encode(body)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
        guard !isBodyRead else {
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
        }
        headers[.connection] = "close"
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(contentLength: bytes.readableBytes) { writer in
                try await writer.write(bytes)
                try await writer.finish(nil)
                channel.closeSoon()
            }
        )
    }
}

/// The members of a problem document.
private struct ProblemBody: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let acceptedLines: Int
}

extension Channel {
    /// Closes a little later, so that a sender that is still sending can read the answer.
    func closeSoon() {
        eventLoop.scheduleTask(in: .seconds(2)) { self.close(promise: nil) }
    }
}
