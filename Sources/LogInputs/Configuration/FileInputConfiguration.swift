/// Files to read lines from.
public struct FileInputConfiguration: Sendable, Hashable {
    /// How the files are read.
    public enum Mode: String, Sendable {
        /// Each once, to the end it has then; compressed files and archives too.
        case once = "file"
        /// For ever, as they grow, are rotated, and new ones appear; of compressed ones what was not read before.
        case follow
    }

    /// Where reading begins in files that are there when the input runs for the first time.
    public enum Start: String, Sendable {
        /// At the first line.
        case beginning
        /// Behind the last line. Files that appear later are read from their first line.
        case end
    }

    /// The path; `*`, `?` and `[…]` stand for more than one, as in the shell.
    public let path: String
    /// How the files are read.
    public let mode: Mode
    /// Where reading begins at first.
    public let start: Start
    /// How often the files are looked at when the system announces no change, 50 ms to 60 s.
    public let pollInterval: Duration
    /// How long small changes are gathered, 0 to 5 s: it bounds how often positions are written to the disk.
    public let gatherTime: Duration
    /// How long a file must be quiet, once it is gone from its path, until it is left, 0 to 1 day.
    public let leaveAfter: Duration

    /// - Parameters:
    ///   - path: the path, absolute, with or without wildcards.
    ///   - mode: how the files are read.
    ///   - start: where reading begins at first.
    ///   - pollInterval: how often to look without being told, 50 ms to 60 s.
    ///   - gatherTime: how long to gather small changes, 0 to 5 s.
    ///   - leaveAfter: how long a file gone from its path is watched, 0 to 1 day.
    /// - Throws: ``InputConfigurationError`` naming the value that is out of range.
    public init(
        path: String,
        mode: Mode,
        start: Start = .beginning,
        pollInterval: Duration = .seconds(1),
        gatherTime: Duration = .milliseconds(100),
        leaveAfter: Duration = .seconds(60)
    ) throws(InputConfigurationError) {
        guard path.hasPrefix("/"), !path.hasSuffix("/"), !path.contains("\0") else {
            throw InputConfigurationError(
                "path",
                "'\(path)' is no absolute path of a file; write it as in /var/log/zeek/*.log"
            )
        }
        guard !path.contains("**") else {
            throw InputConfigurationError(
                "path",
                "'**' is not known; name each level of folders with a '*' of its own"
            )
        }
        try InputConfigurationError.check(
            "poll",
            pollInterval,
            in: .milliseconds(50) ... .seconds(60)
        )
        try InputConfigurationError.check("gather", gatherTime, in: .zero ... .seconds(5))
        try InputConfigurationError.check("leave", leaveAfter, in: .zero ... .seconds(86_400))
        self.path = path
        self.mode = mode
        self.start = start
        self.pollInterval = pollInterval
        self.gatherTime = gatherTime
        self.leaveAfter = leaveAfter
    }
}
