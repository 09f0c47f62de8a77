import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Reports

/// An answer whose body is still to come.
struct WebAnswer {
    /// Most bytes of an answer that is taken into memory: 16 MiB.
    static let maximumInMemory = 16 << 20

    let place: WebPlace
    /// Whether redirects led here.
    let isElsewhere: Bool
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    private let body: HTTPClientResponse.Body
    private let deadline: NIODeadline
    /// The host is being visited until the answer has been read and let go.
    private let visit: HostGate.Visit

    init(
        _ response: HTTPClientResponse,
        from place: WebPlace,
        moved: Bool,
        deadline: NIODeadline,
        _ visit: HostGate.Visit
    ) {
        self.visit = visit
        self.place = place
        isElsewhere = moved
        status = response.status
        headers = response.headers
        body = response.body
        self.deadline = deadline
    }

    /// Where the answer leads, if it does: empty when it says so without a place.
    var redirectLocation: String? {
        switch status.code {
        case 301, 302, 303, 307, 308: headers.first(name: "Location") ?? ""
        default: nil
        }
    }

    var isNotModified: Bool { status == .notModified }

    /// `Content-Type` without its parameters, in small letters.
    var contentType: String? {
        headers.first(name: "Content-Type").flatMap { value in
            let type = value.split(separator: ";").first.map { $0.filter { !$0.isWhitespace }.lowercased() }
            return type.flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 }
        }
    }

    var validators: FeedValidators {
        FeedValidators(
            entityTag: headers.first(name: "ETag"),
            lastModified: headers.first(name: "Last-Modified")
        )
    }

    /// - Throws: ``FetchFailure`` unless the answer is a success or says that nothing changed.
    func expectSuccess(now: Timestamp, gate: HostGate) throws(FetchFailure) {
        let code = Int(status.code)
        if status == .ok || status == .notModified { return }
        let retry = headers.first(name: "Retry-After").flatMap { RetryAfter.moment($0, now: now) }
        switch code {
        case 429, 503:
            guard code == 429 || retry != nil else { break }
            if let retry { gate.close(place.host, until: retry) }
            let later = retry.map { ", not before \($0)" } ?? ""
            throw FetchFailure(
                .throttled,
                "\(place): the server asks to come later (\(code))\(later)",
                status: code,
                retryAt: retry
            )
        case 401, 403:
            throw FetchFailure(
                .denied,
                "\(place): the server refuses (\(code)); check the feed's secret",
                status: code
            )
        case 407:
            throw FetchFailure(.denied, "\(place): the proxy wants a user and password", status: code)
        case 404, 410:
            throw FetchFailure(
                .missing,
                "\(place): no such feed there (\(code)); check its address",
                status: code
            )
        case 204, 205:
            throw FetchFailure(.empty, "\(place): the server has nothing to give (\(code))", status: code)
        default: break
        }
        throw FetchFailure(.status, "\(place): the server answers \(code)", status: code)
    }

    /// Hands out the body piece by piece.
    /// - Throws: ``FetchFailure`` when it breaks off or grows beyond the bounds, or what `take` throws.
    func read(upTo limit: Int64, _ take: (ByteBuffer) throws(FetchFailure) -> Void) async throws(FetchFailure)
    {
        if let announced, announced > limit { throw tooLarge(limit) }
        var count: Int64 = 0
        do {
            for try await piece in body {
                count += Int64(piece.readableBytes)
                if count > limit { throw tooLarge(limit) }
                if NIODeadline.now() > deadline {
                    throw FetchFailure(.tooSlow, "\(place): not all there in time (\(count) bytes came)")
                }
                try take(piece)
            }
        } catch { throw FailureReading.failure(error, place: place, hasAnswered: true) }
        // The client checks this too; here it cannot be forgotten.
        if let announced, headers.first(name: "Content-Encoding") == nil, announced != count {
            throw FetchFailure(.cutShort, "\(place): \(count) bytes came of \(announced)")
        }
    }

    /// The body in memory.
    func bytes(upTo limit: Int = maximumInMemory) async throws(FetchFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        try await read(upTo: Int64(limit)) { bytes.append(contentsOf: $0.readableBytesView) }
        return bytes
    }

    private var announced: Int64? { headers.first(name: "Content-Length").flatMap { Int64($0) } }

    private func tooLarge(_ limit: Int64) -> FetchFailure {
        FetchFailure(.tooLarge, "\(place): more than \(limit) bytes; raise the feed's bound if that is right")
    }
}
