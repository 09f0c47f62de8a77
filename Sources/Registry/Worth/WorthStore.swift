public import Reports
public import SourceWorth

/// Where what sources are worth is learnt and kept.
///
/// What is learnt knows only what every member may see: a RED report changes nothing of it.
public protocol WorthStore: Sendable {
    /// Learns from all that sources have listed, if ``LearningRules/sweepDays`` have passed since the last time, and
    /// scores again up to ``LearningRules/addressesPerStep`` addresses of sources that weigh otherwise now.
    ///
    /// Meant to be called every hour, and again as long as the outcome is unfinished. Reading holds no writer up; what is
    /// learnt takes effect in one transaction, and each step of scoring is one. A process that is killed loses nothing but
    /// the step it was in.
    func learnWorth(at now: Timestamp) throws(StoreError) -> LearningOutcome

    /// How often scores were followed by an independent confirmation, as measured by ``learnWorth(at:)``.
    /// - Throws: ``StoreError``.
    func measuredChances() throws(StoreError) -> Chances

    /// What is known of the worth of a source, with the counts behind it.
    /// - Parameters:
    ///   - name: its name.
    ///   - viewer: for whom; other sources that the viewer may not know of are not named.
    ///   - now: the day of what depends on today.
    /// - Returns: nil when there is no such source, or the viewer may not know of it.
    /// - Throws: ``StoreError``.
    func worth(ofSourceNamed name: String, for viewer: Viewer, at now: Timestamp) throws(StoreError)
        -> SourceReview?

    /// Sets by hand what is learnt of a source; nil lets it be learnt. Its addresses are scored again.
    /// - Parameters:
    ///   - name: the source.
    ///   - overruling: what is set.
    ///   - actor: who decides.
    ///   - viewer: for whom sources are looked up.
    ///   - now: the moment.
    /// - Returns: the source as it is then.
    /// - Throws: ``StoreError/Code/unknownSource`` when the viewer knows of none of that name,
    ///   ``StoreError/Code/invalidValue`` for values with a fault or a reason that is too long or missing.
    @discardableResult
    func overrule(
        sourceNamed name: String,
        _ overruling: SourceOverruling,
        by actor: Actor,
        for viewer: Viewer,
        at now: Timestamp
    ) throws(StoreError) -> Source

    /// Decides whether two sources are one lineage, whatever is found or declared; nil takes a decision back.
    ///
    /// It counts at once; addresses are scored again by ``learnWorth(at:)``.
    /// - Throws: ``StoreError/Code/unknownSource`` when the viewer does not know of one of them,
    ///   ``StoreError/Code/invalidValue`` for twice the same source, one whose reports are RED, or a reason that is too long or
    ///   missing, ``StoreError/Code/notFound`` when there is nothing to take back.
    func rule(
        _ name: String,
        and other: String,
        areOneLineage: Bool?,
        why: String,
        by actor: Actor,
        for viewer: Viewer,
        at now: Timestamp
    ) throws(StoreError)
}

/// What an analyst sets of a source, and why.
public struct SourceOverruling: Hashable, Sendable {
    /// Longest ``why``, in bytes of UTF-8.
    public static let maximumTextLength = 1000

    /// How often it is right, 0…1; nil takes what is learnt.
    public var reliability: Double?
    /// How many days addresses usually stay on its list, infinite for lists that never remove; nil takes what is learnt.
    public var usualStayDays: Double?
    /// Why.
    public var why: String

    /// An overruling of these parts.
    public init(reliability: Double?, usualStayDays: Double?, why: String) {
        self.reliability = reliability
        self.usualStayDays = usualStayDays
        self.why = why
    }
}

/// A ruling with who made it, when and why.
public struct KeptRuling: Hashable, Sendable {
    /// The ruling.
    public var ruling: LineageRuling
    /// Who.
    public var who: String
    /// Why.
    public var why: String
    /// When.
    public var at: Timestamp

    /// A ruling as stored.
    public init(ruling: LineageRuling, who: String, why: String, at: Timestamp) {
        self.ruling = ruling
        self.who = who
        self.why = why
        self.at = at
    }
}
