/// A name or URL of an event, as the log writes it.
public struct LogText: Hashable, Sendable {
    /// What a text is to the event.
    public enum Role: UInt8, Sendable, CaseIterable {
        /// The name that a name server was asked for.
        case query
        /// A name in the answer of a name server.
        case answer
        /// The server's name in a TLS handshake.
        case serverName
        /// The host of an HTTP request.
        case httpHost
        /// A name of the destination.
        case destination
        /// A name of the source.
        case source
        /// The domain of a mail address.
        case mail
        /// Another name.
        case name
        /// A URL, with or without its scheme.
        case url
        /// The target of a request: path and query.
        case target
        /// The query of a request, where it is apart from the path.
        case targetQuery
        /// The scheme of a request, where it is apart from the URL.
        case scheme
        /// The page that a request came from.
        case referrer
        /// The device that wrote the log.
        case sensor
        /// The host that the log speaks of, where it has a name and no address.
        case host

        /// The word in JSON.
        public var name: String {
            switch self {
            case .query: "query"
            case .answer: "answer"
            case .serverName: "server-name"
            case .httpHost: "http-host"
            case .destination: "destination"
            case .source: "source"
            case .mail: "mail"
            case .name: "name"
            case .url: "url"
            case .target: "target"
            case .targetQuery: "target-query"
            case .scheme: "scheme"
            case .referrer: "referrer"
            case .sensor: "sensor"
            case .host: "host"
            }
        }

        /// Whether the text is a host name that was met, not one of the log's own devices.
        public var isMetName: Bool {
            switch self {
            case .query, .answer, .serverName, .httpHost, .destination, .mail, .name: true
            case .source, .url, .target, .targetQuery, .scheme, .referrer, .sensor, .host: false
            }
        }
    }

    /// What it is to the event.
    public let role: Role
    /// The text as the log writes it; bytes that are not UTF-8 are replaced.
    public let text: String
}
