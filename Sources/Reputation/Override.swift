public import Reports

/// A score that an analyst sets by hand. It wins over everything else until it expires.
public struct Override: Hashable, Sendable {
    /// Longest ``who`` and ``why``, in bytes of UTF-8.
    public static let maximumTextLength = 1024

    /// Its number in the registry, by which a stored score names it.
    public let id: Int64
    /// The score, 0…100 to two decimals.
    public let score: Double
    /// The first moment at which it no longer holds.
    public let until: Timestamp
    /// Who decided.
    public let who: String
    /// Why, in the analyst's words.
    public let why: String

    /// A decision with its reasons.
    /// - Parameters:
    ///   - id: its number in the registry.
    ///   - score: the score it sets, 0…100.
    ///   - until: the first moment at which it no longer holds.
    ///   - who: who decided; not empty.
    ///   - why: the reason; not empty.
    /// - Throws: `overrideScore` for a score out of range, `overrideText` for a text that is empty or too long.
    public init(
        id: Int64,
        score: Double,
        until: Timestamp,
        who: String,
        why: String
    ) throws(ReputationError) {
        guard score >= 0, score <= 100 else { throw ReputationError(.overrideScore) }
        for text in [who, why] {
            guard !text.isEmpty, text.utf8.count <= Self.maximumTextLength else {
                throw ReputationError(.overrideText)
            }
        }
        self.id = id
        self.score = Corroboration.rounded(score)
        self.until = until
        self.who = who
        self.why = why
    }
}
