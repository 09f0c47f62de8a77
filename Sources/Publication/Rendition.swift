public import Lists
internal import Registry
public import Reports

/// One serial of a list in one form, as a file on the shelf.
public struct Rendition: Sendable {
    /// In which form it is.
    public enum Form: Hashable, Sendable {
        /// A format of lists.
        case format(ListFormat)
        /// Decisions for CrowdSec's bouncers, separated by commas; ranges among them or not.
        case decisions(withRanges: Bool)

        /// A word for the name of a file.
        var word: String {
            switch self {
            case .format(let format): format.rawValue
            case .decisions(let ranges): ranges ? "decisions-ranges" : "decisions"
            }
        }

        /// Whether it tells the time that is left instead of the moment at which an entry ends.
        public var tellsTimeLeft: Bool {
            switch self {
            case .format(let format): format.tellsTimeLeft
            case .decisions: true
            }
        }
    }

    /// The file.
    public let path: String
    /// Bytes in it.
    public let byteCount: Int
    /// The SHA-256 of the text before it was packed, in hexadecimal digits.
    public let sha256: String
    /// Its MD5, which some consumers ask for.
    public let md5: String
    /// The serial.
    public let serial: Int64
    /// When it was made.
    public let madeAt: Timestamp
    /// Entries that the text covers.
    public let entryCount: Int
    /// Entries that more important ones left no room for.
    public let overCap: Int
    /// Whether an entry ends by itself.
    let hasEnds: Bool
    let isWithTimeLeft: Bool

    /// Seconds for which a text with the time that is left holds.
    static let lifetime: Int64 = 60

    /// Whether it still tells what is so.
    func holds(at now: Timestamp) -> Bool {
        !(hasEnds && isWithTimeLeft) || now.seconds < madeAt.seconds + Self.lifetime
    }

    /// The same text, packed into another file.
    func packed(path: String, byteCount: Int) -> Rendition {
        Rendition(
            path: path,
            byteCount: byteCount,
            sha256: sha256,
            md5: md5,
            serial: serial,
            madeAt: madeAt,
            entryCount: entryCount,
            overCap: overCap,
            hasEnds: hasEnds,
            isWithTimeLeft: isWithTimeLeft
        )
    }
}
