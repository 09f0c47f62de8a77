/// One input: its name, and where its lines come from.
public struct LogInputConfiguration: Sendable, Hashable {
    /// Where lines come from.
    public enum Kind: Sendable, Hashable {
        /// Files, read once or followed.
        case files(FileInputConfiguration)
        /// The standard input, to its end.
        case standardInput
        /// Syslog in datagrams.
        case datagrams(DatagramInputConfiguration)
        /// Syslog over TCP or TLS.
        case streams(StreamInputConfiguration)
        /// Bodies of HTTP requests.
        case http(HTTPInputConfiguration)
    }

    /// Longest name in bytes.
    public static let maximumNameLength = 128

    /// What it is called in batches, statistics and messages.
    public let name: String
    /// Where its lines come from.
    public let kind: Kind

    /// - Parameters:
    ///   - name: not empty, without control characters, at most ``maximumNameLength`` bytes.
    ///   - kind: where its lines come from.
    /// - Throws: ``InputConfigurationError`` for another name.
    public init(name: String, kind: Kind) throws(InputConfigurationError) {
        let isPrintable = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !name.isEmpty, name.utf8.count <= Self.maximumNameLength, isPrintable else {
            throw InputConfigurationError(
                "name",
                "takes 1 to \(Self.maximumNameLength) bytes without control characters"
            )
        }
        self.name = name
        self.kind = kind
    }
}
