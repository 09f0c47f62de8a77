/// How much a feed may cost.
public struct FetchBounds: Hashable, Sendable, Codable {
    /// Most seconds from the first question to the last byte; for a feed of many answers, for each of them.
    public var totalSeconds = 600
    /// Most seconds to connect.
    public var connectSeconds = 15
    /// Most seconds without a byte.
    public var idleSeconds = 60
    /// Most bytes of one answer, decompressed: 1 GiB.
    public var maximumBytes: Int64 = 1 << 30
    /// Most bytes that a compressed file or archive may unfold to: 4 GiB.
    public var maximumExpandedBytes: Int64 = 4 << 30
    /// Most redirects that are followed.
    public var maximumRedirects = 5
    /// Most answers that make one feed: pages of a collection, events of a MISP feed.
    public var maximumAnswers = 20_000
    /// Most bytes that all answers of one feed may have together: 8 GiB.
    public var maximumTotalBytes: Int64 = 8 << 30

    /// The usual bounds.
    public init() {}

    /// What is wrong with the bounds, as one sentence; nil when nothing is.
    public var fault: String? {
        let all = [
            Int64(totalSeconds), Int64(connectSeconds), Int64(idleSeconds), maximumBytes,
            maximumExpandedBytes,
            Int64(maximumAnswers), maximumTotalBytes,
        ]
        if all.contains(where: { $0 < 1 }) || maximumRedirects < 0 { return "bounds are greater than zero" }
        if totalSeconds > 86_400 { return "a fetch ends within a day" }
        return nil
    }
}
