/// The constants of the usual stay (`references/verdicts.md` §4) and of the states of a list.
public enum StayRules {
    /// The stay is estimated from the listings that began in so many days.
    public static let windowDays = 120
    /// With fewer listings in them the stay is not known.
    public static let minimumListings = 100
    /// With a shorter history the stay is not known.
    public static let minimumHistoryDays = 30
    /// A list whose content has not changed for so long has stopped.
    public static let stoppedDays = 14

    /// With fewer removals than this nothing is said of how a list removes.
    public static let minimumRemovals = 100
    /// A list flaps when at least this share of its removals return within ``FreshListing/returnDays``.
    public static let flappingShare = 0.5

    /// A rolling window is at least so many days long; a shorter one cannot be told from ordinary turnover.
    public static let shortestWindowDays = 7
    /// A list rolls when at least this share of its removals happens around one age…
    public static let windowShare = 0.3
    /// …and at most this share before it.
    public static let earlierShare = 0.2

    /// So many days are kept: those of the estimate, and those in which a removal may still return.
    static let keptDays = windowDays + FreshListing.returnDays + 1
}
