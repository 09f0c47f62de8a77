/// Why a watchlist cannot be opened or written.
public struct WatchlistError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The file cannot be opened or mapped; the system's error number.
        case cannotOpen(errno: Int32)
        /// The file cannot be written; the system's error number.
        case cannotWrite(errno: Int32)
        /// The file does not begin as a watchlist does.
        case notAWatchlist
        /// The file was written by a newer Marsad.
        case newerVersion(found: UInt32, supported: UInt32)
        /// The file was written by an older Marsad.
        case olderVersion(found: UInt32, supported: UInt32)
        /// The file ends before, or goes on after, where its header says.
        case wrongLength(found: Int, expected: Int)
        /// The header does not carry its own checksum.
        case headerDamaged
        /// A section does not carry the checksum that the header gives for it.
        case sectionDamaged(section: String, offset: Int)
        /// A section cannot have the length or place that the header gives.
        case sectionMisplaced(section: String, offset: Int)
        /// The bytes do not begin as a delta does.
        case notADelta
        /// A delta does not carry its own checksum.
        case deltaDamaged
        /// A delta holds what none can.
        case changeDamaged(offset: Int)
        /// A delta leads to a revision that is not later than the one it begins at.
        case revisionsReversed(from: UInt64, to: UInt64)
        /// A delta begins at another revision than the watchlist, or the delta before it, has.
        case otherRevision(found: UInt64, expected: UInt64)
        /// More than the file format can hold.
        case tooLarge
    }

    /// What is wrong.
    public let reason: Reason
    /// The file; nil for a watchlist in memory.
    public let path: String?

    init(_ reason: Reason, path: String? = nil) {
        self.reason = reason
        self.path = path
    }
}

extension WatchlistError: CustomStringConvertible {
    /// One sentence for a person: what, where and how to mend it.
    public var description: String {
        "\(path ?? "watchlist"): \(what); \(remedy)"
    }

    private var what: String {
        switch reason {
        case .cannotOpen(let number): "cannot be opened (\(systemMessage(number)))"
        case .cannotWrite(let number): "cannot be written (\(systemMessage(number)))"
        case .notAWatchlist: "is not a Marsad watchlist"
        case .newerVersion(let found, let supported):
            "has format version \(found), this Marsad reads up to \(supported)"
        case .olderVersion(let found, let supported):
            "has format version \(found), this Marsad reads \(supported)"
        case .wrongLength(let found, let expected): "is \(found) bytes long, its header says \(expected)"
        case .headerDamaged: "has a damaged header"
        case .sectionDamaged(let section, let offset): "is damaged in section \(section) at byte \(offset)"
        case .sectionMisplaced(let section, let offset):
            "has an impossible section \(section) at byte \(offset)"
        case .notADelta: "is not a delta of a Marsad watchlist"
        case .deltaDamaged: "is a damaged delta"
        case .changeDamaged(let offset): "is a delta with an impossible change at byte \(offset)"
        case .revisionsReversed(let from, let to):
            "leads from revision \(from) to \(to), which is not later"
        case .otherRevision(let found, let expected):
            "is at revision \(expected), the delta begins at revision \(found)"
        case .tooLarge: "would exceed the 4 GiB that one section can hold"
        }
    }

    private var remedy: String {
        switch reason {
        case .cannotOpen: "check the path and its permissions"
        case .cannotWrite: "check the folder, its permissions and the free space"
        case .notAWatchlist: "make one with `marsad compile`"
        case .newerVersion: "update Marsad, or compile the list again with this version"
        case .olderVersion: "compile the list again with this version"
        case .wrongLength, .headerDamaged, .sectionDamaged, .sectionMisplaced:
            "copy it again from its origin, or compile it again"
        case .notADelta: "name a file made by `marsad compile --since`"
        case .deltaDamaged, .changeDamaged: "fetch it again from its origin, or make it again"
        case .revisionsReversed: "make it of an older and a newer watchlist"
        case .otherRevision: "apply the deltas between first, or take a whole watchlist"
        case .tooLarge: "split the list"
        }
    }
}
