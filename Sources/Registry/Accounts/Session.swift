/// How long somebody stays signed in.
public enum Session {
    /// The longest session, in seconds: a day's work.
    public static let longestSeconds: Int64 = 12 * 3600
    /// How long a session may lie idle, in seconds.
    public static let idleSeconds: Int64 = 3600
    /// To within how many seconds its use is noted.
    public static let useResolution: Int64 = 60
}
