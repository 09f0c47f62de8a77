/// A source whose file is not there any more, or not what it was, before it was read to its end: its rest is looked for.
struct AdriftSource {
    /// For how long files are waited for that are being made.
    private static let patience = Duration.seconds(600)

    /// How many bytes were seen of it, read or not; nil where that is not known.
    let seenLength: Int64?
    let reason: DropReason
    private let start = ContinuousClock.now
    private var looks = 0

    init(seenLength: Int64?, reason: DropReason) {
        self.seenLength = seenLength
        self.reason = reason
    }

    /// The bytes that were seen and are not among its first `length`.
    func missing(behind length: Int64) -> Int {
        Int(max(0, (seenLength ?? 0) - length))
    }

    /// Counts a look that did not find it.
    /// - Returns: whether it is given up. A folder that changes while it is read may hide a file from one look, and one that
    ///   is being made (`isUndecided`) may be the one.
    mutating func isMissed(atLooksEvery interval: Duration, _ isUndecided: Bool) -> Bool {
        looks += 1
        return looks > 2 && start.duration(to: .now) > (isUndecided ? Self.patience : interval)
    }
}
