/// What one input has done since the process started.
public struct InputStatistics: Sendable, Hashable {
    /// What an input is doing.
    public enum Phase: String, Sendable, Hashable {
        /// Not running yet.
        case waiting
        /// Reading or receiving.
        case running
        /// Reading no more; what is out is waiting to be acknowledged.
        case draining
        /// Done.
        case ended
    }

    /// What was dropped for one reason.
    public struct Drop: Sendable, Hashable {
        /// How many of what the reason counts.
        public internal(set) var count: Int64 = 0
        /// How many bytes, as far as they are known.
        public internal(set) var bytes: Int64 = 0
        /// When it happened first.
        public internal(set) var first: WallTime
        /// When it happened last.
        public internal(set) var last: WallTime
    }

    /// Something that needs a person: a file that cannot be read, a certificate that cannot be loaded.
    public struct Problem: Sendable, Hashable {
        /// What it is about: a path, for instance.
        public let subject: String
        /// What is wrong and how to mend it.
        public internal(set) var detail: String
        /// Since when.
        public let first: WallTime
        /// When it was seen last.
        public internal(set) var last: WallTime
    }

    /// How far reading is behind writing.
    public struct Lag: Sendable, Hashable {
        /// Bytes in the files that were not read yet.
        public internal(set) var bytes: Int64 = 0
        /// For how long there has been something unread in the file that is behind longest, in whole seconds.
        public internal(set) var seconds: Int64 = 0
    }

    /// Most problems that are kept for one input.
    public static let maximumProblems = 64

    /// The name of the input.
    public let name: String
    /// What it is doing.
    public internal(set) var phase = Phase.waiting
    /// The address it listens on, when it does.
    public internal(set) var listening: PeerAddress?
    /// Lines handed to the consumer.
    public internal(set) var lines: Int64 = 0
    /// Bytes handed to the consumer.
    public internal(set) var bytes: Int64 = 0
    /// Batches handed to the consumer.
    public internal(set) var batches: Int64 = 0
    /// Batches that are not acknowledged yet.
    public internal(set) var unacknowledged = 0
    /// When lines were received last.
    public internal(set) var lastReceived: WallTime?
    /// What was dropped, by reason.
    public internal(set) var drops: [DropReason: Drop] = [:]
    /// Files that are open.
    public internal(set) var openFiles = 0
    /// How far behind the files are read.
    public internal(set) var lag = Lag()
    /// Connections that are open.
    public internal(set) var openConnections = 0
    /// Connections or requests taken in all.
    public internal(set) var accepted: Int64 = 0
    /// What needs a person, by what it is about.
    public internal(set) var problems: [Problem] = []

    /// How many of what `reason` counts were dropped.
    public func dropped(_ reason: DropReason) -> Int64 {
        drops[reason]?.count ?? 0
    }
}
