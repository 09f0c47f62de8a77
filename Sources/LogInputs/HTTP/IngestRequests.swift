import Synchronization

/// The requests of an input that are being read, and how far those with a key were handed out.
final class IngestRequests: Sendable {
    /// The right to read a request.
    struct Claim: Sendable {
        let source: SourceID
        /// Up to where its body was handed out before.
        let handedOut: Int64
    }

    private struct State {
        var count = 0
        /// Requests with a key that are being read.
        var reading: Set<SourceID> = []
        /// Up to where bodies were handed out in this run that are not stored to their end.
        var handedOut: [SourceID: Int64] = [:]
    }

    /// Most bodies of which is remembered how far they were handed out, beside those that are stored.
    private static let maximumPartial = 16_384

    private let maximumCount: Int
    private let journal: ResumeJournal
    private let state = Mutex(State())

    init(maximumCount: Int, journal: ResumeJournal) {
        self.maximumCount = maximumCount
        self.journal = journal
    }

    var count: Int { state.withLock { $0.count } }

    /// Takes a request in.
    /// - Throws: ``IngestProblem`` when there are too many, or one with the same key is being read.
    func claim(stream: String, key: String?) throws(IngestProblem) -> Claim {
        let source = key.map { SourceID(digestOf: ["\(journal.id)", "request", stream, $0]) } ?? .random()
        let stored = key == nil ? nil : journal.request(source)
        let result: Result<Claim, IngestProblem> = state.withLock { state in
            guard state.count < maximumCount else { return .failure(.tooManyRequests()) }
            if key != nil, !state.reading.insert(source).inserted { return .failure(.inProgress()) }
            state.count += 1
            let handedOut = max(stored?.position ?? 0, state.handedOut[source] ?? 0)
            return .success(Claim(source: source, handedOut: handedOut))
        }
        let claim = try result.get()
        if key != nil, stored == nil { journal.update(RequestRecord(source: source, lastSeen: .now)) }
        return claim
    }

    func release(_ claim: Claim) {
        state.withLock { state in
            state.count -= 1
            state.reading.remove(claim.source)
        }
    }

    /// A body was handed out up to `position`.
    func handedOut(_ source: SourceID, to position: Int64) {
        state.withLock { state in
            guard state.reading.contains(source) else { return }
            if state.handedOut.count >= Self.maximumPartial { state.handedOut.removeAll() }
            state.handedOut[source] = position
        }
    }

    /// Where a body goes on behind a block.
    func position(of source: SourceID, behind block: LineBlock) -> ResumePosition {
        ResumePosition(
            journal: journal.id,
            request: RequestRecord(source: source, position: block.range.upperBound, lastSeen: .now)
        )
    }

    /// Whether a body is the one that was sent with its key before, as far as that is known.
    func isSame(_ source: SourceID, body: ContentMark, handedOut: Int64) -> Bool {
        guard handedOut <= Int64(body.length) else { return false }
        return journal.request(source)?.body.map { $0 == body } ?? true
    }

    /// All of a body is stored.
    func finished(_ source: SourceID, body: ContentMark) {
        journal.update(
            RequestRecord(source: source, position: Int64(body.length), body: body, lastSeen: .now)
        )
        state.withLock { $0.handedOut[source] = nil }
    }
}
