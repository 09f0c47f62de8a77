/// Why a registry could not do what was asked: what happened, where, and how to mend it.
public struct StoreError: Error, Sendable {
    /// What happened. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The folder or file cannot be made or opened.
        case cannotOpen = "cannot-open"
        /// The file is something else than a registry.
        case notARegistry = "not-a-registry"
        /// A later version of the program wrote the file.
        case newerVersion = "newer-version"
        /// The file is damaged.
        case damaged = "damaged"
        /// Another process writes for too long.
        case busy = "busy"
        /// The disk is full.
        case full = "full"
        /// The file may not be written.
        case readOnly = "read-only"
        /// There is no such source.
        case unknownSource = "unknown-source"
        /// There is nothing that was asked for.
        case notFound = "not-found"
        /// What was asked does not fit what is there.
        case conflict = "conflict"
        /// Somebody else has to do this.
        case notAllowed = "not-allowed"
        /// A value that was given cannot be kept.
        case invalidValue = "invalid-value"
        /// Reading or writing the file failed.
        case failed = "failed"
    }

    /// What happened.
    public let code: Code
    /// Where: a path, a name.
    public let context: String
    /// What the layer below said, if it said anything.
    public let underlying: (any Error)?

    /// An error with its place and cause.
    public init(_ code: Code, _ context: String, underlying: (any Error)? = nil) {
        self.code = code
        self.context = context
        self.underlying = underlying
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, where, and how to mend it, in one line.
    public var description: String {
        let cause = underlying.map { " (\($0))" } ?? ""
        return "\(context): \(sentence)\(cause); \(remedy)"
    }

    private var sentence: String {
        switch code {
        case .cannotOpen: "the registry cannot be opened"
        case .notARegistry: "the file is not a registry of Marsad"
        case .newerVersion: "a later version of Marsad wrote this registry"
        case .damaged: "the registry is damaged"
        case .busy: "another process is writing to the registry"
        case .full: "the disk is full"
        case .readOnly: "the registry may not be written"
        case .unknownSource: "there is no such source"
        case .notFound: "there is no such thing"
        case .conflict: "it does not fit what is there"
        case .notAllowed: "this is not for you to do"
        case .invalidValue: "a value cannot be kept"
        case .failed: "the registry could not be read or written"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch code {
        case .cannotOpen: "check that the folder exists, is a folder, and belongs to this user"
        case .notARegistry: "give another folder with --data, or move the file away"
        case .newerVersion: "use that version, or restore a backup made by this one"
        case .damaged: "restore the last backup, or move the file away and import the sources again"
        case .busy: "try again when it is done"
        case .full: "free some space and try again; nothing was changed"
        case .readOnly: "make the folder and its files writable for this user"
        case .unknownSource: "list the sources, or import under this name first"
        case .notFound: "look for it first"
        case .conflict: "look at what is there, and ask again"
        case .notAllowed: "ask somebody who may"
        case .invalidValue: "correct the value"
        case .failed: "see the cause given; nothing was changed"
        }
    }
}
