import Foundation
import NIOCore

/// Fetches one resource into the spool.
struct WebFetch {
    /// First bytes of an answer that tell how it is compressed.
    private static let headLength = 16

    let session: WebSession

    /// Asks for `text`, unless it is as the validators say.
    func run(_ text: String, knowing known: FeedValidators) async throws(FetchFailure) -> FetchOutcome {
        let place = try session.place(text)
        var question = WebSession.Question(place: place)
        question.headers = Self.conditions(known)
        let answer = try await session.ask(question)
        if answer.isNotModified {
            guard !question.headers.isEmpty else {
                throw FetchFailure(
                    .malformed,
                    "\(place): the server says that nothing changed without being asked"
                )
            }
            return .notModified
        }
        let hint = place.url.lastPathComponent
        let (path, count) = try await keep(answer, at: session.context.spool.newPath(hint: hint))
        var feed = FetchedFeed(path: path, isPassing: true, validators: answer.validators, byteCount: count)
        feed.contentType = answer.contentType
        feed.movedTo = answer.isElsewhere ? answer.place.description : nil
        return .fetched(feed)
    }

    /// Writes the body of an answer to a file that stays only if it is whole.
    /// - Returns: the path and the number of bytes.
    func keep(_ answer: WebAnswer, at path: String) async throws(FetchFailure) -> (path: String, count: Int64)
    {
        let bounds = session.access.bounds
        let file = try SpoolFile(path)
        var head: [UInt8] = []
        try await answer.read(upTo: bounds.maximumBytes) { (piece) throws(FetchFailure) in
            if head.count < Self.headLength {
                head += piece.readableBytesView.prefix(Self.headLength - head.count)
            }
            try file.write(piece)
        }
        guard file.byteCount > 0 else {
            throw FetchFailure(.empty, "\(answer.place): the answer is a success without a byte")
        }
        try file.finish()
        do throws(FetchFailure) {
            try await ExpansionCheck.check(
                path,
                head: head,
                limit: bounds.maximumExpandedBytes,
                place: "\(answer.place)"
            )
        } catch {
            SpoolFolder.remove(path)
            throw error
        }
        return (path, file.byteCount)
    }

    /// The headers by which a server answers 304 (RFC 9110 §13.1).
    static func conditions(_ known: FeedValidators) -> [(String, String)] {
        var headers: [(String, String)] = []
        if let tag = known.entityTag { headers.append(("If-None-Match", tag)) }
        if let date = known.lastModified { headers.append(("If-Modified-Since", date)) }
        return headers
    }
}
