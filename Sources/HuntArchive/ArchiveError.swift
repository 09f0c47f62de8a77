/// Why a hunt archive could not do what was asked: what happened, where, and how to mend it.
public struct ArchiveError: Error, Hashable, Sendable {
    /// What happened. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is no archive to read.
        case missing = "missing"
        /// The folder or a file in it cannot be made or opened.
        case cannotOpen = "cannot-open"
        /// The folder holds something else than a hunt archive.
        case notAnArchive = "not-an-archive"
        /// A later version of the program wrote it.
        case newerVersion = "newer-version"
        /// What is stored is damaged.
        case damaged = "damaged"
        /// Another process writes to it.
        case busy = "busy"
        /// The disk is full.
        case full = "full"
        /// A value that was given cannot be kept.
        case invalidValue = "invalid-value"
        /// There is no such sensor.
        case unknownSensor = "unknown-sensor"
        /// Reading or writing failed.
        case failed = "failed"
    }

    /// What happened.
    public let code: Code
    /// Where: a path, a name.
    public let context: String
    /// What the layer below said, if it said anything.
    public let cause: String?

    /// An error with its place and cause.
    public init(_ code: Code, _ context: String, cause: String? = nil) {
        self.code = code
        self.context = context
        self.cause = cause
    }

    /// What RocksDB said of the archive at `path`.
    init(_ error: RocksError, at path: String) {
        self.init(Code(rocksMessage: error.message), path, cause: error.message)
    }
}

extension ArchiveError.Code {
    /// RocksDB tells kinds of failures by the beginning of its messages, and what the system said in their middle.
    fileprivate init(rocksMessage message: String) {
        if message.hasPrefix("IO error:") {
            if message.contains("lock") {
                self = .busy
            } else if message.contains("No space left") {
                self = .full
            } else if message.contains("Permission denied") || message.contains("Read-only file system") {
                self = .cannotOpen
            } else if message.contains("No such file") {
                self = .damaged
            } else {
                self = .failed
            }
        } else if message.hasPrefix("Corruption:") || message.hasPrefix("Not implemented:") {
            self = .damaged
        } else {
            self = .failed
        }
    }
}

extension ArchiveError: CustomStringConvertible {
    /// What happened, where, and how to mend it, in one line.
    public var description: String {
        "\(context): \(sentence)\(cause.map { " (\($0))" } ?? ""); \(remedy)"
    }

    private var sentence: String {
        switch code {
        case .missing: "there is no hunt archive"
        case .cannotOpen: "the hunt archive cannot be opened"
        case .notAnArchive: "the folder is not a hunt archive of Marsad"
        case .newerVersion: "a later version of Marsad wrote this hunt archive"
        case .damaged: "the hunt archive is damaged"
        case .busy: "another process writes to the hunt archive"
        case .full: "the disk is full"
        case .invalidValue: "a value cannot be kept"
        case .unknownSensor: "there is no such sensor"
        case .failed: "the hunt archive could not be read or written"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch code {
        case .missing:
            "name the data folder with --data, or fill an archive with a sensor or marsad archive ingest"
        case .cannotOpen: "check that the folder exists, is a folder, and belongs to this user"
        case .notAnArchive: "give another folder with --data, or move what is there away"
        case .newerVersion: "use that version, or move the folder away and begin a new archive"
        case .damaged:
            "nothing was changed; restore a backup, or move the folder away and begin a new archive"
        case .busy: "stop it, or let it do the writing; hunts may go on beside it"
        case .full: "free some space and try again; nothing was changed"
        case .invalidValue: "correct the value"
        case .unknownSensor: "see the names with marsad archive status"
        case .failed: "see the cause given; nothing was changed"
        }
    }
}
