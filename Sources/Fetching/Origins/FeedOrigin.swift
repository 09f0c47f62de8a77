/// Where a feed comes from.
public enum FeedOrigin: Hashable, Sendable, Codable {
    /// One resource, by HTTP or HTTPS.
    case web(WebResource)
    /// A file or folder of this machine, below one of the folders the operator opened for feeds.
    case file(path: String)
    /// A collection of a TAXII 2.1 server.
    case taxii(TAXIICollection)
    /// A MISP feed: the folder that holds its `manifest.json`, or the manifest itself.
    case mispFeed(WebResource)
    /// The attributes of a MISP server.
    case mispServer(MISPServer)
    /// The attachments of a mail folder.
    case maildir(Maildir)
}

/// Something to get from the web.
public struct WebResource: Hashable, Sendable, Codable {
    /// Its address. `{secret}` in it stands for the secret of ``WebAccess/authentication``.
    public var url: String
    /// How to ask for it.
    public var access: WebAccess

    /// The resource at `url`.
    public init(_ url: String, access: WebAccess = WebAccess()) {
        self.url = url
        self.access = access
    }
}

/// A collection of a TAXII 2.1 server (OASIS, 10 June 2021).
public struct TAXIICollection: Hashable, Sendable, Codable {
    /// The collection: `https://…/collections/ID/`.
    public var url: String
    /// How to ask for it.
    public var access: WebAccess
    /// Objects per page that are asked for; servers may give fewer.
    public var pageSize = 1000
    /// Only objects of these types; all when empty.
    public var types: [String] = []
    /// Days after which the whole collection is fetched anew, since TAXII does not say what was deleted.
    public var daysBetweenFullFetches = 7

    /// The collection at `url`.
    public init(_ url: String, access: WebAccess = WebAccess()) {
        self.url = url
        self.access = access
    }
}

/// A MISP server that is asked by `restSearch`.
public struct MISPServer: Hashable, Sendable, Codable {
    /// The server: `https://misp.example/`.
    public var url: String
    /// How to ask for it. The key is a secret of ``Authentication/header(name:secret:)`` named `Authorization`.
    public var access: WebAccess
    /// Attributes per page.
    public var pageSize = 5000
    /// Only attributes of events with all these tags; `!tag` leaves one out.
    public var tags: [String] = []
    /// Only events published or changed in these last days; nil for all.
    public var days: Int? = 90
    /// Whether only attributes for detection (`to_ids`) are wanted.
    public var onlyForDetection = true

    /// The server at `url`.
    public init(_ url: String, access: WebAccess) {
        self.url = url
        self.access = access
    }
}

/// A mail folder in Maildir form, which this module only reads.
public struct Maildir: Hashable, Sendable, Codable {
    /// The folder that holds `new` and `cur`.
    public var path: String
    /// Only messages whose sender ends so, for example `@reports.example`; all when nil.
    public var sender: String?
    /// Only messages whose subject holds these words; all when nil.
    public var subject: String?
    /// Only messages that came in these last days.
    public var days = 30
    /// Whether the text of a message without attachments is taken.
    public var takesText = false

    /// The folder at `path`.
    public init(_ path: String) {
        self.path = path
    }
}
