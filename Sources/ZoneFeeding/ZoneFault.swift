/// Why a zone does not hold what its list serves: what, where, and how to mend it.
public struct ZoneFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, CaseIterable {
        /// A tool is not installed.
        case noTool = "no-tool"
        /// The key's file cannot be used.
        case keyFile = "key-file"
        /// The primary does not answer.
        case away = "away"
        /// The primary does not accept the key.
        case key = "key"
        /// The primary does not allow it.
        case refused = "refused"
        /// The primary does not serve the zone.
        case noZone = "no-zone"
        /// Something else than this program changes the zone.
        case contested = "contested"
        /// The whole zone has to be loaded at the primary.
        case needsFile = "needs-file"
        /// The zone file cannot be written.
        case file = "file"
        /// The primary cannot be told to load the file.
        case control = "control"
        /// The registry cannot be asked.
        case registry = "registry"
        /// A tool said what is not understood.
        case failed = "failed"
    }

    /// What kind.
    public let code: Code
    /// All of it, in one line.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
