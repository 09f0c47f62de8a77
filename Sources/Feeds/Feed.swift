public import Fetching
public import Formats
public import Registry

/// A feed: where it comes from, how it reads, how often it is fetched, and the source whose reports it gives.
public struct Feed: Hashable, Sendable, Identifiable {
    /// Longest ``id``, in bytes.
    public static let maximumIDLength = 80

    /// Its name in commands and addresses: small letters, digits, dashes and dots.
    public let id: String
    /// Where it comes from.
    public var origin: FeedOrigin
    /// Its format; nil to tell it by content.
    public var format: FeedFormat?
    /// Which columns or keys hold what, where names do not tell.
    public var mapping = FieldMapping()
    /// How often it is fetched.
    public var schedule = FeedSchedule()
    /// What its health is measured by.
    public var bounds = HealthBounds()
    /// The source whose reports it gives.
    public var source: SourceSettings
    /// Whether a person has stopped it for now.
    public var isPaused = false

    /// A feed; nil when `id` is no such name.
    public init?(_ id: String, from origin: FeedOrigin, format: FeedFormat? = nil, source: SourceSettings) {
        let isName = id.utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E: true
            default: false
            }
        }
        guard isName, (1...Self.maximumIDLength).contains(id.utf8.count), id.utf8.first != 0x2E else {
            return nil
        }
        self.id = id
        self.origin = origin
        self.format = format
        self.source = source
    }
}
