public import Reports

/// Why a feed was not fetched. What was fetched before is untouched.
public struct FetchFailure: Error, Hashable, Sendable, Codable {
    /// What stood in the way. The raw value is stored, counted and shown.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Nothing answers there: no connection, or it ended before an answer.
        case unreachable = "unreachable"
        /// The name has no address.
        case unresolved = "unresolved"
        /// The place is one that must not be asked: a private or reserved address, another scheme, a file elsewhere.
        case refused = "refused"
        /// A redirect that is not followed: too many, in a circle, to nowhere, to another scheme.
        case redirect = "redirect"
        /// The server did not prove who it is, or encryption failed.
        case encryption = "encryption"
        /// The proxy does not let through.
        case proxy = "proxy"
        /// The server wants to be asked later (429, or 503 with a time).
        case throttled = "throttled"
        /// The server wants other credentials (401, 403, 407).
        case denied = "denied"
        /// There is no such feed any more (404, 410).
        case missing = "missing"
        /// Any other status that is no success.
        case status = "status"
        /// More bytes than the bounds allow.
        case tooLarge = "too-large"
        /// Compressed bytes that unfold to more than the bounds allow.
        case expansion = "expansion"
        /// Longer than the bounds allow, in all or between two bytes.
        case tooSlow = "too-slow"
        /// The answer ended before its announced end.
        case cutShort = "cut-short"
        /// The answer follows no known protocol: no HTTP, no TAXII, a manifest that is none.
        case malformed = "malformed"
        /// The answer is a success without a single byte.
        case empty = "empty"
        /// The file, folder or secret cannot be read.
        case unreadable = "unreadable"
        /// What was fetched cannot be kept: the disk is full or not writable.
        case spool = "spool"
        /// What was fetched cannot be taken into the registry.
        case registry = "registry"
        /// The settings of the feed cannot be meant so.
        case settings = "settings"
        /// The service is stopping.
        case cancelled = "cancelled"

        /// Whether asking again before the next scheduled time may help.
        public var isPassing: Bool {
            switch self {
            case .unreachable, .unresolved, .proxy, .throttled, .status, .tooSlow, .cutShort: true
            default: false
            }
        }
    }

    /// What stood in the way.
    public let kind: Kind
    /// What happened, where and how to mend it. Holds no secret.
    public let detail: String
    /// The status that the server answered with.
    public var status: Int?
    /// Not to ask again before; nil when the schedule decides.
    public var retryAt: Timestamp?

    /// A failure of a kind.
    public init(_ kind: Kind, _ detail: String, status: Int? = nil, retryAt: Timestamp? = nil) {
        self.kind = kind
        self.detail = detail
        self.status = status
        self.retryAt = retryAt
    }
}

extension FetchFailure: CustomStringConvertible {
    /// The detail.
    public var description: String { detail }
}
