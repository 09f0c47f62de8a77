/// What an import did.
public struct ImportOutcome: Hashable, Sendable {
    /// Addresses the source did not list before.
    public var added: Int
    /// Addresses of which it claims something else.
    public var changed: Int
    /// Addresses of which it claims what it claimed.
    public var unchanged: Int
    /// Addresses it no longer lists.
    public var retired: Int
    /// The revision of the change; nil when nothing changed.
    public var revision: Int64?

    /// An outcome of these counts.
    public init(
        added: Int = 0,
        changed: Int = 0,
        unchanged: Int = 0,
        retired: Int = 0,
        revision: Int64? = nil
    ) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        self.retired = retired
        self.revision = revision
    }
}

/// What the passing of time or a change of settings did to scores.
public struct RescoreOutcome: Hashable, Sendable {
    /// Addresses whose score, level or reports changed.
    public var rescored: Int
    /// Reports that ran out.
    public var expired: Int
    /// The revision of the change; nil when nothing changed.
    public var revision: Int64?

    /// An outcome of these counts.
    public init(rescored: Int = 0, expired: Int = 0, revision: Int64? = nil) {
        self.rescored = rescored
        self.expired = expired
        self.revision = revision
    }
}

/// A place in the sequence of changes: after it comes what its holder has not seen.
public struct ChangeCursor: Hashable, Sendable {
    /// The revision of the last change seen.
    public var revision: Int64
    /// The number of the last address seen in that revision.
    public var address: Int64

    /// Before the first change.
    public static let start = ChangeCursor(after: 0)

    /// After all of `revision`.
    public init(after revision: Int64) {
        self.init(revision: revision, address: .max)
    }

    /// After the change of `address` in `revision`.
    public init(revision: Int64, address: Int64) {
        self.revision = revision
        self.address = address
    }
}

/// A page of changes.
public struct ChangePage: Hashable, Sendable {
    /// The changed addresses as they are now, each once, in order of revision and number.
    public var changes: [AddressSummary]
    /// Where the next page begins.
    public var next: ChangeCursor

    /// A page of these changes.
    public init(changes: [AddressSummary], next: ChangeCursor) {
        self.changes = changes
        self.next = next
    }
}

/// How much a registry holds.
public struct RegistryCounts: Hashable, Sendable {
    /// Addresses ever reported.
    public var addresses: Int
    /// Addresses listed now, summed over the sources.
    public var listed: Int
    /// Sources.
    public var sources: Int
    /// The last revision; 0 when nothing was ever registered.
    public var revision: Int64

    /// Counts as given.
    public init(addresses: Int, listed: Int, sources: Int, revision: Int64) {
        self.addresses = addresses
        self.listed = listed
        self.sources = sources
        self.revision = revision
    }
}
