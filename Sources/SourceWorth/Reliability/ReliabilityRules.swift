/// The constants of learnt reliability (`references/verdicts.md` §7 and `docs/decisions/0007-source-worth.md`).
public enum ReliabilityRules {
    /// A fresh listing has so many days to be confirmed.
    public static let confirmationDays = 30
    /// A source younger than this confirms nothing: its first readings are a backlog.
    public static let minimumConfirmerDays = 30
    /// After so many days counts weigh half.
    public static let halvingDays = 90.0
    /// Counts of a list are mixed with so many listings of its group's base rate…
    public static let listShrinkage = 50.0
    /// …those of a source that keeps no list with so many.
    public static let reporterShrinkage = 20.0
    /// Fewer comparable sources than this give no scale to put one of them on.
    public static let minimumPeers = 5
    /// A source takes part in the median from so many counted listings on.
    public static let minimumPeerListings = 1.0
    /// What is learnt alone neither silences a source nor makes its word law.
    public static let scoreBounds = 0.05...0.95
    /// A ledger that starts anew looks back so many days.
    public static let lookBackDays = 360
    /// Counts below this are forgotten.
    static let forgottenListings = 0.01
}
